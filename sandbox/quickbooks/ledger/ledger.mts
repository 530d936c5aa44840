import { DOCUMENT_NAMES, transactionKey, type Company } from '../company.mts';
import { atHome } from '../documents/currency.mts';
import { numberAt, textAt, type Json, type Row } from '../json.mts';
import { fromCents } from '../money.mts';
import { ACCOUNT_IDS } from '../seed/accounts.mts';
import { documentEntries, otherEntries, paymentEntries, purchaseEntries, type Entry } from './entries.mts';
import type { StockCount } from './stockCounts.mts';
import { countKey, stockCosts, type CostEntry } from './valuation.mts';

/** One side of a booking: debits above zero, credits below, in cents of the transaction's currency and of the home currency. */
interface Posting {
	readonly account: string;
	readonly own: bigint;
	readonly home: bigint;
}

/** Everything that one transaction did to the accounts; in the home currency it comes to nothing. */
interface Transaction {
	readonly type: string;
	readonly id: string;
	readonly docNumber: string | null;
	readonly txnDate: string;
	readonly currency: string;
	readonly postings: readonly Posting[];
}

/** Every account with its balance, debit less credit: all of them together are nothing. */
export function ledger(company: Company): readonly Json[] {
	const postings = transactions(company).flatMap((transaction) =>
		transaction.postings.map((posting) => ({ ...posting, currency: transaction.currency })),
	);
	const byAccount = Map.groupBy(postings, ({ account }) => account);
	return [...company.tables.Account.values()].map((account) => {
		const own = byAccount.get(account.Id) ?? [];
		const byCurrency = [...Map.groupBy(own, ({ currency }) => currency)].map(
			([currency, group]) => [currency, fromCents(sum(group.map((posting) => posting.own)))] as const,
		);
		return {
			id: account.Id,
			name: account['Name'],
			type: account['AccountType'],
			subType: account['AccountSubType'],
			balance: fromCents(sum(own.map(({ home }) => home))),
			byCurrency: Object.fromEntries(byCurrency),
		};
	});
}

/** Every transaction with what it did to which account, in the sequence in which they were made, counts of stock first. */
export function ledgerTransactions(company: Company): readonly Json[] {
	return transactions(company).map(({ postings, ...about }) => ({
		...about,
		entries: postings.map(({ account, own, home }) => ({
			accountId: account,
			account: company.tables.Account.get(account)?.['Name'],
			accountType: company.tables.Account.get(account)?.['AccountType'],
			amount: fromCents(own),
			home: fromCents(home),
		})),
	}));
}

function transactions(company: Company): readonly Transaction[] {
	const costs = stockCosts(company);
	const documents = DOCUMENT_NAMES.flatMap((name) =>
		[...company.tables[name].values()].map((row) =>
			booked(company, { type: name, row }, documentEntries(name, row), costs.get(transactionKey(name, row.Id))),
		),
	);
	const payments = [...company.tables.Payment.values()].map((row) =>
		booked(company, { type: 'Payment', row }, paymentEntries(company, row)),
	);
	const expenses = [...company.tables.Purchase.values()].map((row) =>
		booked(company, { type: 'Purchase', row }, purchaseEntries(row)),
	);
	const others = (['Bill', 'JournalEntry', 'Deposit'] as const).flatMap((name) =>
		[...company.tables[name].values()].map((row) => booked(company, { type: name, row }, otherEntries(name, row))),
	);
	return [
		...company.stockCounts.map((count) => counted(company, count, costs.get(countKey(count)) ?? [])),
		...[...documents, ...payments, ...expenses, ...others].toSorted((one, other) => Number(one.id) - Number(other.id)),
	];
}

/** Books a transaction. What rates and their rounding leave over is a gain or a loss from exchange. */
function booked(
	company: Company,
	{ type, row }: { readonly type: string; readonly row: Row },
	entries: readonly Entry[],
	costs: readonly CostEntry[] = [],
): Transaction {
	const off = sum(entries.map(({ amount }) => amount));
	if (off !== 0n) throw new Error(`The entries of ${type} ${row.Id} do not balance: ${off} cents`);
	const postings = entries.map(({ account, amount, rate }) => ({
		account,
		own: amount,
		home: atHome(company, amount, rate ?? numberAt(row, 'ExchangeRate')),
	}));
	const rest = -sum(postings.map(({ home }) => home));
	return {
		type,
		id: row.Id,
		docNumber: textAt(row, 'DocNumber'),
		txnDate: textAt(row, 'TxnDate') ?? '',
		currency: textAt(row, 'CurrencyRef', 'value') ?? company.settings.homeCurrency,
		postings: [
			...postings,
			...(rest === 0n ? [] : [{ account: ACCOUNT_IDS.exchange, own: 0n, home: rest }]),
			...costs.flatMap((cost) => costPostings(company, cost, null)),
		],
	};
}

/** What an item starts with stands against the opening balance, what is counted later against the shrinkage. */
function counted(company: Company, count: StockCount, costs: readonly CostEntry[]): Transaction {
	const against = count.kind === 'opening' ? ACCOUNT_IDS.opening : ACCOUNT_IDS.shrinkage;
	return {
		type: 'InventoryAdjustment',
		id: count.id,
		docNumber: null,
		txnDate: count.day,
		currency: company.settings.homeCurrency,
		postings: costs.flatMap((cost) => costPostings(company, cost, against)),
	};
}

/** What goods cost leaves the inventory for the cost of goods sold, unless another account is said. The home currency's, so nothing in another. */
function costPostings(company: Company, { itemId, cost }: CostEntry, against: string | null): readonly Posting[] {
	if (cost === 0n) return [];
	const item = company.tables.Item.get(itemId);
	const stock = textAt(item, 'AssetAccountRef', 'value') ?? ACCOUNT_IDS.stock;
	const other = against ?? textAt(item, 'ExpenseAccountRef', 'value') ?? ACCOUNT_IDS.cost;
	return [
		{ account: other, own: 0n, home: cost },
		{ account: stock, own: 0n, home: -cost },
	];
}

function sum(amounts: readonly bigint[]): bigint {
	return amounts.reduce((total, amount) => total + amount, 0n);
}
