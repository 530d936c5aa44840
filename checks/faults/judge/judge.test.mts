import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BooksDocument } from '../../books/books.mts';
import type { OrderTruth } from '../../books/orderTruth.mts';
import type { StockEvent } from '../eventLog.mts';
import { hadToRefuse, oversalesOf, usedUpBy, type Oversale } from './available.mts';
import { compareBooks, unitsGone } from './books.mts';
import { levelWrites } from './levels.mts';
import { judgeOversale, type Evidence, type Reason, type Span } from './oversold.mts';
import { effectiveLevelsOf, windowOf, type PushRun, type EffectiveLevel } from './pushRuns.mts';
import { compareStock, type StockEvidence } from './stock.mts';
import type { JournalEntry } from '../../../sandbox/kit/journal.mts';

/** Hand-made histories; moments are seconds of one minute, times a thousand. */
const at = (seconds: number): number => seconds * 1000;
const failing = (seconds: number, until = seconds): Span => ({ from: at(seconds), to: at(until) });

const line = { lineId: '1', sku: 'MUG', name: 'Mug', quantity: 2, net: '20.00', tax: '0.00', taxRates: [] };
const order = {
	channel: 'woocommerce',
	orderId: '7',
	orderNumber: '7',
	state: 'sold',
	currency: 'USD',
	total: '20.00',
	refunds: [],
	lines: [line],
	charges: [],
	modifiedAt: '',
} as unknown as OrderTruth;
const invoice: BooksDocument = {
	type: 'Invoice',
	id: '1',
	docNumber: 'WC-7',
	customerId: '1',
	currency: 'USD',
	total: 2000,
	tax: 0,
	balance: 2000,
	txnDate: '2026-11-20',
	note: '[qbosync:1 o=woocommerce/127.0.0.1/7 v=2]',
	voided: false,
	lines: [],
};
const refund = {
	refundId: '9',
	refundedAt: '',
	total: '10.00',
	tax: '0.00',
	lines: [{ lineId: '1', quantity: 1, restocked: 1, total: '10.00' }],
};

const figures = (orders: readonly OrderTruth[], documents: readonly BooksDocument[]): string[] =>
	compareBooks(orders, documents).map(({ figure }) => figure);

test('an order with its document is in order; without one it is lost, with two it is doubled, by a cent it is wrong', () => {
	assert.deepEqual(figures([order], [invoice]), []);
	assert.deepEqual(figures([order], []), ['lostOrders']);
	assert.deepEqual(figures([order], [{ ...invoice, voided: true }]), ['lostOrders']);
	assert.deepEqual(figures([order], [invoice, { ...invoice, id: '2' }]), ['duplicateDocuments']);
	assert.deepEqual(figures([order], [{ ...invoice, total: 2001 }]), ['wrongTotals']);
});

test('a document of no order is one too many', () => {
	assert.deepEqual(figures([order], [invoice, { ...invoice, id: '2', note: 'typed by hand' }]), ['duplicateDocuments']);
});

test('a refund without its credit, and a cancelled sale that is still active, are lost', () => {
	assert.deepEqual(figures([{ ...order, refunds: [refund] }], [invoice]), ['lostOrders']);
	assert.deepEqual(
		figures([{ ...order, refunds: [refund] }], [invoice, { ...invoice, type: 'CreditMemo', id: '2', total: 1000 }]),
		[],
	);
	assert.deepEqual(figures([{ ...order, state: 'cancelled' }], [invoice]), ['lostOrders']);
	assert.deepEqual(figures([{ ...order, state: 'cancelled' }], [{ ...invoice, voided: true }]), []);
	assert.deepEqual(figures([{ ...order, state: 'reserving' }], [invoice]), ['duplicateDocuments']);
});

test('units that WooCommerce put back are not gone, those of the other channels are, and what is cancelled never left', () => {
	assert.deepEqual([...unitsGone({ ...order, refunds: [refund] })], [['MUG', 1]]);
	assert.deepEqual([...unitsGone({ ...order, channel: 'ebay', refunds: [refund] })], [['MUG', 2]]);
	assert.deepEqual([...unitsGone({ ...order, state: 'cancelled' })], []);
});

const stock = (quantity: number): StockEvidence['rows']['ebay'] => [{ sku: 'MUG', quantity }];
const stockEvidence: StockEvidence = {
	goods: [{ sku: 'MUG', isScarce: true, quantity: 5 }],
	adjustments: [{ at: 0, sku: 'MUG', by: 1, where: 'quickbooks', kind: 'adjustment', orderId: null }],
	orders: [order],
	rows: { quickbooks: stock(4), woocommerce: stock(4), bigcommerce: stock(4), ebay: stock(4) },
};

