import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { channelById } from '../../../core/channels/channelRegistry';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { openBench, type ChannelBench } from '../../support/channelBench';
import { postOne } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const ACTS = [
	'cancel',
	'resume',
	'hold',
	'refundPart',
	'refundPartBack',
	'refundRest',
	'refundRestBack',
	'touch',
] as const;

type Act = (typeof ACTS)[number];

/** What the shop's own data say of the order. */
interface Row {
	readonly orderId: string;
	readonly status: string;
	readonly total: string;
	readonly refunded: string;
}

const calls: Readonly<Record<Act, readonly [string, object]>> = {
	cancel: ['/cancel', {}],
	resume: ['/status', { status: 'processing' }],
	hold: ['/status', { status: 'on-hold' }],
	refundPart: ['/refund', { amount: '1.00' }],
	refundPartBack: ['/refund', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }], restock: true }],
	refundRest: ['/refund', { restock: false }],
	refundRestBack: ['/refund', { restock: true }],
	touch: ['/touch', {}],
};

/** What a merchant can do to an order of this status; the shop itself refuses to refund more than is left. */
const possible: Readonly<Record<string, readonly Act[]>> = {
	processing: ['cancel', 'hold', 'refundPart', 'refundPartBack', 'refundRest', 'refundRestBack', 'touch'],
	'on-hold': ['cancel', 'resume', 'touch'],
	cancelled: ['resume', 'touch'],
	refunded: ['touch'],
};

const mugsIn = async (rows: Promise<unknown>): Promise<number> =>
	Number(((await rows) as Array<{ sku: string; quantity: number }>).find(({ sku }) => sku === 'MUG-BLUE')?.quantity);

interface World {
	readonly bench: ChannelBench;
	readonly books: StrictBooks;
	readonly chosen: Awaited<ReturnType<StrictBooks['chosen']>>;
}

async function look({ bench, books, chosen }: World, orderId: string): Promise<void> {
	const { orders } = await bench.adapter.findOrder(orderId, { alsoSold: [] });
	const order = orders[0] as SalesOrder;
	const outcome = await postOne(books.client, order, { ...chosen, now: order.modifiedAt });
	expect(outcome).not.toMatchObject({ outcome: 'needsAttention' });
	expect(outcome).not.toMatchObject({ outcome: 'failed' });
}

/** Does so many acts, looking in between where `looks` says so; then looks once more. */
async function live(acts: ReadonlyArray<readonly [Act, boolean]>): Promise<void> {
	const [bench, books] = [await openBench(channelById('woocommerce')), await openBooks()];
	const chosen = await books.chosen();
	const before = { shop: await mugsIn(bench.stock()), books: Number((await books.stock('MUG-BLUE'))?.quantity) };
	const lines = [{ sku: 'MUG-BLUE', quantity: 3, unitPrice: '10.00' }];
	let row = (await bench.control('/sell', { lines, shipping: '4.00', payment: { method: 'cod' } })) as Row;
	for (const [act, looks] of acts) {
		if (looks) await look({ bench, books, chosen }, row.orderId);
		await bench.advanceClock(2000);
		if (possible[row.status]?.includes(act) !== true) continue;
		const [path, body] = calls[act];
		row = await bench.control(path, { orderId: row.orderId, ...body }).then(
			(after) => after as Row,
			() => row,
		);
	}
	// An order on hold reserves and is not sold: no life ends as one.
	if (row.status === 'on-hold') {
		await bench.advanceClock(2000);
		row = (await bench.control('/status', { orderId: row.orderId, status: 'processing' })) as Row;
	}
	await look({ bench, books, chosen }, row.orderId);
	const inShop = before.shop - (await mugsIn(bench.stock()));
	const inBooks = before.books - Number((await books.stock('MUG-BLUE'))?.quantity);
	const isOff = row.status === 'cancelled' || row.status === 'refunded';
	const due = isOff ? 0 : Number(row.total) - Number(row.refunded);
	const rows = (await books.control('/ledger')) as Array<{ type: string; balance: number }>;
	const income = rows.filter(({ type }) => type === 'Income').reduce((sum, { balance }) => sum - balance, 0);
	expect({ units: inBooks, income: Math.round(income * 100) / 100 }).toEqual({ units: inShop, income: due });
}

test('whatever lives an order has between two looks, the books end with the units and the money of the shop', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.boolean()), { minLength: 1, maxLength: 8 }), live),
		{ numRuns: 15 },
	);
}, 120_000);

const mug = { sku: 'MUG-BLUE', quantity: 3, unitPrice: '10.00' };
/** Its stock is counted in QuickBooks, and not by the shop. */
const cord = { sku: 'CORD-5M', quantity: 2, unitPrice: '5.00' };

test.each([
	['both', [mug, cord]],
	['only what it does not count', [cord]],
])(
	'taken up again and refunded between two looks: what the shop counts came back, what it does not count stays away (%s)',
	async (_what, lines) => {
		const [bench, books] = [await openBench(channelById('woocommerce')), await openBooks()];
		const world = { bench, books, chosen: await books.chosen() };
		const stock = async () => [
			Number((await books.stock('MUG-BLUE'))?.quantity),
			Number((await books.stock('CORD-5M'))?.quantity),
		];
		const [mugs = NaN, cords = NaN] = await stock();
		const { orderId } = (await bench.control('/sell', { lines, payment: { method: 'cod' } })) as Row;
		const act = async (path: string, body: object) => {
			await bench.advanceClock(2000);
			await bench.control(path, { orderId, ...body });
		};
		await look(world, orderId);
		await act('/cancel', {});
		await look(world, orderId);
		expect(await stock()).toEqual([mugs, cords]);
		await act('/status', { status: 'processing' });
		await act('/refund', { restock: true });
		await look(world, orderId);
		expect(await stock()).toEqual([mugs, cords - 2]);
	},
);
