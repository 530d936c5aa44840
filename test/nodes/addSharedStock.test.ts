import { describe, expect, test } from '@jest/globals';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { readOpenOrders } from '../../core/availability/openOrders';
import { readStockLevel, type StockLevel } from '../../core/model/stockLevel';
import { IntegrationError } from '../../core/http/integrationError';
import { readLevelsBySku } from '../../core/quickbooks/bundleLevels';
import type { Fields } from '../../core/reading/readUnknown';
import { reserveOpenOrders } from '../../core/availability/reserveOpenOrders';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { sku, stockLevel } from '../support/levels';
import { quickBooksWithItems, type ItemRow } from '../support/quickBooksWithItems';

const asOf = '2026-11-23T10:00:00.000Z';
const cap = {
	id: 40,
	parent_id: 0,
	type: 'variable',
	sku: '',
	name: 'Cap',
	price: '9.00',
	manage_stock: true,
	stock_quantity: 10,
	variations: [41, 42, 43, 44],
};
const variation = (id: number, text: string, stock: unknown = 'parent') => ({
	...cap,
	id,
	parent_id: 40,
	type: 'variation',
	sku: text,
	name: text,
	manage_stock: stock,
	variations: [],
});
const mug = { ...cap, id: 50, type: 'simple', sku: 'MUG', name: 'Mug', variations: [] };
const variations = [
	variation(41, 'A-RED'),
	variation(42, 'A-BLUE'),
	variation(43, 'A-GREEN'),
	variation(44, 'A-OWN', true),
];

/** A shop whose caps of any colour but one come out of one box. */
function shop(path: string, { sku: skus, include }: Fields) {
	if (path === '/products/40/variations') return variations;
	const wanted = String(skus ?? include).split(',');
	return [cap, mug, ...variations].filter((row) => wanted.includes(skus === undefined ? String(row.id) : row.sku));
}

const level = (text: string, more: Partial<StockLevel> = {}) =>
	stockLevel({ sku: sku(text), itemId: text, name: text, ...more });
const item = (text: string, quantity: number, more: Partial<ItemRow> = {}): ItemRow => ({
	id: text,
	sku: text,
	quantity,
	...more,
});
const openOrders = {
	kind: 'openOrders',
	channel: 'ebay',
	readAt: asOf,
	trouble: null,
	orders: [],
};

async function add(
	input: readonly unknown[],
	items: readonly ItemRow[],
	{ parameters, ...more }: Partial<NodeRun> = {},
) {
	const { client, asked } = quickBooksWithItems(items, asOf);
	const run = {
		client,
		input,
		shop,
		...more,
		parameters: { operation: 'addSharedStock', channel: 'woocommerce', ...parameters },
	};
	const [matched = [], unmatched = [], ambiguous = []] = await executeQuickBooksNode(new MatchBySku(), run);
	return { matched, unmatched, ambiguous, asked, skus: matched.map(({ json }) => json.sku ?? json.kind) };
}

