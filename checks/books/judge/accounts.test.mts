import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BooksDocument, BooksStock } from '../books.mts';
import type { Environment } from '../environment.mts';
import { newOrderHistory, type OrderHistory } from '../orderHistory.mts';
import type { OrderTruth } from '../orderTruth.mts';
import { madeUpSale } from './madeUp.mts';
import { judgeAccounts, judgeStrangers } from './accounts.mts';
import type { Expected } from './expected.mts';
import { ownedLedger, type LedgerEntry, type LedgerTransaction } from './ledger.mts';

const ACCOUNTS = {
	receivable: ['84', 'Accounts Receivable (A/R)', 'Accounts Receivable'],
	undeposited: ['4', 'Undeposited Funds', 'Other Current Asset'],
	checking: ['35', 'Checking', 'Bank'],
	income: ['79', 'Sales of Product Income', 'Income'],
	shipping: ['87', 'Shipping Income', 'Income'],
	tax: ['89', 'Sales Tax Payable', 'Other Current Liability'],
	certificates: ['94', 'Gift Certificates Outstanding', 'Other Current Liability'],
	cost: ['80', 'Cost of Goods Sold', 'Cost of Goods Sold'],
	fees: ['96', 'Merchant Fees', 'Expense'],
	inventory: ['81', 'Inventory Asset', 'Other Current Asset'],
} as const;

type Amounts = Readonly<Partial<Record<keyof typeof ACCOUNTS, number>>>;

/** Amounts by account; what goods cost is in the home currency alone. */
function entries(amounts: Amounts): LedgerEntry[] {
	return Object.entries(amounts).map(([name, amount]) => {
		const [accountId, account, accountType] = ACCOUNTS[name as keyof typeof ACCOUNTS];
		const isCost = name === 'cost' || name === 'inventory';
		return { accountId, account, accountType, amount: isCost ? 0 : amount, home: amount };
	});
}

const transaction = (amounts: Amounts, type = 'Invoice', id = '1'): LedgerTransaction => ({
	type,
	id,
	currency: 'USD',
	entries: entries(amounts),
});

const invoice: BooksDocument = { ...madeUpSale, total: 10_800, tax: 800, balance: 10_800 };
const order = (paid: boolean): OrderHistory => {
	const payments = [{ kind: 'money', amount: '108.00', method: 'Card', paid }];
	const truth = { currency: 'USD', paid, payments, total: '108.00', lines: [], refunds: [] } as unknown as OrderTruth;
	const version = { read: { orderId: '7', modifiedAt: '' }, truth, state: 'sold' as const };
	return { ...newOrderHistory('woocommerce', '7', { place: 0, oddities: [], bundle: null }), versions: [version] };
};
const sold: Expected = {
	sale: 10_800,
	credits: [],
	units: new Map([['5', 2]]),
	wasReinstated: false,
	mayHaveNone: false,
};
const FORM = { recordPayments: true, depositAccountId: '35', paymentMethods: [], sellingFees: null };
const environment = {
	company: { currency: 'USD', country: 'US' },
	forms: { woocommerce: FORM },
	stockBefore: [{ itemId: '5', purchaseCost: 30 } as unknown as BooksStock],
} as unknown as Environment;

const SALE: Amounts = { receivable: 108, income: -95, shipping: -5, tax: -8, cost: 60, inventory: -60 };
const PAYMENT = transaction({ checking: 108, receivable: -108 }, 'Payment', '2');

function whats(
	transactions: readonly LedgerTransaction[],
	{ paid = false, expected = {} }: { paid?: boolean; expected?: Partial<Expected> } = {},
): string[] {
	return judgeAccounts(order(paid), {
		expected: { ...sold, ...expected },
		documents: [invoice],
		transactions,
		environment,
	}).map(({ fault, what }) => {
		assert.equal(fault, 'accountErrors');
		return what;
	});
}

test('an order whose accounts hold what the channel says is in order, open or paid', () => {
	assert.deepEqual(whats([transaction(SALE)]), []);
	assert.deepEqual(whats([transaction(SALE), PAYMENT], { paid: true }), []);
});

test('what was earned and is owed is what is left of the sale', () => {
	assert.deepEqual(whats([transaction({ ...SALE, income: -94, receivable: 107 })]), [
		'what was earned and is owed for it: 107.00, not 108.00',
		'what the buyer owes: 107.00, not 108.00',
	]);
});

