import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { generatedSku } from '../../catalogue/generated.mts';
import { openLargeShop } from './largeShop.mts';

/** Far more than a page, so that a look at all of them shows. */
const ARTICLES = 3000;

/** A page of 100, with the products of its variations and what a row says of its neighbours. */
const PAGE_AND_FAMILIES = 330;

/** Notes which rows of a table are looked at. */
function watch(...tables: readonly object[]): () => number {
	const seen = new Set<object>();
	for (const table of tables as Map<unknown, object>[]) {
		for (const [key, row] of [...table]) {
			const get = (target: object, name: string | symbol): unknown => {
				seen.add(row);
				return Reflect.get(target, name);
			};
			table.set(key, new Proxy(row, { get }));
		}
	}
	return () => {
		const { size } = seen;
		seen.clear();
		return size;
	};
}

/** What a service holds by name. */
const holdersOf = (service: { readonly state: { save(): unknown } }) => service.state.save() as Record<string, object>;

test('no page of a large catalogue makes a service look at all of it', async (context: TestContext) => {
	const shop = await openLargeShop({ articles: ARTICLES, mix: 'mixed' });
	const { quickbooks, woocommerce, bigcommerce, ebay } = shop.services;
	const named = (name: string, holders: Record<string, object>): object => {
		const table = holders[name];
		assert.ok(table instanceof Map && table.size > ARTICLES / 10, name);
		return table;
	};
	const looked = watch(
		named('Item', holdersOf(quickbooks)),
		named('products', holdersOf(woocommerce)),
		named('products', holdersOf(bigcommerce)),
		...['items', 'offers', 'listings'].map((name) => named(name, holdersOf(ebay))),
	);
	const skus = Array.from({ length: 50 }, (_, place) => generatedSku(place * 17)).join(',');
	const quoted = `'${skus.replaceAll(',', "', '")}'`;
	const active = (page: number) =>
		`<ActiveList><Include>true</Include><Pagination><EntriesPerPage>100</EntriesPerPage><PageNumber>${page}</PageNumber></Pagination></ActiveList>`;
	const { woocommerce: woo, bigcommerce: big } = shop;
	const asks: Readonly<Record<string, () => Promise<unknown>>> = {
		'WooCommerce, products by id': async () => await woo('GET', '/products?orderby=id&order=asc&per_page=100&page=9'),
		'WooCommerce, products by date': async () => await woo('GET', '/products?per_page=100&page=9'),
		'WooCommerce, variations': async () => await woo('GET', '/variations?orderby=id&order=asc&per_page=100&page=9'),
		'WooCommerce, products by SKU': async () => await woo('GET', `/products?sku=${skus}&per_page=100`),
		'BigCommerce, products': async () => await big('GET', '/v3/catalog/products?include=variants&limit=100&page=9'),
		'BigCommerce, products by SKU': async () => await big('GET', `/v3/catalog/products?sku:in=${skus}`),
		'BigCommerce, variants': async () => await big('GET', '/v3/catalog/variants?limit=100&page=9'),
		'BigCommerce, inventory': async () => await big('GET', '/v3/inventory/items?limit=100&page=9'),
		'BigCommerce, inventory by SKU': async () => await big('GET', `/v3/inventory/items?sku:in=${skus}`),
		'BigCommerce, an adjustment': async () =>
			await big('PUT', '/v3/inventory/adjustments/absolute', {
				items: Array.from({ length: 9 }, (_, place) => ({ location_id: 1, sku: generatedSku(place), quantity: 4 })),
			}),
		'QuickBooks, counted items': async () =>
			await shop.query(
				"SELECT * FROM Item WHERE Type = 'Inventory' AND Active IN (true, false) ORDERBY Id STARTPOSITION 2001 MAXRESULTS 100",
			),
		'QuickBooks, items by SKU': async () => await shop.query(`SELECT * FROM Item WHERE Sku IN (${quoted}) ORDERBY Id`),
		'QuickBooks, what changed': async () =>
			await shop.query("SELECT * FROM Item WHERE MetaData.LastUpdatedTime >= '2026-01-01T00:00:00Z' ORDERBY Id"),
		'eBay, items': async () => await shop.ebay('GET', '/sell/inventory/v1/inventory_item?limit=100&offset=9'),
		'eBay, offers of a SKU': async () => await shop.ebay('GET', `/sell/inventory/v1/offer?sku=${generatedSku(6)}`),
		'eBay, listings': async () => await shop.trading('GetMyeBaySelling', active(9)),
	};
	// Lists that are kept until the catalogue changes are made by the first who asks.
	for (const ask of Object.values(asks)) await ask();
	for (const [name, ask] of Object.entries(asks))
		await context.test(name, async () => {
			looked();
			await ask();
			const rows = looked();
			assert.ok(rows <= PAGE_AND_FAMILIES, `${rows} rows`);
		});
});
