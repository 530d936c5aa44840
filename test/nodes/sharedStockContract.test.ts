import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import type { StockLevel } from '../../core/model/stockLevel';
import { readLevelsBySku } from '../../core/quickbooks/bundleLevels';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import { HoldBackOpenSales } from '../../nodes/HoldBackOpenSales/HoldBackOpenSales.node';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { openBench, type ChannelBench } from '../support/channelBench';
import { sku } from '../support/levels';
import { runNode } from '../support/nodesUnderTest';
import { openQuickBooks } from '../support/quickBooksBench';
import { serviceCredentials } from '../support/serviceCredentials';

const SHOPS = ['woocommerce', 'bigcommerce'] as const;
type Shop = (typeof SHOPS)[number];

/** Both shops keep one stock of 60 for these two sizes of one product. */
const [SMALL, LARGE, PRODUCT] = ['BOX-GIFT-S', 'BOX-GIFT-L', 'BOX-GIFT'];

/** One node as it is published, in n8n's own engine: what leaves by each of its outputs. */
async function through(
	type: INodeType,
	parameters: Readonly<Record<string, unknown>>,
	items: readonly object[],
): Promise<INodeExecutionData[][]> {
	const { data, status } = await runNode({ type, parameters, credentials: serviceCredentials() }, items);
	expect({ status, error: data.resultData.error?.message }).toEqual({ status: 'success', error: undefined });
	return (data.resultData.runData.Node?.[0]?.data?.main ?? []).map((output) => output ?? []);
}

const jsonOf = (items: readonly INodeExecutionData[] = []) => items.map(({ json }) => json);
const addShared = async (channel: Shop, items: readonly object[]) =>
	await through(new MatchBySku(), { operation: 'addSharedStock', channel }, items);

/** The stock workflow of a channel, from the levels that the trigger hands over; with or without Add Shared Stock. */
async function stockWorkflow(
	channel: Shop,
	levels: readonly StockLevel[],
	{ adding = true } = {},
): Promise<IDataObject[]> {
	let items: IDataObject[] = adding
		? jsonOf((await addShared(channel, levels))[0])
		: levels.map((level) => ({ ...level }) as unknown as IDataObject);
	for (const shop of SHOPS)
		items = jsonOf(
			(
				await through(new GetChannelOrders(), { operation: 'addOpen', channel: shop, placedFrom: '2020-01-01' }, items)
			)[0],
		);
	const [held] = await through(new HoldBackOpenSales(), {}, items);
	return (
		await through(
			new PushChannelStock(),
			{ channel, syncInventory: true, options: { sharedStock: 'sum' } },
			jsonOf(held),
		)
	).flatMap(jsonOf);
}

describe('E8: a stock that variations share shows the sum of their items, over QuickBooks and the shops', () => {
	const benches = {} as Record<Shop, ChannelBench>;
	let books: Awaited<ReturnType<typeof openQuickBooks>>;

	/** Each scenario an hour after the one before: what the shops were told then is no longer on its way when they start anew. */
	let hours = 0;
	beforeEach(async () => {
		const clock = Date.now.bind(Date);
		const later = ++hours * 3_600_000;
		jest.spyOn(Date, 'now').mockImplementation(() => clock() + later);
		for (const shop of SHOPS) benches[shop] = await openBench(channelById(shop));
		books = await openQuickBooks();
		await books.item('Gift box, small', { Sku: SMALL, QtyOnHand: 35 });
		await books.item('Gift box, large', { Sku: LARGE, QtyOnHand: 25 });
		await books.control('/item', { id: (await books.stock(PRODUCT))?.itemId, Active: false });
	});

	afterEach(() => {
		jest.restoreAllMocks();
	});

	const levelOf = async (text: string) => await readLevelsBySku(books.client, [sku(text)]);
	const shown = async (shop: Shop) =>
		(await benches[shop].stock())
			.filter((row) => row.sku === SMALL || row.sku === LARGE)
			.map(({ quantity }) => quantity);

	test('two small boxes sold in one shop, not posted yet: 33 + 25 = 58 in both, though only the small ones moved', async () => {
		await benches.woocommerce.sell({ lines: [{ sku: SMALL, quantity: 2 }] });
		const arithmetic = `shared stock: 33 of ${SMALL} (35 on hand in QuickBooks - 2 sold and not in QuickBooks yet`;
		const inBig = await stockWorkflow('bigcommerce', await levelOf(SMALL));
		expect(inBig).toMatchObject(
			[SMALL, LARGE].map((text) => ({
				sku: text,
				outcome: 'written',
				before: 60,
				wanted: 58,
				arithmetic: expect.stringContaining(arithmetic),
			})),
		);
		const inWoo = await stockWorkflow('woocommerce', await levelOf(SMALL));
		expect(inWoo).toMatchObject(
			[SMALL, LARGE].map((text) => ({
				sku: text,
				outcome: 'unchanged',
				before: 58,
				wanted: 58,
				arithmetic: expect.stringMatching(/ \+ 25 of BOX-GIFT-L = 58 to show$/),
			})),
		);
		expect([await shown('woocommerce'), await shown('bigcommerce')]).toEqual([
			[58, 58],
			[58, 58],
		]);
	});

	test.each(SHOPS)('ten large boxes delivered: %s goes from 60 to 70', async (shop) => {
		await books.control('/stock', { sku: LARGE, by: 10 });
		expect(await stockWorkflow(shop, await levelOf(LARGE))).toMatchObject(
			[LARGE, SMALL].map((text) => ({ sku: text, outcome: 'written', before: 60, wanted: 70 })),
		);
		expect(await shown(shop)).toEqual([70, 70]);
	});

	test.each(SHOPS)(
		'without Add Shared Stock nothing is written to %s, and the outcome says what to do',
		async (shop) => {
			await books.control('/stock', { sku: SMALL, by: -30 });
			expect(await stockWorkflow(shop, await levelOf(SMALL), { adding: false })).toMatchObject([
				{ sku: SMALL, outcome: 'heldBack', reason: expect.stringContaining(`no level of ${LARGE}`) },
			]);
			expect(await shown(shop)).toEqual([60, 60]);
		},
	);

	test.each(SHOPS)('the item with the SKU of the product itself is refused in %s beside the sum', async (shop) => {
		const id = (await books.stock(PRODUCT))?.itemId;
		await books.control('/item', { id, Active: true });
		await books.control('/stock', { itemId: id, quantity: 7 });
		expect(await stockWorkflow(shop, await levelOf(PRODUCT))).toMatchObject([
			{ sku: PRODUCT, outcome: 'ambiguous', reason: expect.stringContaining('Two sources') },
		]);
		expect(await shown(shop)).toEqual([60, 60]);
	});

	test('what Add Shared Stock adds costs one query for the SKUs and one for bundles; what shares nothing costs none', async () => {
		const levels = await levelOf(SMALL);
		const others = await levelOf('MUG-BLUE');
		const reads = async () => (await books.journal()).filter(({ kind }) => kind === 'read').length;
		const before = await reads();
		expect((await addShared('woocommerce', others)).map((output) => output.length)).toEqual([1, 0, 0]);
		expect(await reads()).toBe(before);
		expect((await addShared('woocommerce', levels)).map((output) => output.length)).toEqual([2, 0, 0]);
		expect(await reads()).toBe(before + 2);
	});
});
