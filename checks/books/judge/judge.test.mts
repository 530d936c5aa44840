import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BooksDocument } from '../books.mts';
import { randomFrom } from '../random.mts';
import { newOrderHistory, type OrderHistory } from '../orderHistory.mts';
import { madeUpSale } from './madeUp.mts';
import { knownAt, unjustified } from './attention.mts';
import type { Expected } from './expected.mts';
import { hasLostCredit } from './lostCredits.mts';
import { atMostOne, judgeMoney } from './money.mts';
import { ownerOf } from './owners.mts';
import { judgeQuantities, judgeStock } from './quantities.mts';
import type { OrderTruth } from '../orderTruth.mts';
import type { Environment } from '../environment.mts';

const invoice: BooksDocument = { ...madeUpSale, balance: 10_000 };
const memo: BooksDocument = {
	...invoice,
	type: 'CreditMemo',
	id: '2',
	docNumber: 'WC-7-R9',
	total: 2000,
	note: '[qbosync:1 o=woocommerce/shop.example.com/7/9 v=2]',
};
const sold: Expected = {
	sale: 10_000,
	credits: [],
	units: new Map([['5', 3]]),
	wasReinstated: false,
	mayHaveNone: false,
};

function order(changes: Partial<OrderHistory> = {}): OrderHistory {
	const truth = {
		currency: 'USD',
		paid: true,
		refunds: [],
		total: '100.00',
		lines: [],
		charges: [],
	} as unknown as OrderTruth;
	const version = { read: { orderId: '7', modifiedAt: '' }, truth, state: 'sold' as const };
	return {
		...newOrderHistory('woocommerce', '7', { place: 0, oddities: [], bundle: null }),
		versions: [version],
		...changes,
	};
}

const faults = (documents: readonly BooksDocument[], expected: Partial<Expected> = {}): string[] =>
	judgeMoney(order(), documents, { ...sold, ...expected }).map(({ fault }) => fault);

test("a sale with the order's total is in order", () => {
	assert.deepEqual(faults([invoice]), []);
});

test('a total that is off by a cent is found', () => {
	assert.deepEqual(faults([{ ...invoice, total: 10_001 }]), ['offByACent']);
});

test('an order without a document, and one whose document is void, are missing', () => {
	assert.deepEqual(faults([]), ['missing']);
	assert.deepEqual(faults([{ ...invoice, voided: true }]), ['missing']);
});

test('a second document is found, and so is one that should not be there', () => {
	assert.deepEqual(faults([invoice, { ...invoice, id: '3' }]), ['duplicates']);
	assert.deepEqual(faults([invoice], { sale: null, mayHaveNone: true }), ['duplicates']);
});

test('each refund has a credit of its amount: none, another amount and one too many are found', () => {
	assert.deepEqual(faults([invoice, memo], { credits: [2000] }), []);
	assert.deepEqual(faults([invoice], { credits: [2000] }), ['missing']);
	assert.deepEqual(faults([invoice, memo], { credits: [2001] }), ['offByACent']);
	assert.deepEqual(faults([invoice, memo, { ...memo, id: '4' }], { credits: [2000] }), ['duplicates']);
});

test('a refund of what was paid in part is a memo and a receipt, which agree on what was paid back', () => {
	const line = { lineId: '1', kind: 'SalesItemLineDetail', sku: null, itemId: '9', quantity: 1, taxCode: null };
	const less = { ...memo, total: 1500, lines: [{ ...line, amount: -5 }] };
	const receipt = { ...memo, type: 'RefundReceipt', id: '4', total: 500, note: memo.note.replace('/9 ', '/9.money ') };
	assert.deepEqual(faults([invoice, less, receipt], { credits: [2000] }), []);
	assert.deepEqual(faults([invoice, less], { credits: [2000] }), ['offByACent']);
	assert.deepEqual(faults([invoice, less, { ...receipt, total: 501 }], { credits: [2000] }), [
		'offByACent',
		'duplicates',
	]);
});

