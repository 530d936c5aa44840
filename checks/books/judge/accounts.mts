import type { BooksDocument, BooksStock } from '../books.mts';
import type { Environment } from '../environment.mts';
import { amountText, minorOf, sum, type Minor } from '../money.mts';
import { latestVersion, type OrderHistory } from '../orderHistory.mts';
import { methodOf } from '../orderTruth.mts';
import type { Expected } from './expected.mts';
import type { Finding } from './findings.mts';
import type { LedgerEntry, LedgerTransaction } from './ledger.mts';
import { currentSale } from './money.mts';
import { openAfterPayment, paidBackBeforeEdit } from './balances.mts';

/** What an account is for. The seller's side is what was earned, what tax is owed for it, and what is owed to buyers. */
type Kind = 'income' | 'tax' | 'liability' | 'receivable' | 'money' | 'goods' | 'selling' | 'other';

/** What one account holds of one order. */
interface Balance {
	readonly id: string;
	readonly name: string;
	readonly kind: Kind;
	/** In the order's currency: debit above zero. */
	readonly own: Minor;
	/** In the home currency. */
	readonly home: Minor;
}

export interface AccountsSetting {
	readonly expected: Expected;
	readonly documents: readonly BooksDocument[];
	readonly transactions: readonly LedgerTransaction[];
	readonly environment: Environment;
}

/**
 * Compares what the accounts hold of one order with what the channel says of it, account by account.
 *
 * 1. What is left of the sale is what the seller has earned and owes; it is open, or it is where the money lies.
 * 2. Of an order that was wholly reversed every account is at nothing (rules.md D7).
 * 3. Goods that are gone cost what they cost, and have left the inventory.
 */
export function judgeAccounts(history: OrderHistory, setting: AccountsSetting): Finding[] {
	const { expected, environment } = setting;
	const { company, stockBefore } = environment;
	const { currency } = latestVersion(history).truth;
	const accounts = balancesOf(setting.transactions, { currency, home: company.currency });
	const left = leftOf(expected);
	// Tender of an order that is off went back with it.
	const tender = expected.sale === null || expected.credits === 'rest' ? 0 : (expected.tender ?? 0);
	const open = left <= 0 ? 0 : openOf(history, setting, left);
	const found = (what: string): Finding => ({ fault: 'accountErrors', what, history });
	const own = (kinds: readonly Kind[]): Minor =>
		sum(accounts.filter(({ kind }) => kinds.includes(kind)).map((account) => account.own));
	const differs = (what: string, is: Minor, should: Minor, of = currency): Finding[] =>
		is === should ? [] : [found(`${what}: ${amountText(is, of)}, not ${amountText(should, of)}`)];
	const cost = costOf(expected, stockBefore, company.currency);
	const goods = accounts.filter(({ kind }) => kind === 'goods');
	const sold = sum(goods.filter(({ id }) => id !== INVENTORY).map(({ home }) => home));
	return [
		...(left + tender === 0 ? leftOver(accounts, { currency, tender }).map(found) : []),
		...differs('what was earned and is owed for it', -own(['income', 'tax', 'liability']), left),
		...(sells(history, 'Gift certificate')
			? []
			: differs('what was paid with store credit and gift certificates', own(['liability']), tender)),
		...differs('what the buyer owes', own(['receivable']), open),
		...differs('what came in', own(['money']) + own(['selling']), left - open),
		...moneyIn(accounts, placesOf(history, environment, { cameIn: left - open, fee: own(['selling']) }), currency).map(
			found,
		),
		...sellingCost(history, setting, own(['selling'])).map(found),
		...differs('what its goods cost', sold, cost, company.currency),
		...differs('what left the inventory', sum(goods.map(({ home }) => home)), 0, company.currency),
	];
}

/** What nobody's order explains. */
export function judgeStrangers(strangers: readonly LedgerTransaction[]): Finding[] {
	return strangers.map(({ type, id, entries }) => ({
		fault: 'accountErrors',
		what: `${type} id ${id} moved ${entries.map(({ account }) => account).join(', ')}, and belongs to no order`,
		history: null,
	}));
}

/** Accounts of a fresh company, by the ids that they have there. */
const INVENTORY = '81';
const SALES_TAX = '89';
const UNDEPOSITED = '4';
const MERCHANT_FEES = '96';

function kindOf({ accountId, accountType }: LedgerEntry): Kind {
	if (accountId === INVENTORY || accountType === 'Cost of Goods Sold') return 'goods';
	if (accountId === SALES_TAX) return 'tax';
	if (accountId === UNDEPOSITED || accountType === 'Bank') return 'money';
	if (accountId === MERCHANT_FEES) return 'selling';
	if (accountType === 'Accounts Receivable') return 'receivable';
	if (accountType === 'Other Current Liability') return 'liability';
	return accountType === 'Income' ? 'income' : 'other';
}

