import { describe, expect, test } from '@jest/globals';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { readStockLevel } from '../../core/model/stockLevel';
import { IntegrationError } from '../../core/http/integrationError';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { nodeForm } from '../support/nodeForm';
import { quickBooksWithItems, type ItemRow } from '../support/quickBooksWithItems';

const asOf = '2026-11-23T10:00:00.000Z';
const product = (id: number, sku: string, stock: number | null) => ({
	id,
	parent_id: 0,
	type: 'simple',
	sku,
	name: `Product ${id}`,
	price: '1.00',
	manage_stock: stock !== null,
	stock_quantity: stock,
	variations: [],
});

/** A shop with these products on its one page, which remembers what it was asked for. */
function shopWith(...products: readonly object[]) {
	const asked: string[] = [];
	const shop = (path: string) => {
		asked.push(path);
		return products;
	};
	return { asked, shop };
}

async function compare(
	items: readonly ItemRow[],
	{ shop }: ReturnType<typeof shopWith>,
	{ parameters, ...more }: Partial<NodeRun> = {},
) {
	const { client, asked } = quickBooksWithItems(items, asOf);
	const run = { client, input: [{}], shop, ...more };
	const outputs = await executeQuickBooksNode(new MatchBySku(), {
		...run,
		parameters: { operation: 'compareCatalogs', channels: ['woocommerce'], splitByResult: true, ...parameters },
	});
	return { outputs, asked, skus: outputs.map((items) => items.map(({ json }) => json.sku)) };
}

const items: ItemRow[] = [
	{ id: '1', sku: 'SAME', quantity: 4 },
	{ id: '2', sku: 'cap' },
	{ id: '3', sku: 'ROPE', active: false },
	{ id: '4', sku: 'OLD', active: false },
	{ id: '5', type: 'Category' },
];
const shop = () =>
	shopWith(
		product(10, 'SAME', 4),
		product(11, 'CAP', 2),
		product(12, 'OLD', 1),
		product(13, '', 1),
		product(14, 'SOAP', 3),
	);