test('QuickBooks has what was counted less what was sold, and every channel and marketplace shows it', () => {
	assert.deepEqual(compareStock(stockEvidence), []);
	assert.equal(compareStock({ ...stockEvidence, rows: { ...stockEvidence.rows, ebay: stock(5) } }).length, 1);
	assert.equal(
		compareStock({
			...stockEvidence,
			rows: { ...stockEvidence.rows, ebay: [{ sku: 'MUG', quantity: 4, marketplaces: { EBAY_US: 4, EBAY_GB: 3 } }] },
		}).length,
		1,
	);
	assert.equal(compareStock({ ...stockEvidence, orders: [] }).length, 4);
	assert.equal(compareStock({ ...stockEvidence, rows: { ...stockEvidence.rows, ebay: [] } }).length, 1);
});

test('where less than nothing is left every channel shows 0', () => {
	const sold = { ...order, lines: [{ ...line, quantity: 8 }] };
	assert.deepEqual(
		compareStock({
			...stockEvidence,
			orders: [sold],
			rows: { quickbooks: stock(-2), woocommerce: stock(0), bigcommerce: stock(0), ebay: stock(0) },
		}),
		[],
	);
});

const event = (seconds: number, by: number, where: StockEvent['where']): StockEvent => ({
	at: at(seconds),
	sku: 'MUG',
	by,
	where,
	kind: where === 'quickbooks' ? 'adjustment' : by < 0 ? 'sale' : 'back',
	orderId: `${where} ${seconds}`,
});

test('a sale below zero is oversold by the units that were not there', () => {
	const [oversale, ...others] = oversalesOf(3, [
		event(1, -2, 'woocommerce'),
		event(2, -1, 'ebay'),
		event(9, -2, 'bigcommerce'),
	]);
	assert.equal(others.length, 0);
	assert.equal(oversale?.units, 2);
	assert.deepEqual(oversalesOf(3, [event(1, -2, 'woocommerce'), event(2, 2, 'woocommerce'), event(3, -3, 'ebay')]), []);
});

test('only the units of the sale itself are counted where less than nothing was there before', () => {
	const sales = oversalesOf(1, [event(1, -2, 'woocommerce'), event(2, -1, 'ebay')]);
	assert.deepEqual(
		sales.map(({ units }) => units),
		[1, 1],
	);
});

/** A level from the very start, or from reads of one second that were written in another. */
const timing = (readsBegan = 0, written = readsBegan) => ({ readsBegan: at(readsBegan), at: at(written) });
const only = (start: number, ...events: readonly StockEvent[]): Oversale => {
	const [oversale, ...others] = oversalesOf(start, events);
	assert.ok(oversale !== undefined && others.length === 0);
	return oversale;
};

test('units that came back and went again were used up by the later sale, and a count is an earlier event as well', () => {
	const again = only(
		1,
		event(1, -1, 'woocommerce'),
		event(2, 1, 'woocommerce'),
		event(3, -1, 'ebay'),
		event(9, -1, 'bigcommerce'),
	);
	assert.equal(usedUpBy(again, timing())?.orderId, 'ebay 3');
	assert.equal(
		usedUpBy(only(1, event(1, -1, 'quickbooks'), event(9, -1, 'bigcommerce')), timing())?.where,
		'quickbooks',
	);
	assert.equal(
		usedUpBy(only(1, event(1, -1, 'ebay'), event(5, -1, 'quickbooks'), event(9, -1, 'bigcommerce')), timing())?.where,
		'ebay',
	);
});

test('a shop counts its own sales by itself: what used the units up happened elsewhere', () => {
	assert.equal(
		usedUpBy(only(2, event(1, -1, 'woocommerce'), event(5, -1, 'ebay'), event(9, -1, 'ebay')), timing())?.orderId,
		'woocommerce 1',
	);
	assert.equal(
		usedUpBy(only(2, event(1, -1, 'ebay'), event(5, -1, 'woocommerce'), event(9, -1, 'ebay')), timing())?.orderId,
		'woocommerce 5',
	);
});

test('a write undoes what the shop sold since its reads, and that sale used the unit up', () => {
	const undone = only(2, event(1, -1, 'woocommerce'), event(5, -1, 'ebay'), event(9, -1, 'ebay'));
	assert.equal(usedUpBy(undone, timing(3, 6))?.orderId, 'ebay 5');
	assert.equal(hadToRefuse(undone, timing(3, 6)), false);
});

