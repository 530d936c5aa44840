import { beforeEach, describe, expect, test } from '@jest/globals';
import { readOrdersOfShop } from '../../../core/availability/shopOrders';
import { channelById } from '../../../core/channels/channelRegistry';
import { readLevelsBySku } from '../../../core/quickbooks/bundleLevels';
import { aShopsRun, carried, justLevels, secondsAgo, shopOf } from '../../support/carrying';
import { openBench, type ChannelBench } from '../../support/channelBench';
import { sku } from '../../support/levels';
import { openQuickBooks } from '../../support/quickBooksBench';

const MUG = 'MUG-BLUE';
const LAMP = 'LAMP-OAK';

type Books = Awaited<ReturnType<typeof openQuickBooks>>;

let bench: ChannelBench;
let books: Books;

/** Both SKUs on one channel, as a run of Push Channel Stock brings them there. */
async function carry(id: string) {
	const since = secondsAgo(3600);
	const shop = shopOf({ channel: channelById(id), bench }, since);
	const run = aShopsRun(async () => await Promise.resolve(books.client));
	const found = await readOrdersOfShop({ ...shop, account: null }, { memory: run.memory, now: Date.now() });
	const levels = await readLevelsBySku(books.client, [sku(MUG), sku(LAMP)]);
	const { done, attention } = await carried(justLevels(levels), [shop], run);
	const shown = await bench.stock();
	const quantityOf = (text: string) => shown.find((row) => row.sku === text)?.quantity;
	return { found, rows: [...done, ...attention].map(({ row }) => row), quantityOf };
}

/** Faults by which an order's money, or its lines, cannot be read. */
const channels = [
	{
		id: 'woocommerce',
		money: (id: string) => ({
			from: `("id":${id},"parent_id".*?)"total":"[^"]*","total_tax"`,
			to: '$1"total":"n/a","total_tax"',
		}),
		lines: (id: string) => ({
			from: `("id":${id},"parent_id".*?)"line_items":\\[`,
			to: '$1"line_items":"none","odd":[',
		}),
	},
	{
		id: 'bigcommerce',
		money: (id: string) => ({ from: `("id":${id},.*?)"total_inc_tax":"[^"]*"`, to: '$1"total_inc_tax":"n/a"' }),
		lines: () => ({ from: '"quantity":2,', to: '"quantity":"",' }),
	},
	{
		id: 'ebay',
		money: (id: string) => ({ from: `("orderId":"${id}".*?)"pricingSummary":`, to: '$1"pricingSummary":0,"odd":' }),
		lines: (id: string) => ({ from: `("orderId":"${id}".*?)"lineItems":`, to: '$1"lineItems":"none","odd":' }),
	},
];

describe.each(channels)('$id has an order', ({ id, money, lines }) => {
	let orderId: string;

	/** More of both in QuickBooks than the channel shows, and two mugs sold in the order. */
	beforeEach(async () => {
		bench = await openBench(channelById(id));
		books = await openQuickBooks();
		for (const text of [MUG, LAMP]) await books.control('/stock', { sku: text, quantity: 90 });
		({ orderId } = await bench.sell({ lines: [{ sku: MUG, quantity: 2 }] }));
	});

	test('whose money cannot be read: its units are held back, all else goes up, and it is named', async () => {
		await bench.control('/faults', { rewrite: money(orderId), path: '/orders?\\b' });
		const { found, rows, quantityOf } = await carry(id);
		expect(found).toMatchObject({
			trouble: null,
			orders: [{ orderId, hold: 'sold', unreadable: true, lines: [{ sku: MUG, units: 2 }] }],
		});
		expect([quantityOf(MUG), quantityOf(LAMP)]).toEqual([88, 90]);
		expect(rows.find((row) => row.sku === MUG)?.arithmetic).toContain('(cannot be posted)');
	});

	test('whose lines cannot be read: nothing goes up, and it is named', async () => {
		await bench.control('/faults', { rewrite: lines(orderId), path: '/orders?\\b' });
		const { found, rows, quantityOf } = await carry(id);
		expect(found).toMatchObject({
			trouble: { reason: expect.stringContaining(`order ${orderId} cannot be read`) },
			orders: [],
		});
		expect(quantityOf(LAMP)).not.toBe(90);
		const reasons = rows.map(({ outcome, reason }) => `${String(outcome)}: ${String(reason)}`);
		expect(reasons).toEqual([
			expect.stringMatching(`^heldBack: .*order ${orderId} cannot be read`),
			expect.stringMatching(`^heldBack: .*order ${orderId} cannot be read`),
			expect.stringMatching(`^openOrdersUnread: .*order ${orderId} cannot be read`),
		]);
	});
});