test('an order that was called off comes to nothing, by a void or by credits', () => {
	const off = { credits: 'rest', mayHaveNone: true } as const;
	assert.deepEqual(faults([{ ...invoice, voided: true }], off), []);
	assert.deepEqual(faults([invoice, { ...memo, total: 10_000 }], off), []);
	assert.deepEqual(faults([invoice, memo], off), ['missing']);
	assert.deepEqual(faults([{ ...invoice, voided: true }, memo], { ...off, sale: 10_000 }), ['missing', 'duplicates']);
});

test('an order that came back may have an earlier document that credits brought to nothing, and no other', () => {
	const second = { ...invoice, id: '5', docNumber: 'WC-7-2' };
	assert.deepEqual(faults([invoice, { ...memo, total: 10_000 }, second], { wasReinstated: true }), []);
	assert.deepEqual(faults([invoice, second], { wasReinstated: true }), ['duplicates']);
	assert.deepEqual(faults([invoice, { ...memo, total: 10_000 }, second]), ['duplicates', 'duplicates']);
});

test('an order that a person has to look at has one active sale, besides those that a cancellation brought to nothing', () => {
	const second = { ...invoice, id: '5', docNumber: 'WC-7-2' };
	const ended = { ...memo, total: 10_000 };
	const posted = order().versions.map((version) => ({ ...version, state: 'cancelled' as const }));
	const doubles = (documents: readonly BooksDocument[], changes: Partial<OrderHistory> = {}): number =>
		atMostOne(order(changes), documents).length;
	assert.equal(doubles([invoice, ended, second], { posted }), 0);
	assert.equal(doubles([invoice, memo, second], { posted }), 1);
	assert.equal(doubles([invoice, ended, second, { ...second, id: '6' }], { posted }), 1);
	assert.equal(doubles([invoice, ended, second]), 1);
	assert.equal(doubles([invoice, ended], { posted }), 0);
	const endedByPeople = new Set(['RefundReceipt']);
	const told = { orderId: '7', modifiedAt: '', outcome: 'needsAttention', taxDifferences: [] };
	const reason = 'Invoice WC-7 was ended when the order was called off, and is open again beside Invoice WC-7-2';
	assert.equal(doubles([invoice, second], { posted, endedByPeople }), 1);
	assert.equal(doubles([invoice, second], { posted, outcomes: [{ ...told, reason }] }), 1);
	assert.equal(doubles([invoice, second], { posted, endedByPeople, outcomes: [{ ...told, reason }] }), 0);
});

test('units that the books moved otherwise than the shop are found, item by item', () => {
	assert.deepEqual(judgeQuantities(order(), new Map([['5', 3]]), sold), []);
	assert.deepEqual(
		judgeQuantities(
			order(),
			new Map([
				['5', 2],
				['6', 1],
			]),
			sold,
		).map(({ what }) => what),
		['item 5: the books moved 2, the shop 3', 'item 6: the books moved 1, the shop 0'],
	);
});

test('what is on hand in the end is what was there less what went out', () => {
	const item = { itemId: '5', sku: 'MUG', name: 'Mug', type: 'Inventory', quantity: 40, purchaseCost: 0, active: true };
	assert.deepEqual(judgeStock([item], [{ ...item, quantity: 37 }], new Map([['5', 3]])), []);
	assert.equal(judgeStock([item], [{ ...item, quantity: 38 }], new Map([['5', 3]])).length, 1);
});

test('a document belongs to the order that its note names, a credit to its refund', () => {
	const histories = [{ ...order(), orderId: '77' }, order()];
	assert.equal(ownerOf(invoice, histories)?.history.orderId, '7');
	assert.equal(ownerOf(memo, histories)?.refundId, '9');
	assert.equal(ownerOf({ ...invoice, note: "somebody else's" }, histories), undefined);
});

test('an order asks for a person only for a reason that the rules name, and only where there is ground for it', () => {
	const environment = { forms: { woocommerce: { missingItems: 'needsAttention' } } } as unknown as Environment;
	const unknown = '"Soap" has a SKU that QuickBooks does not know (SOAP)';
	assert.equal(unjustified(unknown, order({ oddities: ['unknownSku'] }), environment), null);
	assert.match(unjustified(unknown, order(), environment) ?? '', /without ground \(unknownSku\)/);
	assert.match(unjustified('It rained', order(), environment) ?? '', /no rule names: It rained/);
});