test('a level that holds all that was visible when its reads began had to refuse the sale, or not', () => {
	const oversale = only(2, event(1, -1, 'woocommerce'), event(5, -1, 'bigcommerce'), event(9, -1, 'ebay'));
	assert.equal(hadToRefuse(oversale, timing(5, 6)), true);
	assert.equal(hadToRefuse(oversale, timing(4, 6)), false);
	const sellsOn = only(3, event(1, -2, 'woocommerce'), event(7, -1, 'ebay'), event(9, -1, 'ebay'));
	assert.equal(hadToRefuse(sellsOn, timing(2, 3)), true);
});

/** eBay sold the last unit at second 10, BigCommerce one more at second 40. */
const oversale = only(1, event(10, -1, 'ebay'), event(40, -1, 'bigcommerce'));
const reasonOf = (one: Oversale, seen: Evidence): Reason => judgeOversale(one, seen).reason;
const effectiveLevel = (readsBegan: number, written: number, more: Partial<EffectiveLevel> = {}): EffectiveLevel => ({
	channel: 'bigcommerce',
	sku: 'MUG',
	readsBegan: at(readsBegan),
	at: at(written),
	isWrite: true,
	...more,
});
const none = { quickbooks: [], woocommerce: [], bigcommerce: [], ebay: [] };
const evidence = (changes: Partial<Evidence>): Evidence => ({
	effectiveLevels: [],
	reads: none,
	failures: none,
	outages: [],
	windowMs: at(3),
	...changes,
});
const readOfEbay = (...seconds: readonly number[]): Partial<Evidence> => ({
	reads: { ...none, ebay: seconds.map(at) },
});

test('a level that we wrote from reads begun after the earlier sale is ours to answer for', () => {
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [effectiveLevel(11, 13)] })), 'oversoldUnits');
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [effectiveLevel(10, 13)] })), 'oversoldUnits');
});

test('but not where it was too high only by the sales of a channel that could not be read, as the run and the channel both say', () => {
	const failed = { failures: { ...none, ebay: [failing(12)] } };
	const unreadable = effectiveLevel(11, 13, { unread: ['ebay'] });
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [unreadable], ...failed })), 'oversoldInOutage');
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [unreadable] })), 'oversoldUnits');
	assert.equal(
		reasonOf(oversale, evidence({ effectiveLevels: [unreadable], outages: [{ of: 'ebay', from: at(5), to: at(11) }] })),
		'oversoldInOutage',
	);
	assert.equal(
		reasonOf(
			oversale,
			evidence({
				effectiveLevels: [unreadable],
				outages: [
					{ of: 'ebay', from: at(14), to: at(20) },
					{ of: 'n8n', from: at(5), to: at(11) },
				],
			}),
		),
		'oversoldUnits',
	);
	assert.equal(
		reasonOf(
			oversale,
			evidence({ effectiveLevels: [unreadable], failures: { ...none, ebay: [failing(10), failing(14)] } }),
		),
		'oversoldUnits',
	);
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [effectiveLevel(11, 13)], ...failed })), 'oversoldUnits');
	assert.equal(
		reasonOf(
			oversale,
			evidence({
				effectiveLevels: [effectiveLevel(11, 13, { unread: ['woocommerce'] })],
				failures: { ...none, woocommerce: [failing(12)] },
			}),
		),
		'oversoldUnits',
	);
	// Of a push that was cut off the journal alone says it: nobody of us had read the channel since that sale.
	const cutOff = effectiveLevel(11, 13, { unread: null });
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [cutOff], ...failed })), 'oversoldInOutage');
	assert.equal(
		reasonOf(oversale, evidence({ effectiveLevels: [cutOff], ...failed, ...readOfEbay(12) })),
		'oversoldUnits',
	);
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [cutOff] })), 'oversoldUnits');
	const known = only(1, event(5, -1, 'woocommerce'), event(40, -1, 'bigcommerce'));
	assert.equal(reasonOf(known, evidence({ effectiveLevels: [unreadable], ...failed })), 'oversoldUnits');
});