describe('Add Shared Stock', () => {
	test('passes on what came as it was, and adds the levels of all that share a stock with it, paired with what caused them', async () => {
		const came = [level('MUG'), { ...level('A-RED'), mine: 'kept' }, level('A-OWN'), level('A-BLUE')];
		const { matched, unmatched, ambiguous } = await add(came, [item('A-GREEN', 6), item('A-BLUE', 9), item('MUG', 1)]);
		expect(matched.slice(0, 4)).toEqual(came.map((json, place) => ({ json, pairedItem: { item: place } })));
		expect(matched.slice(4).map(({ json, pairedItem }) => [readStockLevel(json), pairedItem])).toEqual([
			[
				expect.objectContaining({
					sku: 'A-GREEN',
					itemId: 'A-GREEN',
					quantityOnHand: 6,
					asOf: '2026-11-22T00:00:00.000Z',
					realmId: '1',
				}),
				[{ item: 1 }, { item: 3 }],
			],
		]);
		expect([unmatched, ambiguous]).toEqual([[], []]);
	});

	test('asks QuickBooks for all missing SKUs at once, and not at all where nothing is missing', async () => {
		expect((await add([level('A-RED')], [item('A-GREEN', 6), item('A-BLUE', 9)])).asked).toEqual([
			"Sku IN ('A-BLUE', 'A-GREEN')",
			"Type = 'Group'",
		]);
		expect((await add([level('A-RED'), level('A-BLUE'), level('A-GREEN')], [])).asked).toEqual([]);
		expect((await add([level('MUG'), level('NOWHERE')], [])).asked).toEqual([]);
		expect((await add([], [], { shop: undefined })).asked).toEqual([]);
	});

	test('a bundle among the variations comes as many as its parts make, and no other bundle comes along', async () => {
		const bundles = [
			item('A-GREEN', 0, { type: 'Group', parts: [{ id: 'BOX', quantity: 2 }] }),
			item('SET', 0, { type: 'Group', parts: [{ id: 'A-BLUE', quantity: 3 }] }),
		];
		const { matched } = await add([level('A-RED')], [item('BOX', 9), item('A-BLUE', 6), ...bundles]);
		expect(matched.slice(1).map(({ json }) => [json.sku, json.quantityOnHand])).toEqual([
			['A-BLUE', 6],
			['A-GREEN', 4],
		]);
		expect(matched[1]?.json).toMatchObject({ partOf: [{ sku: 'SET', quantity: 3 }] });
	});

	test('a variation of which QuickBooks has no level leaves by Unmatched, by name', async () => {
		const { skus, unmatched } = await add(
			[level('A-RED')],
			[item('A-GREEN', 6, { type: 'Service' }), item('A-BLUE', 9)],
		);
		expect(skus).toEqual(['A-RED', 'A-BLUE']);
		expect(unmatched).toEqual([
			{
				json: {
					outcome: 'unmatched',
					channel: 'woocommerce',
					sku: 'A-GREEN',
					listingRef: '40/43',
					name: 'Cap - A-GREEN',
					reason: expect.stringContaining('no active item with a quantity'),
				},
				pairedItem: [{ item: 0 }],
			},
		]);
	});

	test('two items with the SKU of one both come: Push Channel Stock says that they are ambiguous', async () => {
		expect(
			(await add([level('A-RED'), level('A-BLUE')], [item('A-GREEN', 6), item('A-GREEN', 1, { id: 'twin' })])).skus,
		).toEqual(['A-RED', 'A-BLUE', 'A-GREEN', 'A-GREEN']);
	});

	test('SKUs compare as in the other operations', async () => {
		const input = [level('A-RED'), level('a-blue'), level('A-GREEN')];
		expect((await add(input, [item('A-BLUE', 2)])).skus).toEqual(['A-RED', 'a-blue', 'A-GREEN', 'A-BLUE']);
		expect((await add(input, [item('A-BLUE', 2)], { booksSettings: { ignoreCase: true } })).skus).toEqual([
			'A-RED',
			'a-blue',
			'A-GREEN',
		]);
	});

	test('open orders go through unchanged where nothing is added', async () => {
		const { matched } = await add([openOrders, level('MUG')], []);
		expect(matched.map(({ json }) => json)).toEqual([openOrders, level('MUG')]);
	});

	test('A1: open orders that were read before levels were added let nothing go up', async () => {
		const { matched } = await add([level('A-RED'), openOrders], [item('A-GREEN', 6), item('A-BLUE', 9)]);
		const late = readOpenOrders(matched[1]?.json);
		expect(late).toMatchObject({
			channel: 'ebay',
			trouble: { reason: expect.stringContaining('Put Add Shared Stock before every Open Orders'), passing: false },
		});
		const levels = [0, 2, 3].map((place) => readStockLevel(matched[place]?.json));
		const held = await reserveOpenOrders(levels, [late], {
			connect: async () => quickBooksWithItems([], asOf).client,
			now: Date.parse(asOf),
			sleep: async () => await Promise.resolve(),
			reserveUnpaid: false,
			ignoreCase: false,
		});
		expect(held.map(({ openOrders: read }) => read?.trouble?.passing)).toEqual([false, false, false]);
		const down = { ...openOrders, trouble: { reason: 'eBay is down', passing: true } };
		expect((await add([level('A-RED'), down], [item('A-BLUE', 9)])).matched[1]?.json).toEqual(down);
	});

	test('a failure stops the run, or with On Error set to continue leaves by Unmatched alone', async () => {
		const client = {
			...quickBooksWithItems([], asOf).client,
			pages: () => {
				throw new IntegrationError('rejected', 'QuickBooks is down');
			},
		};
		await expect(add([level('A-RED')], [], { client })).rejects.toThrow();
		const { matched, unmatched } = await add([level('A-RED'), { sku: '' }], [], { client, continueOnFail: true });
		expect([matched, unmatched.map(({ json }) => json.outcome)]).toEqual([[], ['failed', 'failed']]);
	});
});

describe('The form of Match by SKU, Add Shared Stock', () => {
	const { description } = new MatchBySku();

	test.each([
		['woocommerce', 'wooCommerceSyncApi'],
		['bigcommerce', 'bigCommerceSyncApi'],
		['ebay', 'ebaySyncApi'],
	])('with %s needs both sides, whatever was looked in before', (channel, credential) => {
		for (const before of [{}, { lookIn: 'quickbooks' }, { lookIn: 'channel' }]) {
			const chosen: INodeParameters = { operation: 'addSharedStock', channel, ...before };
			const node = {
				id: 'n',
				name: 'n',
				type: 't',
				typeVersion: 1,
				position: [0, 0] as [number, number],
				parameters: chosen,
			};
			const parameters =
				NodeHelpers.getNodeParameters(description.properties, chosen, true, false, node, description) ?? {};
			const asked = (description.credentials ?? []).filter((one) =>
				NodeHelpers.displayParameter(parameters, one, node, description),
			);
			expect(asked.map(({ name }) => name)).toEqual(['qboSyncOAuth2Api', credential]);
			const shown = description.properties.filter((field) =>
				NodeHelpers.displayParameter(chosen, field, null, description),
			);
			expect(shown.map(({ name }) => name)).toEqual(['operation', 'channel', 'addSharedNotice']);
		}
	});
});

describe('levels by SKU', () => {
	test('do not bring the bundles along that these items are in', async () => {
		const { client } = quickBooksWithItems(
			[item('A', 3), item('SET', 0, { type: 'Group', parts: [{ id: 'A', quantity: 1 }] })],
			asOf,
		);
		expect((await readLevelsBySku(client, [sku('A')])).map((one) => [one.sku, one.partOf])).toEqual([
			['A', [{ sku: 'SET', quantity: 1 }]],
		]);
	});

	test('are those of active counted items; nothing is asked for none', async () => {
		const { client, asked } = quickBooksWithItems([item('A', 3), item('B', 4, { type: 'Service' })], asOf);
		expect((await readLevelsBySku(client, [sku('A'), sku('B')])).map((one) => [one.sku, one.quantityOnHand])).toEqual([
			['A', 3],
		]);
		expect(await readLevelsBySku(client, [])).toEqual([]);
		expect(asked).toEqual(["Sku IN ('A', 'B')", "Type = 'Group'"]);
	});
});