test('a sale that may be an order edited since is for a person: of the order that lost its mark, and of others of its buyer and day', () => {
	const why = 'Invoice 2026-9 may be this order, which was edited since: buyer and day agree';
	const whyVoid = "Invoice 2026-9 is void and may have been this order's sale: buyer and day agree";
	const placed = (buyer: string, placedAt: string) => {
		const [version] = order().versions;
		assert.ok(version);
		return order({ buyer, versions: [{ ...version, truth: { ...version.truth, placedAt } }] });
	};
	const lost = placed('Ann Lee', '2026-11-20T10:00:00Z');
	const at = (history: OrderHistory, said = why) =>
		unjustified(said, history, { overwritten: new Set([lost]) } as unknown as Environment);
	assert.equal(at(lost), null);
	assert.equal(at(lost, whyVoid), null);
	assert.equal(at(placed('Ann Lee', '2026-11-22T10:00:00Z')), null);
	for (const other of [placed('Ann Lee', '2026-11-24T10:00:00Z'), placed('Jo', '2026-11-20T10:00:00Z')])
		assert.match(at(other) ?? '', /without ground/);
});

test('a refund that may be credited already is for a person where nothing but its buyer tells whose credit has lost its mark', () => {
	const why =
		'Refund Receipt 2026-9 may be this credit: buyer, day and total agree, its lines do not. A person may have written over its memo';
	const lost = (changes: Partial<OrderHistory>) => order({ buyer: 'Ann Lee', ...changes });
	const at = (other: OrderHistory, buyer = 'Ann Lee') =>
		unjustified(why, order({ buyer }), { overwritten: new Set([other]) } as unknown as Environment);
	const unmarked = new Map([['RefundReceipt 9', '5']]);
	const accountantEdits = new Set(['memo', 'renumbered'] as const);
	assert.equal(at(lost({ unmarked, accountantEdits })), null);
	for (const other of [lost({ unmarked }), lost({ unmarked: new Map([['Invoice 9', null]]), accountantEdits })])
		assert.match(at(other) ?? '', /without ground/);
	assert.match(at(lost({ unmarked, accountantEdits }), 'Jo') ?? '', /without ground/);
});

test('the tax of a whole price that an edit multiplied is for a person where discounts are lines of their own', () => {
	const why = '"Oak bowl" bears 18 JPY of tax (JP-TAX 10-1 (10%)), and the tax code "10% Standard" would make it 22';
	const [version] = order().versions;
	assert.ok(version);
	const edited = { ...version, truth: { ...version.truth, total: '90.00', charges: [] } };
	const history = order({ versions: [{ ...version, truth: { ...version.truth, charges: [] } }, edited] });
	const at = (one: OrderHistory, discountItemId: string | null) =>
		unjustified(why, one, {
			company: { country: 'JP' },
			forms: { woocommerce: { discountItemId } },
		} as unknown as Environment);
	assert.equal(at(history, '27'), null);
	assert.match(at(history, null) ?? '', /without ground \(beyondRounding\)/);
	assert.match(at({ ...history, versions: history.versions.slice(0, 1) }, '27') ?? '', /without ground/);
});

test('fewer units than came back are for a person also where the shop has deleted the refund before the edit', () => {
	const why = 'The order was edited to fewer units of a line than came back of it by the credits of Invoice WC-65';
	const [version] = order().versions;
	assert.ok(version);
	const refunds = [{ lines: [{ lineId: '1', quantity: 2 }] }] as unknown as OrderTruth['refunds'];
	const having = (quantity: number, back: OrderTruth['refunds'] = []) => ({
		...version,
		truth: { ...version.truth, lines: [{ lineId: '1', quantity }] as unknown as OrderTruth['lines'], refunds: back },
	});
	const environment = {} as unknown as Environment;
	assert.equal(unjustified(why, order({ versions: [having(3, refunds), having(3), having(1)] }), environment), null);
	for (const versions of [
		[having(1), having(3, refunds)],
		[having(3, refunds), having(2)],
	])
		assert.match(unjustified(why, order({ versions }), environment) ?? '', /without ground/);
});