describe('Compare Catalogs', () => {
	test('sends each SKU of both sides to the output that it belongs to, and leaves categories out', async () => {
		const { skus } = await compare(items, shop());
		expect(skus).toEqual([['SAME'], ['SOAP', 'ROPE'], ['CAP', 'cap', 'OLD', null]]);
	});

	test('writes plain rows: what is wrong in words, and both sides without what nobody compares', async () => {
		const { outputs } = await compare(items, shop());
		expect(outputs[0]).toEqual([
			{
				json: {
					summary: 'SAME on WooCommerce: both sides agree',
					channel: 'woocommerce',
					sku: 'SAME',
					outcome: 'matched',
					problems: [],
					notes: [],
					quickBooks: {
						sku: 'SAME',
						itemId: '1',
						name: 'Item 1',
						type: 'Inventory',
						quantityOnHand: 4,
						active: true,
						awaitsOpening: false,
						asOf: '2026-11-22T00:00:00.000Z',
						changedAt: asOf,
						realmId: '1',
						components: [],
						partOf: [],
					},
					namesakes: [],
					listings: [
						{
							sku: 'SAME',
							listingRef: '10',
							name: 'Product 10',
							productUrl: 'https://shop.test/wp-admin/post.php?post=10&action=edit',
							quantity: 4,
							tracksStock: true,
							parentRef: null,
							poolRef: null,
							poolMembers: 1,
						},
					],
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(outputs[2]?.[2]?.json).toMatchObject({
			sku: 'OLD',
			problems: [
				{
					problem: 'inactiveInQuickBooks',
					text: expect.stringContaining('is inactive in QuickBooks and on sale on WooCommerce'),
				},
			],
		});
		expect(readStockLevel(outputs[0]?.[0]?.json.quickBooks)).toMatchObject({ sku: 'SAME', quantityOnHand: 4 });
	});

	test('reads each side once, whatever comes in, and only reads', async () => {
		const store = shop();
		const { asked, outputs } = await compare(items, store, { input: [{}, { lines: 'nonsense' }, {}] });
		expect(asked).toEqual(['Active IN (true, false)', "Type = 'Group'"]);
		expect(store.asked).toEqual(['/products']);
		expect(outputs.flat()).toHaveLength(7);
	});

	test('takes SKUs that differ only in case for one where that is the choice', async () => {
		const { skus } = await compare(items, shop(), { booksSettings: { ignoreCase: true } });
		expect(skus[0]).toEqual(['cap', 'SAME']);
	});

	test('begins each row with a sentence for people', async () => {
		const { outputs } = await compare(items, shop());
		expect(outputs[2]?.map(({ json }) => json.summary)).toEqual([
			expect.stringMatching(/^CAP on WooCommerce: /),
			expect.stringMatching(/^cap on WooCommerce: /),
			expect.stringMatching(/^OLD on WooCommerce: "Item 4" is inactive in QuickBooks and on sale on WooCommerce\./),
			expect.stringMatching(/^"Product 13" on WooCommerce: The product "Product 13" has no SKU/),
		]);
	});

	test('has one output as shipped, the worst first', async () => {
		const { skus } = await compare(items, shop(), { parameters: { splitByResult: false } });
		expect(skus).toEqual([['CAP', 'cap', 'OLD', null, 'SOAP', 'ROPE', 'SAME']]);
	});

	test('names a channel that cannot be read, and compares the others', async () => {
		const { outputs } = await compare(items, shop(), { parameters: { channels: ['woocommerce', 'ebay'] } });
		expect(outputs.flat()).toHaveLength(8);
		expect(outputs[2]?.[0]?.json).toMatchObject({
			summary: expect.stringMatching(/^eBay could not be compared: /),
			outcome: 'failed',
			channel: 'ebay',
		});
	});

	test('with On Error set to continue, a failure leaves by Ambiguous alone', async () => {
		const down = {
			...quickBooksWithItems([], asOf).client,
			pages: () => {
				throw new IntegrationError('rejected', 'QuickBooks is down');
			},
		};
		const { outputs } = await compare([], shop(), { client: down, continueOnFail: true, input: [{}, {}] });
		expect(outputs).toEqual([
			[],
			[],
			[
				{
					json: {
						summary: expect.any(String),
						outcome: 'failed',
						sku: null,
						name: null,
						reason: expect.any(String),
						input: {},
					},
					pairedItem: { item: 0 },
				},
			],
		]);
		await expect(compare([], shop(), { client: down })).rejects.toThrow();
	});
});

describe('The form of Match by SKU', () => {
	const { description } = new MatchBySku();
	const form = (chosen: INodeParameters) => nodeForm(description, chosen);

	test('a node from before there was a choice goes on looking up what comes in', () => {
		const { parameters, credentials } = form({});
		expect(parameters).toMatchObject({ operation: 'match', lookIn: 'quickbooks', splitByResult: false });
		expect(credentials).toEqual(['qboSyncOAuth2Api']);
		expect(form({ lookIn: 'channel', channel: 'ebay' }).credentials).toContain('ebaySyncApi');
		expect(form({ lookIn: 'channel', channel: 'ebay' }).credentials).not.toContain('wooCommerceSyncApi');
	});

	test.each(['compareCatalogs', 'explainSku'])('%s needs QuickBooks and the chosen channels', (operation) => {
		for (const before of [{}, { lookIn: 'quickbooks' }, { lookIn: 'channel' }]) {
			const { parameters, credentials } = form({ operation, channels: ['ebay', 'woocommerce'], ...before });
			expect([...credentials].sort()).toEqual(['ebaySyncApi', 'qboSyncOAuth2Api', 'wooCommerceSyncApi']);
			expect(parameters).toMatchObject({ operation, channels: ['ebay', 'woocommerce'] });
			const shown = description.properties.filter((field) =>
				NodeHelpers.displayParameter({ ...before, operation }, field, null, description),
			);
			expect(shown.map(({ name }) => name)).toEqual(
				operation === 'explainSku'
					? ['operation', 'channels', 'sku']
					: ['operation', 'channels', 'compareNotice', 'splitByResult'],
			);
		}
	});

	test('no field is one that credentials are shown by, since the editor of n8n would hide it', () => {
		expect(description.credentials?.filter(({ displayOptions }) => displayOptions?.show !== undefined)).toEqual([]);
	});
});
