import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatedSku } from '../../catalogue/generated.mts';
import { openLargeShop, type LargeShop } from './largeShop.mts';

/** What is found by an index has to be what a look at every row finds. */
const open = async (): Promise<LargeShop> => await openLargeShop({ articles: 130, mix: 'mixed' });

interface Row {
	readonly id: number;
	readonly sku: string;
}

const idsOf = (rows: readonly { readonly id: number }[]): readonly number[] => rows.map(({ id }) => id);

async function wooPages(shop: LargeShop, path: string): Promise<readonly Row[]> {
	const rows: Row[] = [];
	for (let page = 1; ; page++) {
		const found: Row[] = await shop.woocommerce('GET', `${path}&per_page=20&page=${page}`);
		rows.push(...found);
		if (found.length === 0) return rows;
	}
}

/** A new product, one with another SKU, one in the bin, one that is gone. */
async function editShop({ woocommerce }: LargeShop): Promise<void> {
	const [first, second, third] = await woocommerce('GET', '/products?search=Generated&orderby=id&order=asc');
	await woocommerce('POST', '/products', { name: 'Late', sku: 'LATE-1' });
	await woocommerce('PUT', `/products/${first.id}`, { sku: 'renamed-1' });
	await woocommerce('DELETE', `/products/${second.id}`);
	await woocommerce('DELETE', `/products/${third.id}?force=true`);
}

test('WooCommerce lists the same products and variations in the same order, with and without its kept order', async () => {
	const shop = await open();
	await editShop(shop);
	for (const list of ['/products', '/variations']) {
		for (const order of ['orderby=id&order=asc', 'orderby=id&order=desc', 'order=asc', 'orderby=date']) {
			const kept = await wooPages(shop, `${list}?${order}`);
			const scanned = await wooPages(shop, `${list}?${order}&exclude=0`);
			assert.ok(kept.length > 60, `${list} ${kept.length}`);
			assert.deepEqual(idsOf(kept), idsOf(scanned), `${list} ${order}`);
		}
	}
});

test('WooCommerce finds a product by the SKU that it has now, in any case, and none by the one that it had', async () => {
	const shop = await open();
	await editShop(shop);
	const find = async (sku: string): Promise<readonly string[]> =>
		(await wooPages(shop, `/products?sku=${sku}&orderby=id`)).map((row) => row.sku);
	assert.deepEqual(await find('RENAMED-1,late-1'), ['LATE-1', 'renamed-1']);
	assert.deepEqual(await find(`${generatedSku(0)},${generatedSku(1)},${generatedSku(2)}`), []);
	assert.deepEqual(await find(`${generatedSku(4)},${generatedSku(13)}`), [generatedSku(13), generatedSku(4)]);
});

test('BigCommerce lists the same products, variants and inventory with and without its indexes', async () => {
	const { bigcommerce } = await open();
	const all = (await bigcommerce('GET', '/v3/catalog/products?limit=250')).data as readonly Row[];
	const [first] = all.filter(({ sku }) => sku === generatedSku(0));
	await bigcommerce('PUT', `/v3/catalog/products/${first?.id}`, { sku: 'renamed-1', inventory_tracking: 'variant' });
	const data = async (path: string): Promise<readonly Row[]> => (await bigcommerce('GET', `/v3/${path}`)).data;
	const scanned = await data('catalog/products?limit=250&price:min=0');
	assert.deepEqual(idsOf(await data('catalog/products?limit=250')), idsOf(scanned));
	assert.deepEqual(idsOf(await data('catalog/products?limit=250&sort=id&direction=desc')), idsOf(scanned).toReversed());
	const bySku = await data(`catalog/products?sku:in=${generatedSku(1)},RENAMED-1,${generatedSku(0)}`);
	assert.deepEqual(idsOf(bySku), idsOf(scanned.filter(({ sku }) => [generatedSku(1), 'renamed-1'].includes(sku))));
	const variants = await data('catalog/variants?limit=250');
	const ofAll = await data(`catalog/variants?limit=250&product_id:in=${idsOf(scanned).join(',')}`);
	assert.deepEqual(idsOf(variants), idsOf(ofAll));
	const one = await data(`catalog/variants?sku=${generatedSku(5)}`);
	assert.deepEqual(idsOf(one), idsOf(variants.filter(({ sku }) => sku === generatedSku(5))));
});

interface Item {
	readonly identity: { readonly sku: string; readonly product_id: number; readonly variant_id: number | null };
}

test('BigCommerce filters its inventory as a look at all items would', async () => {
	const { bigcommerce } = await open();
	const items = async (filter: string): Promise<readonly Item[]> =>
		(await bigcommerce('GET', `/v3/inventory/items?limit=1000${filter}`)).data;
	const all = await items('');
	assert.ok(all.length > 130);
	const skus = [generatedSku(7), 'box-gift', generatedSku(2)];
	const wanted = all.filter(({ identity }) => skus.some((sku) => sku.toLowerCase() === identity.sku.toLowerCase()));
	assert.equal(wanted.length, 3);
	assert.deepEqual(await items(`&sku:in=${skus.join(',')}`), wanted);
	const products = wanted.map(({ identity }) => identity.product_id);
	const ofProducts = all.filter(({ identity }) => products.includes(identity.product_id));
	assert.deepEqual(await items(`&product_id:in=${products.join(',')}`), ofProducts);
	const [variant] = wanted.flatMap(({ identity }) => identity.variant_id ?? []);
	const both = ofProducts.filter(({ identity }) => identity.variant_id === variant);
	assert.deepEqual(await items(`&product_id:in=${products.join(',')}&variant_id:in=${variant}`), both);
});

