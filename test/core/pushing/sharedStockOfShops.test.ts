import { describe, expect, test } from '@jest/globals';
import { channelById } from '../../../core/channels/channelRegistry';
import type { StockLevel } from '../../../core/model/stockLevel';
import { toUnmatchedRow } from '../../../core/pushing/pushRow';
import type { SharedStockChoice } from '../../../core/pushing/sharedStock';
import { sharedStockOfShops } from '../../../core/pushing/sharedStockOfShops';
import { readLevelsBySku } from '../../../core/quickbooks/bundleLevels';
import { IntegrationError } from '../../../core/http/integrationError';
import { boxShop } from '../../support/boxShop';
import { aShopsRun, shopOf } from '../../support/carrying';
import { sku, stockLevel } from '../../support/levels';
import { quickBooksWithItems, type ItemRow } from '../../support/quickBooksWithItems';
import { connectedTo } from '../../support/wooShop';

const asOf = '2026-11-23T10:00:00.000Z';
const level = (text: string) => stockLevel({ sku: sku(text), itemId: text, name: text });
const item = (text: string, quantity: number, more: Partial<ItemRow> = {}): ItemRow => ({
	id: text,
	sku: text,
	quantity,
	...more,
});

const down = new IntegrationError('unavailable', 'nobody answers');

/** Two shops that both keep their caps in one box; the second may be out of reach. */
async function add(
	came: readonly StockLevel[],
	items: readonly ItemRow[],
	{ ignoreCase = false, isOneDown = false, quickBooksDown = false, sharedStock = 'sum' as SharedStockChoice } = {},
) {
	const { client, asked } = quickBooksWithItems(items, asOf);
	const quickBooks = async () => await (quickBooksDown ? Promise.reject(down) : Promise.resolve(client));
	const run = aShopsRun(quickBooks);
	const box = shopOf({ channel: channelById('woocommerce'), bench: { adapter: connectedTo(boxShop) } }, asOf);
	const connect = async () => await Promise.reject(down);
	const shops = [box, isOneDown ? { ...box, connect } : box];
	const found = await sharedStockOfShops(came, shops, { ...run, rules: { ...run.rules, ignoreCase, sharedStock } });
	return { ...found, asked, skus: found.levels.map((one) => one.sku) };
}

describe('E8: the levels of all that share a stock', () => {
	test('are those of all shops that did not come, each once', async () => {
		const came = [level('MUG'), level('A-RED'), level('A-OWN'), level('A-BLUE')];
		const { levels, unmatched } = await add(came, [item('A-GREEN', 6), item('A-BLUE', 9), item('MUG', 1)]);
		expect(levels).toEqual([
			expect.objectContaining({ sku: 'A-GREEN', itemId: 'A-GREEN', quantityOnHand: 6, asOf, realmId: '1' }),
		]);
		expect(unmatched).toEqual([]);
	});

	test('cost QuickBooks one question for all missing SKUs, and none where nothing is missing', async () => {
		expect((await add([level('A-RED')], [item('A-GREEN', 6), item('A-BLUE', 9)])).asked).toEqual([
			"Sku IN ('A-BLUE', 'A-GREEN')",
			"Type = 'Group'",
		]);
		expect((await add([level('A-RED'), level('A-BLUE'), level('A-GREEN')], [])).asked).toEqual([]);
		expect((await add([level('MUG'), level('NOWHERE')], [])).asked).toEqual([]);
		expect((await add([], [])).asked).toEqual([]);
	});

	test('are as many of a bundle among the variations as its parts make, and no other bundle comes along', async () => {
		const bundles = [
			item('A-GREEN', 0, { type: 'Group', parts: [{ id: 'BOX', quantity: 2 }] }),
			item('SET', 0, { type: 'Group', parts: [{ id: 'A-BLUE', quantity: 3 }] }),
		];
		const { levels } = await add([level('A-RED')], [item('BOX', 9), item('A-BLUE', 6), ...bundles]);
		expect(levels.map((one) => [one.sku, one.quantityOnHand])).toEqual([
			['A-BLUE', 6],
			['A-GREEN', 4],
		]);
		expect(levels[0]?.partOf).toEqual([{ sku: 'SET', quantity: 3 }]);
	});

	test('name a variation of which QuickBooks has no level, on each shop', async () => {
		const { skus, unmatched } = await add(
			[level('A-RED')],
			[item('A-GREEN', 6, { type: 'Service' }), item('A-BLUE', 9)],
		);
		expect(skus).toEqual(['A-BLUE']);
		expect(unmatched.map(({ shop, member }) => toUnmatchedRow(member, shop.channel))).toEqual(
			Array(2).fill({
				summary: expect.stringMatching(/^A-GREEN on WooCommerce: "Cap - A-GREEN" shares its stock with others/),
				sku: 'A-GREEN',
				name: 'Cap - A-GREEN',
				productUrl: 'https://shop.test/wp-admin/post.php?post=40&action=edit',
				reason: expect.stringContaining('no active item with a quantity'),
				outcome: 'unmatched',
				channel: 'woocommerce',
				listingRef: '40/43',
			}),
		);
	});

	test('come of both items that carry the SKU of one: the push says that they are ambiguous', async () => {
		const twins = [item('A-GREEN', 6), item('A-GREEN', 1, { id: 'twin' })];
		expect((await add([level('A-RED'), level('A-BLUE')], twins)).skus).toEqual(['A-GREEN', 'A-GREEN']);
	});

	test('are found by SKUs that compare as everywhere', async () => {
		const came = [level('A-RED'), level('a-blue'), level('A-GREEN')];
		expect((await add(came, [item('A-BLUE', 2)])).skus).toEqual(['A-BLUE']);
		expect((await add(came, [item('A-BLUE', 2)], { ignoreCase: true })).skus).toEqual([]);
	});

	test("are not looked for where a product shows its own item's level", async () => {
		const { levels, asked } = await add([level('A-RED')], [item('A-BLUE', 2)], { sharedStock: 'parentsItem' });
		expect([levels, asked]).toEqual([[], []]);
	});

	test('are found for the other shops where one is out of reach', async () => {
		const { skus, failure } = await add([level('A-RED')], [item('A-GREEN', 6), item('A-BLUE', 9)], { isOneDown: true });
		expect([skus, failure]).toEqual([['A-GREEN', 'A-BLUE'], null]);
	});

	test('are not known while QuickBooks is out of reach, which is no failure where none is missing', async () => {
		expect(await add([level('A-RED')], [], { quickBooksDown: true })).toMatchObject({
			levels: [],
			unmatched: [],
			failure: down,
		});
		expect((await add([level('MUG')], [], { quickBooksDown: true })).failure).toBeNull();
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
