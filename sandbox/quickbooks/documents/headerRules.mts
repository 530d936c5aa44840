import { dayIn } from '../dates.mts';
import { transactionKey, type Company, type DocumentName, type EntityName } from '../company.mts';
import { numberAt, textAt, withoutNulls, type Json, type Row } from '../json.mts';
import { referred, refTo, required } from '../references.mts';
import { alreadyDeposited, periodClosed, wrongAccountType } from '../ruleFault.mts';
import { currencyOf } from './currency.mts';
import { documentTags } from './tags.mts';

/** Where money can be put or taken from. */
const MONEY_ACCOUNTS = ['Bank', 'Other Current Asset'];

/** The head of the document with references checked and what was left out filled in. Throws RuleFault. */
export function checkedHeader(company: Company, name: DocumentName, document: Json): Json {
	const customer = required(company, 'Customer', document, 'CustomerRef');
	referred(company, 'PaymentMethod', document, 'PaymentMethodRef');
	const term = referred(company, 'Term', document, 'SalesTermRef');
	const day = textAt(document, 'TxnDate') ?? dayIn(company.settings.timeZone, company.now());
	return withoutNulls({
		...document,
		...(name === 'Invoice'
			? { DueDate: textAt(document, 'DueDate') ?? dayAfter(day, numberAt(term, 'DueDays') ?? 0) }
			: {}),
		...depositAccount(company, name, document),
		...currencyOf(company, document, customer),
		...documentTags(company, document),
		CustomerRef: refTo(customer),
		// Means nothing in the US.
		GlobalTaxCalculation: company.settings.country === 'US' ? null : document['GlobalTaxCalculation'],
		TxnDate: day,
		BillAddr: document['BillAddr'] ?? customer['BillAddr'],
		ShipAddr: document['ShipAddr'] ?? customer['ShipAddr'],
	});
}

/** An invoice always has a due date: its own, else the day that its terms make, else its day. */
function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Throws 6200 or 6210 when the day lies in a closed period. */
export function checkPeriod(company: Company, date: unknown, code: '6200' | '6210'): void {
	const closed = company.settings.bookCloseDate;
	if (closed !== null && typeof date === 'string' && date <= closed) throw periodClosed(code, closed);
}

/** Throws when an existing transaction may not be changed any more (6210, 6540). */
export function checkChangeable(company: Company, entity: EntityName, before: Row): void {
	checkPeriod(company, before['TxnDate'], '6210');
	if (company.deposited.has(transactionKey(entity, before.Id))) throw alreadyDeposited();
}

/** The account that the money goes to or comes from. */
export function depositAccount(company: Company, name: EntityName, document: Json): Json {
	if (name === 'CreditMemo') return {};
	const needed = name === 'RefundReceipt';
	const account = needed
		? required(company, 'Account', document, 'DepositToAccountRef')
		: referred(company, 'Account', document, 'DepositToAccountRef');
	if (account !== null && !MONEY_ACCOUNTS.includes(String(account['AccountType'])))
		throw wrongAccountType('DepositToAccountRef');
	const undeposited = [...company.tables.Account.values()].find((row) => row['AccountSubType'] === 'UndepositedFunds');
	const used = account ?? (name === 'Invoice' ? undefined : undeposited);
	return used === undefined ? {} : { DepositToAccountRef: refTo(used) };
}