test('an order that was called off after an edit which the books do not show is for a person, and no other is', () => {
	const why = 'The order was edited before it was called off, and Invoice WC-65 does not show that: credit it by hand';
	const [version] = order().versions;
	assert.ok(version);
	const edited = { ...version, truth: { ...version.truth, total: '90.00' }, state: 'cancelled' as const };
	const environment = {} as unknown as Environment;
	assert.equal(unjustified(why, order({ versions: [version, edited] }), environment), null);
	const off = { ...version, state: 'cancelled' as const };
	assert.match(unjustified(why, order({ versions: [version, off] }), environment) ?? '', /without ground/);
	assert.match(
		unjustified(why, order({ versions: [version, { ...edited, state: 'sold' }] }), environment) ?? '',
		/without ground/,
	);
});

test('a cancellation below what was paid asks where the rest is, and no other does', () => {
	const why =
		'The order was paid, posted as Invoice WC-7, and cancelled after 1.00 USD of 100.00 USD went back: refund the rest';
	const [version] = order().versions;
	assert.ok(version);
	const at = (refunded: string, state: 'cancelled' | 'sold' = 'cancelled') =>
		unjustified(
			why,
			order({ versions: [{ ...version, state, truth: { ...version.truth, refunded } }] }),
			{} as unknown as Environment,
		);
	assert.equal(at('1.00'), null);
	for (const other of [at('0.00'), at('100.00'), at('1.00', 'sold')]) assert.match(other ?? '', /without ground/);
});

test('a reason is judged by the version that it was given for, and by none that came later', () => {
	const why =
		'The order was paid, posted as Invoice WC-7, and cancelled after 1.00 USD of 100.00 USD went back: refund the rest';
	const [version] = order().versions;
	assert.ok(version);
	const at = (modifiedAt: string, state: 'cancelled' | 'sold') => ({
		...version,
		read: { ...version.read, modifiedAt },
		state,
		truth: { ...version.truth, refunded: '1.00' },
	});
	const resumed = order({ versions: [at('1', 'sold'), at('2', 'cancelled'), at('3', 'sold')] });
	const said = (modifiedAt: string) => unjustified(why, knownAt(modifiedAt, resumed), {} as unknown as Environment);
	assert.equal(said('2'), null);
	for (const other of [said('1'), said('3')]) assert.match(other ?? '', /without ground/);
});

test('refunds above a version that the document may show are for a person, and no others are', () => {
	const why = 'A refund is not credited. 110.00 USD went back, and only 100.00 USD of Invoice WC-7 is not credited yet';
	const [version] = order().versions;
	assert.ok(version);
	const with110 = (total: string) => ({
		...version,
		truth: { ...version.truth, total, refunds: [{ total: '110.00' }] } as unknown as OrderTruth,
	});
	const said = (versions: OrderHistory['versions'], roundingItemId: string | null = '23') =>
		unjustified(why, order({ versions }), { forms: { woocommerce: { roundingItemId } } } as unknown as Environment);
	assert.equal(said([version, with110('120.00')]), null);
	assert.match(said([with110('120.00')]) ?? '', /without ground/);
	assert.equal(said([with110('120.00')], null), null);
});

test('goods whose rates have no code are for a person where they bear tax: a coupon takes that off on a line of its own', () => {
	const why = '"Poster" is taxed with "JP-TAX 10-1 (10%)": choose a tax code for it in this node (Codes by Rates)';
	const [version] = order().versions;
	assert.ok(version);
	const said = (tax: string, discountItemId: string | null, taxCodes: Readonly<Record<string, string>> = {}) => {
		const line = { tax, taxRates: [{ name: 'Tax 10', percent: '10' }] };
		const truth = { ...version.truth, channel: 'woocommerce', lines: [line] } as unknown as OrderTruth;
		const forms = { woocommerce: { taxCodes, discountItemId } };
		const environment = { company: { country: 'JP' }, forms } as unknown as Environment;
		return unjustified(why, order({ versions: [{ ...version, truth }] }), environment);
	};
	assert.equal(said('2', null), null);
	assert.equal(said('0', '27'), null);
	for (const mapped of [said('0', null), said('2', null, { 10: '3' }), said('0', '27', { 10: '3' })])
		assert.match(mapped ?? '', /without ground/);
});