test('units of a cancelled order that the shop restocks, owed elsewhere, are not on our level: what counts is whether we read that in time', () => {
	// Two were there. The shop sold one, another shop three more than there were: our level was 0, and then the first order was cancelled.
	const [, owed] = oversalesOf(2, [
		event(5, -1, 'bigcommerce'),
		event(10, -3, 'ebay'),
		event(20, 1, 'bigcommerce'),
		event(40, -1, 'bigcommerce'),
	]);
	assert.ok(owed !== undefined);
	const timing = { effectiveLevels: [effectiveLevel(11, 13)] };
	const read = (...seconds: readonly number[]) => ({ ...timing, reads: { ...none, bigcommerce: seconds.map(at) } });
	assert.deepEqual(judgeOversale(owed, evidence(timing)), { reason: 'races', earlier: event(20, 1, 'bigcommerce') });
	assert.equal(reasonOf(owed, evidence(read(12))), 'races');
	assert.equal(reasonOf(owed, evidence(read(38))), 'oversoldInWindow');
	assert.equal(
		reasonOf(owed, evidence({ ...read(25), outages: [{ of: 'n8n', from: at(26), to: at(60) }] })),
		'oversoldInOutage',
	);
	assert.equal(reasonOf(owed, evidence(read(25))), 'oversoldUnits');
	// What happens later and unread excuses nothing.
	const [, spoiled] = oversalesOf(2, [
		event(5, -1, 'bigcommerce'),
		event(10, -3, 'ebay'),
		event(20, 1, 'bigcommerce'),
		event(39, -1, 'quickbooks'),
		event(40, -1, 'bigcommerce'),
	]);
	assert.equal(spoiled === undefined ? null : reasonOf(spoiled, evidence(read(25))), 'oversoldUnits');
	// Of two that were put back the first one sold is the first one put back.
	const twice = oversalesOf(3, [
		event(4, -1, 'bigcommerce'),
		event(5, -1, 'bigcommerce'),
		event(10, -4, 'ebay'),
		event(20, 1, 'bigcommerce'),
		event(39, 1, 'bigcommerce'),
		event(40, -1, 'bigcommerce'),
		event(41, -1, 'bigcommerce'),
	]);
	assert.deepEqual(
		twice.slice(1).map((one) => reasonOf(one, evidence(read(25)))),
		['oversoldUnits', 'races'],
	);
	// A level from reads after the cancellation holds it, and is ours.
	assert.equal(reasonOf(owed, evidence({ effectiveLevels: [effectiveLevel(21, 23)] })), 'oversoldUnits');
	// Where nothing is owed, units put back are as good as any: what used them up explains the sale.
	const [unowed] = oversalesOf(1, [
		event(5, -1, 'bigcommerce'),
		event(20, 1, 'bigcommerce'),
		event(39, -1, 'ebay'),
		event(40, -1, 'bigcommerce'),
	]);
	assert.equal(unowed === undefined ? null : reasonOf(unowed, evidence(read(25))), 'races');
	// Without the cancellation the level of 0 had to refuse.
	const [, sold] = oversalesOf(2, [event(5, -1, 'bigcommerce'), event(10, -3, 'ebay'), event(40, -1, 'bigcommerce')]);
	assert.equal(sold === undefined ? null : reasonOf(sold, evidence(timing)), 'oversoldUnits');
});

test('so is a level that we compared after the earlier sale and left', () => {
	assert.equal(
		reasonOf(oversale, evidence({ effectiveLevels: [effectiveLevel(11, 13, { isWrite: false })] })),
		'oversoldUnits',
	);
});

test('an earlier sale between the reads and the write falls into the window, and so does a sale before a write that is under way', () => {
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [effectiveLevel(9, 13)] })), 'oversoldInWindow');
	assert.equal(
		reasonOf(
			oversale,
			evidence({ effectiveLevels: [effectiveLevel(1, 2), effectiveLevel(15, 41)], ...readOfEbay(15) }),
		),
		'oversoldInWindow',
	);
});

test('without a read of the earlier sale in between it is a race, whatever was read before or elsewhere', () => {
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [effectiveLevel(1, 2)], ...readOfEbay(9) })), 'races');
	assert.equal(reasonOf(oversale, evidence({ effectiveLevels: [effectiveLevel(1, 2)], ...readOfEbay(41) })), 'races');
	assert.equal(
		reasonOf(
			oversale,
			evidence({ effectiveLevels: [effectiveLevel(1, 2)], reads: { ...none, woocommerce: [at(20)] } }),
		),
		'races',
	);
});

