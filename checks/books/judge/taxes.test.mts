import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BooksDocument, BooksLine } from '../books.mts';
import type { Environment } from '../environment.mts';
import { newOrderHistory, type OrderHistory } from '../orderHistory.mts';
import type { OrderTruth, TrueRefund } from '../orderTruth.mts';
import type { ChannelName, Outcome } from '../protocol.mts';
import { madeUpSale } from './madeUp.mts';
import { judgeTaxes } from './taxes.mts';

const invoice: BooksDocument = { ...madeUpSale, currency: 'GBP', total: 12_000, tax: 2000 };
const money: BooksLine = {
	lineId: '1',
	kind: 'SalesItemLineDetail',
	sku: null,
	itemId: '24',
	quantity: 0,
	amount: 1000,
	taxCode: '2',
};
const credit: BooksDocument = {
	...invoice,
	type: 'CreditMemo',
	id: '2',
	total: 1200,
	tax: 200,
	note: '[qbosync:1 o=woocommerce/shop.example.com/7/9 v=2]',
	lines: [money],
};
const byLines: TrueRefund = {
	refundId: '9',
	refundedAt: '2026-11-21T10:00:00Z',
	total: '12.00',
	tax: '2.00',
	lines: [{ lineId: '1', quantity: 1, restocked: 0, total: '12.00' }],
};

interface Case {
	readonly country?: string;
	readonly channel?: ChannelName;
	readonly said?: Outcome['taxDifferences'];
	readonly refunds?: readonly TrueRefund[];
	readonly refunded?: string;
	/** Of the order's line. */
	readonly tax?: string;
	/** What the order had besides before an edit took it out: untouched by default. */
	readonly before?: readonly string[];
	readonly currency?: string;
}

function whats(documents: readonly BooksDocument[], { country = 'GB', channel = 'woocommerce', ...about }: Case = {}) {
	const { said = [], refunds = [], refunded = '12.00', tax = '20.00', currency = 'GBP', before = [] } = about;
	const truth = {
		channel,
		currency,
		total: '120.00',
		taxTotal: '20.00',
		refunded,
		payments: [],
		refunds,
		lines: [{ lineId: '1', net: '100.00', tax, taxRates: [{ name: 'Tax 20', percent: '20' }] }],
		charges: [],
	} as unknown as OrderTruth;
	const edited = {
		...truth,
		lines: [...truth.lines, ...before.map((lineId) => ({ ...truth.lines[0], lineId }))],
	} as OrderTruth;
	const version = { read: { orderId: '7', modifiedAt: '' }, state: 'sold' } as const;
	const outcome = { orderId: '7', modifiedAt: '', outcome: 'created', reason: null, taxDifferences: said };
	const history: OrderHistory = {
		...newOrderHistory(channel, '7', { place: 0, oddities: [], bundle: null }),
		versions: [
			{ ...version, truth: edited },
			{ ...version, truth },
		],
		outcomes: [outcome],
	};
	return judgeTaxes(history, documents, { company: { country } } as unknown as Environment).map(({ what }) => what);
}

test("the document's tax is the channel's", () => {
	assert.deepEqual(whats([invoice]), []);
	assert.deepEqual(whats([{ ...invoice, tax: 1999 }], { country: 'US' }), [
		'Invoice WC-7 of 120.00 has 19.99 of tax, the channel 20.00',
	]);
});

test('a rounding outside the US has been said, by its amount', () => {
	const off = [{ ...invoice, tax: 1999 }];
	assert.deepEqual(whats(off, { said: [{ type: 'Invoice', id: '1', difference: -1 }] }), []);
	assert.deepEqual(whats(off), [
		'Invoice WC-7 of 120.00 has 19.99 of tax, the channel 20.00, and 0.00 of difference was said',
	]);
	assert.equal(whats(off, { said: [{ type: 'Invoice', id: '1', difference: -2 }] }).length, 1);
	assert.equal(whats([invoice], { said: [{ type: 'Invoice', id: '1', difference: -1 }] }).length, 1);
});

test('what was said last counts, and what was said of another document does not', () => {
	const off = [{ ...invoice, tax: 1999 }];
	const right = { type: 'Invoice', id: '1', difference: -1 };
	assert.deepEqual(whats(off, { said: [{ ...right, difference: null }, right] }), []);
	assert.equal(whats(off, { said: [right, { ...right, difference: 0 }] }).length, 1);
	assert.deepEqual(whats(off, { said: [right, { ...right, difference: null }] }), []);
	assert.equal(whats(off, { said: [{ ...right, id: '3' }] }).length, 1);
});

test('more than a rounding is wrong, whatever was said', () => {
	const off = [{ ...invoice, tax: 1990 }];
	assert.equal(whats(off, { said: [{ type: 'Invoice', id: '1', difference: -10 }] }).length, 1);
});

test('QuickBooks rounds dinars to hundredths: what a rounding may be is counted in those', () => {
	const off = { ...invoice, currency: 'KWD', total: 120_000, tax: 19_990 };
	const said = [{ type: 'Invoice', id: '1', difference: -10 }];
	assert.deepEqual(whats([off], { currency: 'KWD', said }), []);
	assert.equal(whats([{ ...off, tax: 19_940 }], { currency: 'KWD', said }).length, 1);
});

