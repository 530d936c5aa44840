import { describe, expect, test } from '@jest/globals';
import type { INodeType } from 'n8n-workflow';
import { createItemWithoutSku, createUnreadableItem } from '../../core/model/itemWithoutSku';
import type { Fields } from '../../core/reading/readUnknown';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import { HoldBackOpenSales } from '../../nodes/HoldBackOpenSales/HoldBackOpenSales.node';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { stockLevel } from '../support/levels';
import { unaskedQuickBooks } from '../support/unaskedQuickBooks';

const blanked = createItemWithoutSku({
	itemId: '5',
	name: 'Mug',
	quantityOnHand: 7,
	changedAt: '2026-11-23T09:59:00.000Z',
	asOf: '2026-11-23T10:00:00.000Z',
	realmId: '1',
});
const WORDS =
	'The item "Mug" has no SKU in QuickBooks: if it had one, its old listing on the channel keeps the level it has. Give the item its SKU again, or take the listing off';
const level = stockLevel();

async function run(type: INodeType, input: readonly unknown[], more: Partial<NodeRun> = {}) {
	const outputs = await executeQuickBooksNode(type, { client: unaskedQuickBooks().client, input, ...more });
	return outputs.map((items) => items.map(({ json, pairedItem }) => ({ json, pairedItem })));
}

describe('E11: an item whose SKU was blanked', () => {
	test('goes through Get Channel Orders unchanged, beside levels, and alone asks the shop nothing', async () => {
		const parameters = { operation: 'addOpen' };
		const shop = (path: string) => (path === '/reports/orders/totals' ? [] : []);
		const [both = []] = await run(new GetChannelOrders(), [level, blanked], { parameters, shop });
		expect(both.map(({ json }) => json)).toEqual([level, blanked, expect.objectContaining({ kind: 'openOrders' })]);
		const [alone = []] = await run(new GetChannelOrders(), [blanked], { parameters });
		expect(alone.map(({ json }) => json)).toEqual([
			blanked,
			expect.objectContaining({ kind: 'openOrders', orders: [], trouble: null }),
		]);
	});

	test('goes through Hold Back Open Sales unchanged, behind the levels', async () => {
		const [levels] = await run(new HoldBackOpenSales(), [blanked, level]);
		expect(levels).toMatchObject([
			{ json: { sku: 'MUG' }, pairedItem: { item: 1 } },
			{ json: { ...blanked }, pairedItem: { item: 0 } },
		]);
	});

	test('is unmatched for Match by SKU, which passes it on', async () => {
		const [matched, unmatched] = await run(new MatchBySku(), [blanked]);
		expect(matched).toEqual([]);
		expect(unmatched).toMatchObject([
			{ json: { ...blanked, match: { outcome: 'unmatched', lines: [{ lineId: '5', sku: null }] } } },
		]);
	});

	test('goes through Match by SKU, Add Shared Stock, unchanged, and stops nothing', async () => {
		const [matched, unmatched] = await run(new MatchBySku(), [blanked, level], {
			parameters: { operation: 'addSharedStock' },
			shop: () => [],
		});
		expect(matched?.map(({ json }) => json)).toEqual([blanked, level]);
		expect(unmatched).toEqual([]);
	});

	test('is put before a person by Push Channel Stock, in words, and changes nothing on the channel', async () => {
		const [done, attention] = await run(new PushChannelStock(), [blanked]);
		expect(done).toEqual([]);
		expect(attention).toEqual([
			{
				json: expect.objectContaining({
					outcome: 'unknownSku',
					channel: 'woocommerce',
					itemId: '5',
					name: 'Mug',
					reason: WORDS,
					retry: false,
				}),
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		['Get Channel Orders', new GetChannelOrders(), { operation: 'addOpen' }],
		['Hold Back Open Sales', new HoldBackOpenSales(), {}],
		['Match by SKU', new MatchBySku(), {}],
		['Push Channel Stock', new PushChannelStock(), {}],
	])(
		'but a level without SKU that nobody explains is still garbage for %s',
		async (_name, type, parameters: Fields) => {
			await expect(run(type, [{ ...level, sku: '' }], { parameters })).rejects.toThrow('sku');
		},
	);

	test.each([
		['Hold Back Open Sales', new HoldBackOpenSales()],
		['Match by SKU', new MatchBySku()],
		['Push Channel Stock', new PushChannelStock()],
	])('and one whose fields are wrong is named by %s', async (_name, type) => {
		await expect(run(type, [{ ...blanked, asOf: 'yesterday' }])).rejects.toThrow('item without SKU.asOf');
	});
});

describe('E11: how often people are told of it', () => {
	test('once by Needs Attention; when it comes again it leaves by Done', async () => {
		const one = { ...blanked, itemId: 'told once' };
		const outputs = async () => (await run(new PushChannelStock(), [one])).map((items) => items.length);
		expect([await outputs(), await outputs()]).toEqual([
			[0, 1],
			[1, 0],
		]);
	});
});

describe('An item that cannot be read in QuickBooks', () => {
	const { name, changedAt, asOf, realmId } = blanked;
	const odd = createUnreadableItem(
		{ itemId: 'odd', name, changedAt, asOf, realmId },
		'Item.QtyOnHand should be a number',
	);

	test('is told once by Push Channel Stock, by its name and with the field', async () => {
		const outputs = async () => await run(new PushChannelStock(), [odd]);
		const [done, attention] = await outputs();
		expect(done).toEqual([]);
		expect(attention).toMatchObject([
			{
				json: {
					itemId: 'odd',
					name: 'Mug',
					reason: expect.stringMatching(/"Mug" cannot be read in QuickBooks.*Item\.QtyOnHand/),
				},
			},
		]);
		expect((await outputs()).map((items) => items.length)).toEqual([1, 0]);
	});

	test('goes through Match by SKU and Hold Back Open Sales unchanged', async () => {
		const [held] = await run(new HoldBackOpenSales(), [odd, level]);
		expect(held?.map(({ json }) => json)).toContainEqual(odd);
		const [, unmatched] = await run(new MatchBySku(), [odd]);
		expect(unmatched).toMatchObject([{ json: { ...odd } }]);
	});
});