test('an earlier sale of the shop itself that our write undid falls into the window, whatever was sold elsewhere before', () => {
	const undone = only(2, event(1, -1, 'ebay'), event(10, -1, 'bigcommerce'), event(40, -1, 'bigcommerce'));
	assert.deepEqual(judgeOversale(undone, evidence({ effectiveLevels: [effectiveLevel(9, 13)] })), {
		reason: 'oversoldInWindow',
		earlier: undone.earlierEvents[1],
	});
	assert.equal(reasonOf(undone, evidence({ effectiveLevels: [effectiveLevel(11, 13)] })), 'oversoldUnits');
});

test('a level that was wrong when it was written is ours, whatever came back and went since', () => {
	const since = only(
		1,
		event(10, -1, 'ebay'),
		event(20, 1, 'ebay'),
		event(25, -1, 'ebay'),
		event(40, -1, 'bigcommerce'),
	);
	assert.equal(reasonOf(since, evidence({ effectiveLevels: [effectiveLevel(11, 13)] })), 'oversoldUnits');
	assert.equal(reasonOf(since, evidence({ effectiveLevels: [effectiveLevel(9, 13)] })), 'races');
});

test('levels of other channels and SKUs say nothing', () => {
	assert.equal(
		reasonOf(
			oversale,
			evidence({
				effectiveLevels: [effectiveLevel(11, 13, { channel: 'woocommerce' }), effectiveLevel(11, 13, { sku: 'BOWL' })],
			}),
		),
		'races',
	);
});

test('where we read in time and nothing was written, only an outage or a failure in between excuses', () => {
	assert.equal(reasonOf(oversale, evidence(readOfEbay(15))), 'oversoldUnits');
	assert.equal(reasonOf(oversale, evidence(readOfEbay(38))), 'oversoldInWindow');
	assert.equal(
		reasonOf(oversale, evidence({ ...readOfEbay(15), effectiveLevels: [effectiveLevel(16, 41, { isWrite: false })] })),
		'oversoldUnits',
	);
	for (const [from, to] of [
		[1, 14],
		[41, 60],
	] as const)
		assert.equal(
			reasonOf(oversale, evidence({ ...readOfEbay(15), outages: [{ of: 'n8n', from: at(from), to: at(to) }] })),
			'oversoldUnits',
		);
	assert.equal(
		reasonOf(oversale, evidence({ ...readOfEbay(15), outages: [{ of: 'bigcommerce', from: at(20), to: at(60) }] })),
		'oversoldInOutage',
	);
	assert.equal(
		reasonOf(oversale, evidence({ ...readOfEbay(15), outages: [{ of: 'woocommerce', from: at(20), to: at(60) }] })),
		'oversoldUnits',
	);
	assert.equal(
		reasonOf(oversale, evidence({ ...readOfEbay(15), failures: { ...none, quickbooks: [failing(16)] } })),
		'oversoldInOutage',
	);
	assert.equal(
		reasonOf(oversale, evidence({ ...readOfEbay(15), failures: { ...none, quickbooks: [failing(14), failing(41)] } })),
		'oversoldUnits',
	);
	// A request that hangs until it fails.
	assert.equal(
		reasonOf(oversale, evidence({ ...readOfEbay(15), failures: { ...none, quickbooks: [failing(14, 60)] } })),
		'oversoldInOutage',
	);
});

const entry = (changes: Partial<JournalEntry>): JournalEntry => ({
	n: 1,
	begunAt: 0,
	at: 0,
	method: 'POST',
	path: '',
	query: {},
	requestBody: null,
	status: 200,
	cut: null,
	rewritten: false,
	kind: 'write',
	paths: [],
	...changes,
});
const read = (begun: number, answered: number): JournalEntry =>
	entry({ begunAt: at(begun), at: at(answered), kind: 'read' });
const push = (from: number, to: number, asOf: number, wasUnchanged = false): PushRun => ({
	channel: 'ebay',
	from: at(from),
	to: at(to),
	levels: new Map([['MUG', { asOf: at(asOf), wasUnchanged }]]),
});
const write = { channel: 'ebay', sku: 'MUG', begunAt: at(29), at: at(30), quantity: 4 } as const;

test('a write rests on the read of items that its run had its level from', () => {
	assert.deepEqual(effectiveLevelsOf([write], [push(25, 31, 20)], [read(4, 5), read(18, 20), read(23, 24)]), [
		{ channel: 'ebay', sku: 'MUG', at: at(30), readsBegan: at(18), isWrite: true },
	]);
});

test('of two runs at the same time the one with the later reads counts, and without a record the latest read before', () => {
	assert.equal(
		effectiveLevelsOf([write], [push(25, 31, 5), push(26, 32, 20)], [read(4, 5), read(18, 20)])[0]?.readsBegan,
		at(18),
	);
	assert.equal(effectiveLevelsOf([write], [], [read(4, 5), read(18, 20), read(29.5, 30)])[0]?.readsBegan, at(18));
});