test('a credit has the tax of its refund, or its difference was said', () => {
	const refunds = [byLines];
	assert.deepEqual(whats([invoice, credit], { refunds }), []);
	assert.match(whats([invoice, { ...credit, tax: 201 }], { refunds }).join(), /CreditMemo .* has 2.01 of tax/);
	const said = [{ type: 'CreditMemo', id: '2', difference: 1 }];
	assert.deepEqual(whats([invoice, { ...credit, tax: 201 }], { refunds, said }), []);
	assert.match(whats([invoice, { ...credit, tax: 0 }], { refunds, said }).join(), /CreditMemo .* has 0.00 of tax/);
});

test('of what was wholly given back the credit that was written last takes what tax is left', () => {
	const refunds = [{ ...byLines, refundId: '8' }, byLines];
	const before = { ...credit, id: '10', note: credit.note.replace('/9 v', '/8 v') };
	const off = { ...credit, id: '11', tax: 201 };
	assert.deepEqual(whats([invoice, off, before], { refunds, refunded: '120.00' }), []);
	assert.equal(whats([invoice, off, before], { refunds, refunded: '24.00' }).length, 1);
	assert.equal(whats([invoice, off, { ...before, id: '12' }], { refunds, refunded: '120.00' }).length, 1);
	const ofUnits = {
		...before,
		id: '12',
		total: 0,
		tax: 0,
		note: '',
		lines: [{ ...money, amount: 0 }],
	};
	assert.deepEqual(whats([invoice, off, ofUnits], { refunds, refunded: '120.00' }), []);
	const toStoreCredit = { ...before, id: '12', total: 0, tax: 1990 };
	assert.deepEqual(whats([invoice, credit, toStoreCredit], { refunds, refunded: '120.00' }), []);
});

test('a refund of a mere amount has no tax of its own', () => {
	const refunds = [{ ...byLines, tax: '0.00', lines: [] }];
	assert.deepEqual(whats([invoice, credit], { refunds }), []);
});

test('a sale that was called off before an edit reached it, and a refund of a line that an edit took out, have a tax of their own', () => {
	assert.deepEqual(whats([{ ...invoice, total: 24_000, tax: 4000 }]), []);
	const refunds = [{ ...byLines, lines: byLines.lines.map((line) => ({ ...line, lineId: '2' })) }];
	assert.deepEqual(whats([invoice, { ...credit, tax: 0 }], { refunds }), []);
});

test('BigCommerce names no rates of a line whose tax was rounded to nothing: what more than its price bears is not told', () => {
	const refunds = [byLines];
	const untaxed = [invoice, { ...credit, tax: 0, note: credit.note.replace('woo', 'big') }];
	assert.equal(whats(untaxed, { refunds, channel: 'bigcommerce' }).length, 1);
	assert.deepEqual(whats(untaxed, { refunds, channel: 'bigcommerce', tax: '0.00' }), []);
	assert.equal(whats([invoice, { ...credit, tax: 0 }], { refunds, tax: '0.00' }).length, 1);
});

test('BigCommerce does not tell what tax of a line a part of it bears: either side rounds its share, in the US as well', () => {
	const judged = (tax: number, about: Case) => {
		const books = [
			invoice,
			{ ...credit, tax, note: credit.note.replace('woo', about.channel === undefined ? 'woo' : 'big') },
		];
		return whats(books, { country: 'US', refunds: [byLines], ...about });
	};
	assert.deepEqual(judged(201, { channel: 'bigcommerce' }), []);
	assert.equal(judged(202, { channel: 'bigcommerce' }).length, 1);
	assert.equal(judged(201, {}).length, 1);
	const wholeLine = byLines.lines.map((line) => ({ ...line, total: '120.00' }));
	const whole = { ...byLines, total: '120.00', tax: '20.00', lines: wholeLine };
	assert.deepEqual(judged(2000, { channel: 'bigcommerce', refunds: [whole] }), []);
	assert.equal(judged(2001, { channel: 'bigcommerce', refunds: [whole] }).length, 1);
});

test('eBay names no tax outside of North America', () => {
	assert.deepEqual(whats([{ ...invoice, tax: 1 }], { channel: 'ebay' }), []);
	assert.equal(whats([{ ...invoice, tax: 1 }], { channel: 'ebay', country: 'US' }).length, 1);
});

test('the tax of a credit for a line that an edit took out of the order is what the refund says', () => {
	const ofGone = { ...byLines, lines: [{ lineId: '8', quantity: 1, restocked: 0, total: '12.00' }] };
	const judged = (tax: number, before: readonly string[]) =>
		whats([invoice, { ...credit, tax }], { refunds: [ofGone], before });
	assert.deepEqual(judged(0, ['8']), [`CreditMemo ${credit.docNumber} of 12.00 has 0.00 of tax, the channel 2.00`]);
	assert.deepEqual(judged(200, ['8']), []);
	assert.deepEqual(judged(0, []), []);
});