function balancesOf(
	transactions: readonly LedgerTransaction[],
	{ currency, home }: { readonly currency: string; readonly home: string },
): Balance[] {
	const entries = transactions.flatMap((transaction) => transaction.entries);
	return [...Map.groupBy(entries, ({ accountId }) => accountId)].flatMap(([id, group]) => {
		const [first] = group;
		return first === undefined
			? []
			: [
					{
						id,
						name: first.account,
						kind: kindOf(first),
						own: sum(group.map(({ amount }) => minorOf(amount, currency))),
						home: sum(group.map((entry) => minorOf(entry.home, home))),
					},
				];
	});
}

/** What is left of the sale after its credits. */
function leftOf({ sale, credits }: Expected): Minor {
	return sale === null || credits === 'rest' ? 0 : sale - sum(credits);
}

/** What the buyer owes by the books: all that is left of an invoice that is not paid, or whose payment nobody records, and what was paid back before an edit raised it. */
function openOf(history: OrderHistory, { expected, documents, environment }: AccountsSetting, left: Minor): Minor {
	const sale = currentSale(documents, expected.sale ?? 0);
	if (sale?.type !== 'Invoice') return 0;
	const isPaid = environment.forms[history.channel].recordPayments && latestVersion(history).truth.paid;
	return isPaid ? openAfterPayment(history, documents, sale) : left + paidBackBeforeEdit(history, documents);
}

/**
 * Accounts that are not at nothing. What goods cost stands apart: they may stay away. Where money went back for what was paid with tender,
 * the tender stays used and the money is gone.
 */
function leftOver(
	accounts: readonly Balance[],
	{ currency, tender }: { readonly currency: string; readonly tender: Minor },
): string[] {
	const earned: readonly Kind[] =
		tender === 0 ? ['income', 'tax', 'liability', 'receivable', 'other'] : ['income', 'tax'];
	return accounts
		.filter(({ kind, own }) => earned.includes(kind) && own !== 0)
		.map(({ name, own }) => `nothing is left of the order, and ${amountText(own, currency)} of it in ${name}`);
}

/** What each account of money has to hold of the order: what came in lies where the form says for its method, and fees are taken from where it says. */
function placesOf(
	history: OrderHistory,
	{ forms }: Environment,
	{ cameIn, fee }: { readonly cameIn: Minor; readonly fee: Minor },
): ReadonlyMap<string, Minor> {
	const { depositAccountId, paymentMethods, sellingFees } = forms[history.channel];
	const method = methodOf(latestVersion(history).truth);
	const deposit = paymentMethods.find((row) => row.method === method)?.accountId ?? depositAccountId;
	const places = new Map([[deposit, cameIn]]);
	const payFrom = sellingFees?.payFrom ?? deposit;
	return places.set(payFrom, (places.get(payFrom) ?? 0) - fee);
}

/** Money that lies elsewhere than it should. */
function moneyIn(accounts: readonly Balance[], places: ReadonlyMap<string, Minor>, currency: string): string[] {
	return accounts
		.filter(({ id, kind, own }) => kind === 'money' && own !== (places.get(id) ?? 0))
		.map(
			({ id, name, own }) =>
				`${amountText(own, currency)} of it lies in ${name}, not ${amountText(places.get(id) ?? 0, currency)}`,
		);
}

/** What selling cost, as the channel said it last. Of an order whose sale is off it may be what was said before. */
function sellingCost(history: OrderHistory, { documents, environment }: AccountsSetting, is: Minor): string[] {
	const { currency } = latestVersion(history).truth;
	const said = history.sellingFees.map((fee) => minorOf(fee, currency));
	const isOff = documents.every(({ voided }) => voided);
	const isBooked = environment.forms[history.channel].sellingFees !== null;
	const right = !isBooked ? [0] : isOff ? [0, ...said] : [said.at(-1) ?? 0];
	return right.includes(is)
		? []
		: [`what selling it cost: ${amountText(is, currency)}, not ${amountText(right.at(-1) ?? 0, currency)}`];
}

/** What the units cost that are gone for good, in the home currency. */
function costOf({ units }: Expected, stock: readonly BooksStock[], currency: string): Minor {
	return sum(
		[...units].map(([item, quantity]) => {
			const each = stock.find(({ itemId }) => itemId === item)?.purchaseCost ?? 0;
			return quantity * minorOf(each, currency);
		}),
	);
}

/** Whether a line of any version has this name: a certificate that is sold is owed until it is redeemed. */
function sells({ versions }: OrderHistory, name: string): boolean {
	return versions.some(({ truth }) => truth.lines.some((line) => line.name === name));
}
