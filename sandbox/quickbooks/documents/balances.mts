import { replace, type Company, type DocumentName } from '../company.mts';
import { listAt, numberAt, textAt, type Json } from '../json.mts';
import { cents, fromCents } from '../money.mts';
import { homeFields } from './currency.mts';

/** What payments have settled of a document, cents. */
export function settled(company: Company, name: DocumentName, id: string): bigint {
	const links = [...company.tables.Payment.values()].flatMap((payment) => listAt(payment, 'Line'));
	const mine = links.filter((line) =>
		listAt(line, 'LinkedTxn').some((link) => link['TxnType'] === name && link['TxnId'] === id),
	);
	return mine.reduce((sum, line) => sum + cents(numberAt(line, 'Amount') ?? 0), 0n);
}

/** The fields that say what is still open, in the home currency too. Only invoices and credit memos have something open. */
export function openFields(company: Company, name: DocumentName, id: string | null, document: Json): Json {
	const open = balanceFields(company, name, id, document);
	return { ...open, ...homeFields(company, { ...document, ...open }) };
}

function balanceFields(company: Company, name: DocumentName, id: string | null, document: Json): Json {
	if (name !== 'Invoice' && name !== 'CreditMemo') return { Balance: 0 };
	const paid = id === null ? 0n : settled(company, name, id);
	const deposit = name === 'Invoice' ? cents(numberAt(document, 'Deposit') ?? 0) : 0n;
	const open = fromCents(cents(numberAt(document, 'TotalAmt') ?? 0) - paid - deposit);
	return name === 'Invoice' ? { Balance: open } : { Balance: open, RemainingCredit: open };
}

/** Carries the difference between two states of a document into the customer's balance. */
export function carryToCustomer(company: Company, name: DocumentName, before: Json | null, after: Json | null): void {
	const sign = name === 'CreditMemo' ? -1n : 1n;
	for (const [document, direction] of [
		[before, -1n],
		[after, 1n],
	] as const) {
		const customer = company.tables.Customer.get(textAt(document, 'CustomerRef', 'value') ?? '');
		if (customer === undefined) continue;
		const balance = fromCents(
			cents(numberAt(customer, 'Balance') ?? 0) + sign * direction * cents(numberAt(document, 'Balance') ?? 0),
		);
		company.tables.Customer.set(customer.Id, { ...customer, Balance: balance, BalanceWithJobs: balance });
	}
}

/**
 * Brings the open amount and the links of a document up to date after a payment changed. Its token goes up with it:
 * https://github.com/LanternOps/breeze/pull/4624
 */
export function refreshOpen(company: Company, name: DocumentName, id: string): void {
	const before = company.tables[name].get(id);
	if (before === undefined) return;
	const payments = [...company.tables.Payment.values()].filter((payment) => linksTo(payment, name, id));
	const others = listAt(before, 'LinkedTxn').filter((link) => link['TxnType'] !== 'Payment');
	const links = [...others, ...payments.map((payment) => ({ TxnId: payment.Id, TxnType: 'Payment' }))];
	replace(company, name, before, { ...before, ...openFields(company, name, id, before), LinkedTxn: links });
	carryToCustomer(company, name, before, company.tables[name].get(id) ?? null);
}

export function linksTo(payment: Json, name: DocumentName, id: string): boolean {
	return listAt(payment, 'Line').some((line) =>
		listAt(line, 'LinkedTxn').some((link) => link['TxnType'] === name && link['TxnId'] === id),
	);
}