interface BooksItem {
	readonly Id: string;
	readonly Sku?: string;
	readonly Type: string;
	readonly Active: boolean;
	readonly MetaData: { readonly LastUpdatedTime: string };
}

test('QuickBooks answers each statement as a look at all rows would', async () => {
	const { query, services } = await open();
	const control = async (path: string, payload: object) =>
		await services.quickbooks.app().inject({ method: 'POST', url: `/control/${path}`, payload });
	for (const place of [3, 1, 2]) await control('stock', { sku: generatedSku(place), quantity: 7 });
	const named = (await query(`SELECT * FROM Item WHERE Sku = '${generatedSku(4)}'`)) as readonly BooksItem[];
	await control('item', { id: named[0]?.Id, Active: false });
	// Sorted by name, no list serves.
	const all = (
		(await query('SELECT * FROM Item WHERE Active IN (true, false) ORDERBY Name MAXRESULTS 1000')) as BooksItem[]
	).toSorted((one, other) => Number(one.Id) - Number(other.Id));
	const moved = all.find(({ Sku }) => Sku === generatedSku(1))?.MetaData.LastUpdatedTime ?? '';
	const cases: readonly (readonly [string, (item: BooksItem) => boolean])[] = [
		['', ({ Active }) => Active],
		["WHERE Type = 'Inventory' AND Active IN (true, false)", ({ Type }) => Type === 'Inventory'],
		["WHERE Type = 'Inventory'", ({ Type, Active }) => Type === 'Inventory' && Active],
		['WHERE Active = false', ({ Active }) => !Active],
		[
			`WHERE Sku IN ('${generatedSku(9)}', 'gen-000001', 'none')`,
			({ Sku }) => [generatedSku(9), generatedSku(1)].includes(Sku ?? ''),
		],
		[`WHERE Sku = '${generatedSku(4)}'`, () => false],
		["WHERE Id IN ('9', '3', '11') AND Active IN (true, false)", ({ Id }) => ['3', '9', '11'].includes(Id)],
		[
			`WHERE MetaData.LastUpdatedTime >= '${moved}'`,
			({ MetaData, Active }) => MetaData.LastUpdatedTime >= moved && Active,
		],
		[
			`WHERE Type = 'Inventory' AND Active IN (true, false) AND MetaData.LastUpdatedTime >= '${moved}'`,
			({ Type, MetaData }) => Type === 'Inventory' && MetaData.LastUpdatedTime >= moved,
		],
		[
			`WHERE MetaData.LastUpdatedTime > '${moved}' AND Active IN (true, false)`,
			({ MetaData }) => MetaData.LastUpdatedTime > moved,
		],
	];
	for (const [where, fits] of cases) {
		const wanted = all.filter(fits).map(({ Id }) => Id);
		for (const order of ['', 'ORDERBY Id']) {
			const rows = await query(`SELECT * FROM Item ${where} ${order} MAXRESULTS 1000`);
			assert.deepEqual(
				rows.map(({ Id }) => Id),
				wanted,
				`${where} ${order}`,
			);
		}
		const page = await query(`SELECT * FROM Item ${where} ORDERBY Id STARTPOSITION 2 MAXRESULTS 2`);
		assert.deepEqual(
			page.map(({ Id }) => Id),
			wanted.slice(1, 3),
			where,
		);
	}
	const latest = await query('SELECT * FROM Item ORDERBY MetaData.LastUpdatedTime DESC MAXRESULTS 3');
	assert.deepEqual(
		latest.map(({ Sku }) => Sku),
		[1, 2, 3].map(generatedSku),
	);
});

test('eBay lists what is on sale once each, and no more what was withdrawn', async () => {
	const { trading, ebay } = await open();
	const listed = async (): Promise<readonly string[]> => {
		const answer = await trading(
			'GetMyeBaySelling',
			'<ActiveList><Include>true</Include><Pagination><EntriesPerPage>200</EntriesPerPage></Pagination></ActiveList>',
		);
		return [...answer.matchAll(/<Item><ItemID>(\d+)</g)].map(([, itemId = '']) => itemId);
	};
	const before = await listed();
	assert.ok(before.length > 130);
	assert.equal(new Set(before).size, before.length);
	const { offers } = await ebay('GET', `/sell/inventory/v1/offer?sku=${generatedSku(0)}`);
	await ebay('POST', `/sell/inventory/v1/offer/${offers[0].offerId}/withdraw`, {});
	assert.deepEqual(
		await listed(),
		before.filter((itemId) => itemId !== offers[0].listing.listingId),
	);
	await ebay('POST', `/sell/inventory/v1/offer/${offers[0].offerId}/publish`, {});
	assert.equal((await listed()).length, before.length);
});