test('an order that was paid and called off is for a person while no money went back, whatever goods did', () => {
	const why = 'The order was paid, posted as Invoice WC-7, and cancelled without a refund: refund the rest in the shop';
	const [version] = order().versions;
	assert.ok(version);
	const said = (refunded: string) => {
		const changes = { payments: [{ paid: true }], refunds: [{ total: refunded }], refunded };
		const truth = { ...version.truth, ...changes } as unknown as OrderTruth;
		const history = order({ versions: [{ ...version, state: 'cancelled', truth }] });
		return unjustified(why, history, {} as unknown as Environment);
	};
	assert.equal(said('0.00'), null);
	assert.match(said('10.00') ?? '', /without ground/);
});

test('an order that went up after its receipt is for a person, and one that did not is not', () => {
	const why =
		'The order went up to 120.00 USD after Sales Receipt WC-7 had booked 100.00 USD as paid: book the rest by hand';
	const [version] = order().versions;
	assert.ok(version);
	const to = (total: string) =>
		unjustified(
			why,
			order({ versions: [version, { ...version, truth: { ...version.truth, total } }] }),
			{} as unknown as Environment,
		);
	assert.equal(to('120.00'), null);
	assert.match(to('90.00') ?? '', /without ground/);
});

test("the same seed draws the same, and one part's draws leave another's alone", () => {
	const draws = (seed: string): number[] =>
		Array.from({ length: 5 }, () => 0).map(
			(
				(random) => () =>
					random.integer(1, 1_000_000)
			)(randomFrom(seed)),
		);
	assert.deepEqual(draws('seed 1'), draws('seed 1'));
	assert.notDeepEqual(draws('seed 1'), draws('seed 2'));
	const random = randomFrom('seed 1');
	const before = random.fork('part').integer(1, 1_000_000);
	random.integer(1, 6);
	assert.equal(random.fork('part').integer(1, 1_000_000), before);
});

test('an order that an edit brought below what store credit paid for it is for a person, and no other one is', () => {
	const reason =
		'The order comes to 20.00 USD, and 30.00 USD of store credit and gift certificates paid for it: give the rest back';
	const [version] = order().versions;
	assert.ok(version !== undefined);
	const paidBy = (amount: string): OrderHistory => {
		const payments: OrderTruth['payments'] = [{ kind: 'storeCredit', amount, paid: true }];
		return order({ versions: [{ ...version, truth: { ...version.truth, total: '20.00', payments } }] });
	};
	assert.equal(unjustified(reason, paidBy('30.00'), {} as unknown as Environment), null);
	assert.match(unjustified(reason, paidBy('20.00'), {} as unknown as Environment) ?? '', /without ground/);
});

test("a credit that nothing names any more is nobody's to find; one that is numbered like its sale is", () => {
	const overwritten = { ...memo, note: 'Paid by bank transfer, see folder 12', docNumber: 'WC-1f0c3a5b7d9e2f4a6b' };
	const history = order({ unmarked: new Map([['CreditMemo 2', '9']]) });
	const restarted = [order({ runModes: new Set(['stopped'] as const) })];
	assert.equal(hasLostCredit(history, [invoice, overwritten], restarted), true);
	const cut = { ...overwritten, note: `${memo.note.slice(0, 44)} see folder 12` };
	assert.equal(hasLostCredit(history, [invoice, cut], restarted), true, 'cut inside the id of the refund');
	const named = { ...overwritten, docNumber: `${invoice.docNumber}-R9` };
	const found: Array<[OrderHistory, BooksDocument, OrderHistory[]]> = [
		[history, named, restarted],
		[history, { ...overwritten, note: `${memo.note.slice(0, 48)} see folder 12` }, restarted],
		[history, overwritten, [order()]],
		[order(), overwritten, restarted],
		[order({ unmarked: new Map([['CreditMemo 2', 'cancelled']]) }), overwritten, restarted],
		[order({ unmarked: new Map([['Invoice 1', null]]) }), overwritten, restarted],
	];
	for (const [one, document, all] of found) assert.equal(hasLostCredit(one, [invoice, document], all), false);
});
