import { beforeEach, describe, expect, test } from '@jest/globals';
import { readOpenOrders } from '../../../core/availability/openOrders';
import { channelById } from '../../../core/channels/channelRegistry';
import { processMemory } from '../../../core/memory/processMemory';
import { addSeconds, momentFromMillis } from '../../../core/model/moment';
import { readStockLevel } from '../../../core/model/stockLevel';
import { readLevelsBySku } from '../../../core/quickbooks/bundleLevels';
import { heldBack, openOrdersIn, pushTo } from '../../support/carrying';
import { openBench, type ChannelBench } from '../../support/channelBench';
import { sku } from '../../support/levels';
import { openQuickBooks } from '../../support/quickBooksBench';

const MUG = 'MUG-BLUE';
const LAMP = 'LAMP-OAK';

type Books = Awaited<ReturnType<typeof openQuickBooks>>;

let bench: ChannelBench;
let books: Books;

/** What a next node reads of what this one passes on. */
function asItem(value: object): unknown {
	return JSON.parse(JSON.stringify(value)) as unknown;
}

/** Open orders, hold back and push of both SKUs to one channel, as its nodes do it one after the other. */
async function carry(id: string) {
	const shop = { channel: channelById(id), bench };
	const side = { client: books.client, control: books.control, memory: processMemory() };
	const levels = await readLevelsBySku(books.client, [sku(MUG), sku(LAMP)]);
	const found = await openOrdersIn(shop, levels, addSeconds(momentFromMillis(Date.now()), -3600));
	const held = await heldBack(levels, { openOrders: [readOpenOrders(asItem(found))], channels: [id] }, side);
	const came = held.map((level) => readStockLevel(asItem(level)));
	const report = await pushTo(shop, came, side);
	const shown = await bench.stock();
	const quantityOf = (text: string) => shown.find((row) => row.sku === text)?.quantity;
	return { found, outcomes: report.outcomes.flat(), quantityOf };
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
		const { found, outcomes, quantityOf } = await carry(id);
		expect(found).toMatchObject({
			trouble: null,
			orders: [{ orderId, hold: 'sold', unreadable: true, lines: [{ sku: MUG, units: 2 }] }],
		});
		expect([quantityOf(MUG), quantityOf(LAMP)]).toEqual([88, 90]);
		const ofMug = outcomes.find((outcome) => outcome.sku === MUG);
		expect(JSON.stringify(ofMug)).toContain('(cannot be read)');
	});

	test('whose lines cannot be read: nothing goes up, and it is named', async () => {
		await bench.control('/faults', { rewrite: lines(orderId), path: '/orders?\\b' });
		const { found, outcomes, quantityOf } = await carry(id);
		expect(found).toMatchObject({
			trouble: { reason: expect.stringContaining(`order ${orderId} cannot be read`) },
			orders: [],
		});
		expect(quantityOf(LAMP)).not.toBe(90);
		const reasons = outcomes.map(({ outcome, reason }) => `${outcome}: ${reason}`);
		expect(reasons).toEqual([
			expect.stringContaining(`order ${orderId} cannot be read`),
			expect.stringContaining(`order ${orderId} cannot be read`),
		]);
	});
});