test('a paid order is not open, and its money lies where the form says', () => {
	assert.deepEqual(whats([transaction(SALE)], { paid: true }), [
		'what the buyer owes: 108.00, not 0.00',
		'what came in: 0.00, not 108.00',
	]);
	const elsewhere = transaction({ undeposited: 108, receivable: -108 }, 'Payment', '2');
	assert.deepEqual(whats([transaction(SALE), elsewhere], { paid: true }), [
		'108.00 of it lies in Undeposited Funds, not 0.00',
	]);
});

test('a wholly reversed order leaves nothing in any account, also where the accounts together are nothing', () => {
	const whole = { credits: [10_800], units: new Map<string, number>() };
	const back = { receivable: -108, income: 95, shipping: 5, tax: 8, cost: -60, inventory: 60 };
	assert.deepEqual(whats([transaction(SALE), transaction(back, 'CreditMemo', '2')], { expected: whole }), []);
	const crossed = transaction({ ...back, income: 100, shipping: 0 }, 'CreditMemo', '2');
	assert.deepEqual(whats([transaction(SALE), crossed], { expected: whole }), [
		'nothing is left of the order, and 5.00 of it in Sales of Product Income',
		'nothing is left of the order, and -5.00 of it in Shipping Income',
	]);
	const untaxed = transaction({ ...back, income: 103, tax: 0 }, 'CreditMemo', '2');
	assert.equal(whats([transaction(SALE), untaxed], { expected: { ...whole, credits: 'rest' } }).length, 2);
	const owing = transaction({ ...back, income: 75, certificates: 20 }, 'CreditMemo', '2');
	assert.match(whats([transaction(SALE), owing], { expected: whole }).join(), /20.00 of it in Gift Certificates/);
});

test('what was said of roundings, and the choice that mere amounts are untaxed, leave nothing between tax and income either', () => {
	const whole = { ...sold, credits: [10_800], units: new Map<string, number>() };
	const back = { receivable: -108, income: 95.01, shipping: 5, tax: 7.99, cost: -60, inventory: 60 };
	const said = [{ type: 'CreditMemo', id: '2', difference: -1 }];
	const outcome = { orderId: '7', modifiedAt: '', outcome: 'credited', reason: null, taxDifferences: said };
	const judged = (country: string, given: Partial<typeof back> = {}): number =>
		judgeAccounts(
			{ ...order(false), outcomes: [outcome] },
			{
				expected: whole,
				documents: [invoice, { ...invoice, type: 'CreditMemo', id: '2' }],
				transactions: [transaction(SALE), transaction({ ...back, ...given }, 'CreditMemo', '2')],
				environment: {
					...environment,
					company: { ...environment.company, country },
					forms: { woocommerce: { ...FORM, amountOnlyRefunds: 'untaxed' } },
				} as unknown as Environment,
			},
		).length;
	assert.equal(judged('GB'), 2);
	assert.equal(judged('US'), 2);
	assert.equal(judged('GB', { income: 95, tax: 8 }), 0);
});

test('what was paid with a gift certificate lowers the liability and is no money; given back in money it stays used', () => {
	const money = { sale: 8800, tender: 2000 };
	const sale = transaction({ ...SALE, receivable: 88, certificates: 20 });
	const paid = transaction({ checking: 88, receivable: -88 }, 'Payment', '2');
	assert.deepEqual(whats([sale, paid], { paid: true, expected: money }), []);
	assert.match(
		whats([transaction({ ...SALE, receivable: 88, income: -75 }), paid], { paid: true, expected: money }).join(),
		/what was paid with store credit and gift certificates: 0.00, not 20.00/,
	);
	const back = transaction({ checking: -108, income: 95, shipping: 5, tax: 8 }, 'RefundReceipt', '3');
	assert.deepEqual(whats([sale, paid, back], { paid: true, expected: { ...money, credits: [10_800] } }), []);
	const crossed = transaction({ checking: -108, income: 100, tax: 8 }, 'RefundReceipt', '3');
	assert.equal(whats([sale, paid, crossed], { paid: true, expected: { ...money, credits: [10_800] } }).length, 2);
});

