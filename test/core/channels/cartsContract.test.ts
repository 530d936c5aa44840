import { beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { channelById } from '../../../core/channels/channelRegistry';
import { formatMoney, sum } from '../../../core/model/money';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { openBench, type ChannelBench } from '../../support/channelBench';

/** An order as the service's own data have it: sandbox/CONTROL.md. */
interface Row {
	readonly orderId: string;
	readonly currency: string;
	readonly payments: ReadonlyArray<{ readonly kind: string; readonly amount: string; readonly paid: boolean }>;
	readonly total: string;
	readonly taxTotal: string;
	readonly marketplaceTax: string;
	readonly refunded: string;
	readonly lines: ReadonlyArray<{
		readonly lineId: string;
		readonly quantity: number;
		readonly net: string;
		readonly tax: string;
	}>;
	readonly refunds: ReadonlyArray<{
		readonly refundId: string;
		readonly total: string;
		readonly lines: ReadonlyArray<{ readonly lineId: string; readonly quantity: number }>;
	}>;
}

let bench: ChannelBench;

async function read(orderId: string): Promise<SalesOrder> {
	const {
		orders: [order],
		unreadable,
	} = await bench.adapter.findOrder(orderId, { alsoSold: [] });
	if (order === undefined) throw new Error(`Not read: ${JSON.stringify(unreadable)}`);
	return order;
}

const sell = async (sale: object): Promise<Row> => (await bench.control('/sell', sale)) as Row;
const parts = ({ lines, shipping, fees }: SalesOrder) => [...lines, ...shipping, ...fees];

/** Whether our reading is what the service booked, to the last unit of the whole. */
async function expectAsBooked(row: Row): Promise<SalesOrder> {
	const order = await read(row.orderId);
	const money = (amount: number) => formatMoney(amount, order.currency);
	const taxes = sum(parts(order).map(({ tax }) => tax ?? 0));
	expect({
		currency: order.currency,
		total: money(order.total),
		tax: money(taxes),
		marketplace: money(order.marketplaceTax),
		paid: order.payments
			.filter(({ paid, amount }) => paid && amount !== 0)
			.map(({ kind, amount }) => [kind, money(amount)])
			.sort(),
	}).toEqual({
		currency: row.currency,
		total: row.total,
		tax: row.taxTotal,
		marketplace: row.marketplaceTax,
		paid: row.payments
			.filter(({ paid, amount }) => paid && Number(amount) !== 0)
			.map(({ kind, amount }) => [kind, amount])
			.sort(),
	});
	expect(sum(parts(order).map(({ net, tax }) => net + (tax ?? 0)))).toBe(order.total);
	expect(sum(order.taxes.map(({ amount }) => amount))).toBe(taxes);
	expect(order.lines.map(({ lineId, quantity }) => [lineId, quantity])).toEqual(
		row.lines.map(({ lineId, quantity }) => [lineId, quantity]),
	);
	return order;
}

const vat = (percent: string) => [{ name: `VAT ${percent}`, percent }];
const rateSets = [
	[],
	vat('19'),
	vat('7'),
	vat('8.875'),
	[
		{ name: 'GST', percent: '5' },
		{ name: 'PST', percent: '7' },
	],
];
const skus = ['MUG-BLUE', 'BOWL-OAK', 'TEE-RED-M', "O'RING 3%"];

const cents = (most: number) => fc.integer({ min: 1, max: most }).map((amount) => (amount / 100).toFixed(2));
const price = (decimals: number) =>
	fc.integer({ min: 1, max: 50 * 10 ** decimals }).map((amount) => (amount / 10 ** decimals).toFixed(decimals));
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const wooSale = fc.record({
	lines: fc.array(
		fc.record({
			sku: fc.constantFrom(...skus),
			quantity: fc.integer({ min: 1, max: 3 }),
			unitPrice: price(4),
			taxRates: fc.constantFrom(...rateSets),
		}),
		{ minLength: 1, maxLength: 4 },
	),
	shipping: fc.array(fc.record({ amount: cents(900), taxRates: fc.constantFrom(...rateSets) }), { maxLength: 2 }),
	fees: fc.array(
		fc.record({
			name: fc.constantFrom('Box', 'Bonus'),
			amount: fc.integer({ min: -30, max: 300 }).map((amount) => (amount / 100).toFixed(2)),
			taxRates: fc.constantFrom(...rateSets),
		}),
		{ maxLength: 2 },
	),
	coupons: fc.array(
		fc.oneof(
			fc.record({
				code: fc.constantFrom('a', 'b'),
				type: fc.constant('percent'),
				amount: fc.constantFrom('7', '10', '33.33'),
			}),
			fc.record({ code: fc.constantFrom('c', 'd'), type: fc.constant('fixed_cart'), amount: cents(400) }),
		),
		{ maxLength: 3 },
	),
	pricesIncludeTax: fc.boolean(),
	roundTaxAt: fc.constantFrom('line', 'order'),
	currency: fc.constantFrom('USD', 'JPY', 'KWD'),
});

const bigSale = fc
	.record({
		lines: fc.array(
			fc.record({
				sku: fc.constantFrom(...skus),
				quantity: fc.integer({ min: 1, max: 3 }),
				unitPrice: price(4),
				taxRates: fc.constantFrom(...rateSets),
				discount: fc.constantFrom('0.00', '0.00', '0.01'),
			}),
			{ minLength: 1, maxLength: 4 },
		),
		taxRates: fc.constantFrom(...rateSets),
		shipping: some(cents(900)),
		handling: some(cents(300)),
		wrapping: some(cents(300)),
		fees: fc.array(
			fc.record({ name: fc.constant('Rush'), amount: cents(500), taxRates: fc.constantFrom(...rateSets) }),
			{ maxLength: 2 },
		),
		coupons: fc.array(
			fc.record({ code: fc.constant('a'), type: fc.constant('percent'), amount: fc.constantFrom('7', '33.33') }),
			{ maxLength: 1 },
		),
		discount: some(cents(300)),
		storeCredit: some(cents(100)),
		giftCertificate: some(cents(100)),
		pricesIncludeTax: fc.boolean(),
		payment: fc.record({ paid: fc.boolean() }),
		currency: fc.constantFrom('USD', 'JPY', 'KWD'),
	})
	.map((sale) => (sale.currency === 'JPY' ? inYen(sale) : sale));

/** Prices may be finer than a yen; nobody ships or pays for a hundredth of one. */
function inYen<Sale extends object>(sale: Sale): Sale {
	const whole = (value: unknown): unknown =>
		typeof value === 'string' && /^[\d.]+$/.test(value) ? value.replace('.', '') : value;
	const fees = (rows: unknown) =>
		Array.isArray(rows) ? rows.map((fee: { amount: unknown }) => ({ ...fee, amount: whole(fee.amount) })) : rows;
	return Object.fromEntries(
		Object.entries(sale).map(([name, value]: [string, unknown]) => [
			name,
			name === 'fees' ? fees(value) : whole(value),
		]),
	) as Sale;
}

const ebaySale = fc.record({
	lines: fc.array(
		fc.record({
			sku: fc.constantFrom(...skus.slice(0, 2)),
			quantity: fc.integer({ min: 1, max: 3 }),
			unitPrice: cents(5000),
			discount: fc.constantFrom('0.00', '0.01'),
		}),
		{ minLength: 1, maxLength: 3 },
	),
	taxRates: fc.constantFrom(
		[],
		[{ percent: '8.25', collected: true }],
		[{ name: 'GST', percent: '5' }],
		[
			{ name: 'GST', percent: '5' },
			{ percent: '8.25', collected: true },
		],
	),
	shipping: some(fc.record({ amount: cents(900), discount: fc.constantFrom('0.00', '0.01') })),
	fees: fc.array(fc.record({ amount: fc.constantFrom('-0.01', '2.50') }), { maxLength: 1 }),
	marketplace: fc.constantFrom('EBAY_US', 'EBAY_GB', 'EBAY_DE'),
	payment: fc.record({ paid: fc.constantFrom(true, 'pending' as const) }),
});

const shops = [
	{ id: 'woocommerce', sale: wooSale, settings: [{}] },
	{ id: 'bigcommerce', sale: bigSale, settings: [{}, { totalAfterTender: true }] },
	{ id: 'ebay', sale: ebaySale, settings: [{}, { collectedTax: 'mirrored' }] },
] as const;

describe.each(shops)('carts of $id', ({ id, sale, settings }) => {
	beforeEach(async () => {
		bench = await openBench(channelById(id));
		for (const sku of skus) await bench.control('/stock', { sku, quantity: 100_000 }).catch(() => undefined);
	});

	test('whatever is in them, are read as they were booked', async () => {
		const carts = fc.asyncProperty(sale as fc.Arbitrary<object>, fc.constantFrom(...settings), async (cart, chosen) => {
			await bench.control('/settings', chosen);
			const row = await sell(cart).catch(() => null);
			fc.pre(row !== null);
			if (row !== null) await expectAsBooked(row);
		});
		await fc.assert(carts, { numRuns: 60 });
	}, 600_000);

	test('that are refunded piece by piece come to what went back', async () => {
		const row = await sell({
			lines: [
				{ sku: 'MUG-BLUE', quantity: 3, unitPrice: '10.01' },
				{ sku: 'BOWL-OAK', quantity: 2, unitPrice: '5.55' },
			],
			shipping: '4.00',
			taxRates: [{ name: 'GST', percent: '7' }],
			fees: [{ name: 'Box', amount: '1.50' }],
		});
		for (const body of [
			{ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] },
			{ amount: '0.50' },
			{
				lines: [
					{ sku: 'BOWL-OAK', quantity: 1 },
					{ sku: 'MUG-BLUE', quantity: 1 },
				],
			},
			{},
		]) {
			const booked = (await bench.control('/refund', { orderId: row.orderId, ...body })) as Row;
			const { refunds, currency, total } = await expectAsBooked(booked);
			const byId = (rows: ReadonlyArray<readonly [string, string]>) =>
				[...rows].sort(([a], [b]) => Number(a) - Number(b));
			expect(byId(refunds.map((refund) => [refund.refundId, formatMoney(refund.total, currency)] as const))).toEqual(
				byId(booked.refunds.map((refund) => [refund.refundId, refund.total] as const)),
			);
			expect(sum(refunds.map((refund) => refund.total))).toBeLessThanOrEqual(total);
		}
		const last = await read(row.orderId);
		expect([last.state, sum(last.refunds.map((refund) => refund.total))]).toEqual(['refunded', last.total]);
	});
});
