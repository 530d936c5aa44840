import { DOCUMENT_NAMES, type Company } from '../company.mts';
import { atHome } from '../documents/currency.mts';
import { numberAt, textAt, type Json, type Row } from '../json.mts';
import { fromCents } from '../money.mts';
import { ACCOUNT_IDS } from '../seed/accounts.mts';
import { documentEntries, paymentEntries, type Entry } from './entries.mts';

/** One account: cents of debit less credit, in the home currency and in the currencies of the documents. */
interface Balance {
	home: bigint;
	readonly own: Map<string, bigint>;
}

/**
 * What all documents and payments make of every account, as debit less credit: all of them together are nothing.
 * Quantities of stock are not valued.
 */
export function ledger(company: Company): readonly Json[] {
	const balances = new Map<string, Balance>();
	for (const name of DOCUMENT_NAMES)
		for (const row of company.tables[name].values()) post(company, balances, row, documentEntries(name, row));
	for (const row of company.tables.Payment.values()) post(company, balances, row, paymentEntries(company, row));
	return [...company.tables.Account.values()].map((account) => {
		const { home, own } = balances.get(account.Id) ?? { home: 0n, own: new Map<string, bigint>() };
		const byCurrency = Object.fromEntries([...own].map(([currency, amount]) => [currency, fromCents(amount)]));
		return {
			id: account.Id,
			name: account['Name'],
			type: account['AccountType'],
			subType: account['AccountSubType'],
			balance: fromCents(home),
			byCurrency,
		};
	});
}

/** Adds the entries of one transaction. What rates and their rounding leave over is a gain or a loss from exchange. */
function post(company: Company, balances: Map<string, Balance>, row: Row, entries: readonly Entry[]): void {
	const off = entries.reduce((sum, { amount }) => sum + amount, 0n);
	if (off !== 0n) throw new Error(`The entries of transaction ${row.Id} do not balance: ${off} cents`);
	const currency = textAt(row, 'CurrencyRef', 'value') ?? '';
	let rest = 0n;
	for (const { account, amount, rate } of entries) {
		const home = atHome(company, amount, rate ?? numberAt(row, 'ExchangeRate'));
		rest -= home;
		add(balances, account, { home, currency, amount });
	}
	if (rest !== 0n) add(balances, ACCOUNT_IDS.exchange, { home: rest, currency, amount: 0n });
}

function add(
	balances: Map<string, Balance>,
	account: string,
	{ home, currency, amount }: { readonly home: bigint; readonly currency: string; readonly amount: bigint },
): void {
	const balance = balances.get(account) ?? { home: 0n, own: new Map<string, bigint>() };
	balance.home += home;
	balance.own.set(currency, (balance.own.get(currency) ?? 0n) + amount);
	balances.set(account, balance);
}