test('what goes back as store credit for an invoice that nobody pays in the books leaves it open, and is owed', () => {
	const credit = transaction({ income: 95, shipping: 5, tax: 8, certificates: -108 }, 'CreditMemo', '2');
	assert.deepEqual(whats([transaction(SALE), credit], { expected: { tender: -10_800 } }), []);
});

test('what a receipt paid back before an edit raised an invoice that nobody pays in the books leaves all of that edit open', () => {
	const [now] = order(true).versions;
	assert.ok(now);
	const refunds = [{ refundId: '5', total: '30.00', lines: [] }] as unknown as OrderTruth['refunds'];
	const edited: typeof now = { ...now, truth: { ...now.truth, refunds } };
	const first = (total: string): typeof now => ({ ...now, truth: { ...now.truth, total, payments: [] } });
	const receipt = { ...invoice, type: 'RefundReceipt', id: '3', total: 2000 } as const;
	const transactions = [
		transaction(SALE),
		transaction({ receivable: -10, income: 10 }, 'CreditMemo', '2'),
		transaction({ checking: -20, income: 20 }, 'RefundReceipt', '3'),
	];
	const judged = (before: string): string[] =>
		judgeAccounts(
			{ ...order(true), posted: [first(before), edited] },
			{
				expected: { ...sold, credits: [3000] },
				documents: [invoice, receipt],
				transactions,
				environment: { ...environment, forms: { woocommerce: { ...FORM, recordPayments: false } } } as never,
			},
		).map(({ what }) => what);
	assert.deepEqual(judged('10.00'), []);
	assert.match(judged('50.00').join(), /what the buyer owes: 98.00, not 78.00/);
});

test('money that came in for an order that was called off is somewhere, and that is found', () => {
	const off = { sale: null, credits: 'rest', units: new Map<string, number>() } as const;
	assert.deepEqual(whats([], { expected: off }), []);
	assert.deepEqual(whats([PAYMENT], { expected: off, paid: true }), [
		'nothing is left of the order, and -108.00 of it in Accounts Receivable (A/R)',
		'what the buyer owes: -108.00, not 0.00',
		'what came in: 108.00, not 0.00',
		'108.00 of it lies in Checking, not 0.00',
	]);
});

test('an invoice that went up after its payment is open for the rest, and for nothing once all of it went back', () => {
	const [now] = order(true).versions;
	assert.ok(now);
	const before: typeof now = {
		...now,
		read: { orderId: '7', modifiedAt: '1' },
		truth: { ...now.truth, total: '80.00', payments: [] },
	};
	const outcome = { orderId: '7', modifiedAt: '1', outcome: 'created', reason: null, taxDifferences: [] };
	const calledOff: typeof now = { ...before, read: { ...before.read, modifiedAt: '2' }, state: 'cancelled' };
	const judged = (
		transactions: readonly LedgerTransaction[],
		credits: readonly number[] = [],
		{ documents = [invoice], posted = [] }: { documents?: readonly BooksDocument[]; posted?: (typeof now)[] } = {},
	): string[] =>
		judgeAccounts(
			{ ...order(true), versions: [before, now], outcomes: [outcome], posted },
			{
				expected: { ...sold, credits, ...(credits.length > 0 ? { units: new Map<string, number>() } : {}) },
				documents,
				transactions,
				environment,
			},
		).map(({ what }) => what);
	const paid = transaction({ checking: 80, receivable: -80 }, 'Payment', '2');
	assert.deepEqual(judged([transaction(SALE), paid]), []);
	assert.match(judged([transaction(SALE), PAYMENT]).join(), /what the buyer owes: 0.00, not 28.00/);
	const back = { income: 95, shipping: 5, tax: 8, cost: -60, inventory: 60 };
	const all = transaction({ ...back, receivable: -28, checking: -80 }, 'CreditMemo', '3');
	assert.deepEqual(judged([transaction(SALE), paid, all], [10_800]), []);
	const asMoney = transaction({ ...back, checking: -108 }, 'RefundReceipt', '3');
	assert.match(judged([transaction(SALE), paid, asMoney], [10_800]).join(), /what the buyer owes: 28.00, not 0.00/);
	// A cancellation that asks for a person ends nothing; one that ended the sale has a later document.
	assert.deepEqual(judged([transaction(SALE), paid], [], { posted: [calledOff] }), []);
	const documents = [{ ...invoice, id: '0', voided: true }, invoice];
	assert.match(
		judged([transaction(SALE), paid], [], { posted: [calledOff], documents }).join(),
		/owes: 28.00, not 0.00/,
	);
});

