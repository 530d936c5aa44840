import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { channelById } from '../../core/channels/channelRegistry';
import type { StockLevel } from '../../core/model/stockLevel';
import { readLevelsBySku } from '../../core/quickbooks/bundleLevels';
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

/** Push Channel Stock for both shops as it is published, in n8n's own engine: the rows that leave, by shop. */
async function push(levels: readonly StockLevel[]) {
	const switches = { syncInventoryToWoocommerce: true, syncInventoryToBigcommerce: true };
	const parameters = { channels: [...SHOPS], ...switches, options: { sharedStock: 'sum' } };
	const under = { type: new PushChannelStock(), parameters, credentials: serviceCredentials() };
	const { data, status } = await runNode(under, levels);
	expect({ status, error: data.resultData.error?.message }).toEqual({ status: 'success', error: undefined });
	const rows = (data.resultData.runData.Node?.[0]?.data?.main ?? []).flatMap((output) => output ?? []);
	const jsons = rows.map(({ json }) => json);
	return (shop: Shop) => jsons.filter(({ channel }) => channel === shop);
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
		const inShop = await push(await levelOf(SMALL));
		expect(inShop('bigcommerce')).toMatchObject(
			[SMALL, LARGE].map((text) => ({
				sku: text,
				outcome: 'written',
				before: 60,
				wanted: 58,
				arithmetic: expect.stringContaining(arithmetic),
			})),
		);
		expect(inShop('woocommerce')).toMatchObject(
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

	test('ten large boxes delivered: both shops go from 60 to 70', async () => {
		await books.control('/stock', { sku: LARGE, by: 10 });
		const inShop = await push(await levelOf(LARGE));
		for (const shop of SHOPS) {
			expect(inShop(shop)).toMatchObject(
				[LARGE, SMALL].map((text) => ({ sku: text, outcome: 'written', before: 60, wanted: 70 })),
			);
			expect(await shown(shop)).toEqual([70, 70]);
		}
	});

	test('where QuickBooks has no item of the other size, nothing is written, and the outcome says what to do', async () => {
		await books.control('/stock', { sku: SMALL, by: -30 });
		await books.control('/item', { id: (await books.stock(LARGE))?.itemId, Active: false });
		const inShop = await push(await levelOf(SMALL));
		for (const shop of SHOPS) {
			expect(inShop(shop)).toMatchObject([
				{ sku: SMALL, outcome: 'heldBack', reason: expect.stringContaining(`no level of ${LARGE}`) },
				{ sku: LARGE, outcome: 'unmatched', reason: expect.stringContaining('no active item with a quantity') },
			]);
			expect(await shown(shop)).toEqual([60, 60]);
		}
	});

	test('the item with the SKU of the product itself is refused in both shops beside the sum', async () => {
		const id = (await books.stock(PRODUCT))?.itemId;
		await books.control('/item', { id, Active: true });
		await books.control('/stock', { itemId: id, quantity: 7 });
		const inShop = await push(await levelOf(PRODUCT));
		for (const shop of SHOPS) {
			expect(inShop(shop)).toMatchObject([
				{ sku: PRODUCT, outcome: 'ambiguous', reason: expect.stringContaining('Two sources') },
			]);
			expect(await shown(shop)).toEqual([60, 60]);
		}
	});

	test('what is added costs one query for the SKUs and one for bundles, for both shops; what shares nothing costs none', async () => {
		const levels = await levelOf(SMALL);
		const others = await levelOf('MUG-BLUE');
		const reads = async () => (await books.journal()).filter(({ kind }) => kind === 'read').length;
		const before = await reads();
		expect((await push(others))('bigcommerce')).toHaveLength(1);
		expect(await reads()).toBe(before);
		expect((await push(levels))('bigcommerce')).toHaveLength(2);
		expect(await reads()).toBe(before + 2);
	});
});