test('of two runs at the same time both must have been unable to read a channel', () => {
	const unreadable = (from: number): PushRun => ({
		...push(from, 32, 20),
		levels: new Map([['MUG', { asOf: at(20), wasUnchanged: false, unread: ['ebay', 'woocommerce'] }]]),
	});
	assert.deepEqual(effectiveLevelsOf([write], [unreadable(25)], [read(18, 20)])[0]?.unread, ['ebay', 'woocommerce']);
	assert.equal(effectiveLevelsOf([write], [unreadable(25), push(26, 32, 20)], [read(18, 20)])[0]?.unread, undefined);
});

test('a record of a read that QuickBooks was never asked for excuses nothing', () => {
	assert.equal(effectiveLevelsOf([write], [push(25, 31, 12)], [read(4, 5), read(18, 20)])[0]?.readsBegan, at(29));
});

test('a level that was found right is in effect as if it were written, and has no width', () => {
	const effectiveLevels = effectiveLevelsOf([], [push(25, 31, 20, true)], [read(18, 20)]);
	assert.deepEqual(effectiveLevels, [{ channel: 'ebay', sku: 'MUG', at: at(31), readsBegan: at(18), isWrite: false }]);
	assert.equal(windowOf(effectiveLevels), 0);
});

test('the window is the 95th percentile from read to write', () => {
	const widths = Array.from({ length: 20 }, (_nothing, place) => effectiveLevel(0, place + 1));
	assert.equal(windowOf(widths), at(19));
});

const STOCK = [
	{ sku: 'MUG', quantity: 1, stockId: '12' },
	{ sku: 'LAMP', quantity: 1, stockId: 'product 7' },
	{ sku: 'TEE', quantity: 1, stockId: 'variant 8' },
];
const writesOf = (
	channel: 'woocommerce' | 'bigcommerce' | 'ebay',
	changes: Partial<JournalEntry>,
): (readonly [string, number | null])[] =>
	levelWrites(channel, [entry(changes)], STOCK).map(({ sku, quantity }) => [sku, quantity] as const);

test('levels are read out of the requests of every channel', () => {
	assert.deepEqual(
		writesOf('woocommerce', {
			path: '/wp-json/wc/v3/products/batch',
			requestBody: { update: [{ id: 12, stock_quantity: 3 }] },
		}),
		[['MUG', 3]],
	);
	const items = [
		{ location_id: 1, product_id: 7, quantity: 2 },
		{ location_id: 1, variant_id: 8, quantity: 1 },
	];
	assert.deepEqual(
		writesOf('bigcommerce', { path: '/stores/x/v3/inventory/adjustments/absolute', requestBody: { items } }),
		[
			['LAMP', 2],
			['TEE', 1],
		],
	);
	assert.deepEqual(
		writesOf('bigcommerce', {
			path: '/stores/x/v3/inventory/adjustments/relative',
			requestBody: { items: [items[0]] },
		}),
		[['LAMP', null]],
	);
	assert.deepEqual(
		writesOf('ebay', {
			path: '/sell/inventory/v1/bulk_update_price_quantity',
			requestBody: { requests: [{ sku: 'MUG', offers: [{ offerId: '1', availableQuantity: 4 }] }] },
		}),
		[['MUG', 4]],
	);
	const xml =
		'<?xml version="1.0"?><ReviseInventoryStatusRequest><InventoryStatus><ItemID>12</ItemID><SKU>O&apos;RING</SKU><Quantity>5</Quantity></InventoryStatus><InventoryStatus><ItemID>12</ItemID><Quantity>6</Quantity></InventoryStatus></ReviseInventoryStatusRequest>';
	assert.deepEqual(writesOf('ebay', { path: '/ws/api.dll', requestBody: xml }), [
		["O'RING", 5],
		['MUG', 6],
	]);
});

test('a write that the service refused or never saw set nothing; one whose answer was lost did', () => {
	const request = { path: '/wp-json/wc/v3/products/batch', requestBody: { update: [{ id: 12, stock_quantity: 3 }] } };
	assert.deepEqual(writesOf('woocommerce', { ...request, status: 503 }), []);
	assert.deepEqual(writesOf('woocommerce', { ...request, status: 0, cut: 'before' }), []);
	assert.deepEqual(writesOf('woocommerce', { ...request, cut: 'after' }), [['MUG', 3]]);
});