test('money lies where the form says for its payment method', () => {
	const judged = (method: string): number =>
		judgeAccounts(order(true), {
			expected: sold,
			documents: [invoice],
			transactions: [transaction(SALE), PAYMENT],
			environment: {
				...environment,
				forms: { woocommerce: { ...FORM, depositAccountId: '4', paymentMethods: [{ method, accountId: '35' }] } },
			} as unknown as Environment,
		}).length;
	assert.equal(judged('Card'), 0);
	assert.equal(judged('Cash'), 1);
});

test('selling fees are an expense by choice, taken from the account that the form says', () => {
	const expense = transaction({ fees: 3, checking: -3 }, 'Purchase', '3');
	const judged = (
		transactions: readonly LedgerTransaction[],
		{ fees = ['2.00', '3.00'], sellingFees = {} }: { fees?: readonly string[]; sellingFees?: object | null } = {},
	): string[] =>
		judgeAccounts(
			{ ...order(true), sellingFees: [...fees] },
			{
				expected: sold,
				documents: [invoice],
				transactions: [transaction(SALE), PAYMENT, ...transactions],
				environment: {
					...environment,
					forms: {
						woocommerce: { ...FORM, sellingFees: sellingFees === null ? null : { payFrom: '35', ...sellingFees } },
					},
				} as unknown as Environment,
			},
		).map(({ what }) => what);
	assert.deepEqual(judged([expense]), []);
	assert.deepEqual(judged([]), ['what selling it cost: 0.00, not 3.00']);
	assert.deepEqual(judged([], { sellingFees: null }), []);
	assert.deepEqual(judged([expense], { sellingFees: null }), ['what selling it cost: 3.00, not 0.00']);
	assert.deepEqual(judged([expense], { fees: ['2.00'] }), ['what selling it cost: 3.00, not 2.00']);
	assert.equal(judged([expense], { sellingFees: { payFrom: '4' } }).length, 1, 'taken from another account');
});

test('goods that are gone cost what they cost and have left the inventory; goods that stayed away still do', () => {
	assert.deepEqual(whats([transaction({ ...SALE, cost: 30, inventory: -30 })]), [
		'what its goods cost: 30.00, not 60.00',
	]);
	assert.deepEqual(whats([transaction({ ...SALE, inventory: -59 })]), ['what left the inventory: 1.00, not 0.00']);
	const away = transaction({ receivable: -108, income: 95, shipping: 5, tax: 8 }, 'CreditMemo', '2');
	assert.deepEqual(whats([transaction(SALE), away], { expected: { credits: [10_800] } }), []);
});

test('a transaction belongs to the order whose document it is or settles, else to the one that its note names', () => {
	const history = order(true);
	const owned = ownedLedger(
		[
			transaction(SALE),
			PAYMENT,
			transaction({ checking: 5, receivable: -5 }, 'Payment', '3'),
			transaction({ checking: 1, receivable: -1 }, 'Payment', '4'),
			transaction({ inventory: 9 }, 'InventoryAdjustment', '1'),
			transaction({}, 'Payment', '5'),
			transaction({ fees: 3, checking: -3 }, 'Purchase', '6'),
		],
		{
			documents: new Map([[history, [{ ...invoice, docNumber: 'changed', note: 'written over' }]]]),
			payments: [
				{ id: '2', privateNote: null, links: [{ type: 'Invoice', id: '1' }] },
				{ id: '3', privateNote: 'Card [qbosync:1 payment o=woocommerce/shop.example.com/7]', links: [] },
				{ id: '4', privateNote: null, links: [] },
				{ id: '5', privateNote: null, links: [] },
			],
			expenses: [{ id: '6', privateNote: 'Fees [qbosync:1 o=woocommerce/shop.example.com/7/fees v=1]' }],
			histories: [history],
		},
	);
	assert.deepEqual(
		owned.byOrder.get(history)?.map(({ type, id }) => `${type} ${id}`),
		['Invoice 1', 'Payment 2', 'Payment 3', 'Purchase 6'],
	);
	assert.deepEqual(
		judgeStrangers(owned.strangers).map(({ what }) => what),
		['Payment id 4 moved Checking, Accounts Receivable (A/R), and belongs to no order'],
	);
});
