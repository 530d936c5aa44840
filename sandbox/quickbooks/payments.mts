import { dayIn, stamp } from './clock.mts';
import { insert, replace, transactionKey, type Company, type DocumentName } from './company.mts';
import { refreshOpen } from './documents/balances.mts';
import { checkChangeable, checkPeriod, currencyOf, depositAccount } from './documents/headerRules.mts';
import { readPayment } from './fields/paymentFields.mts';
import { listAt, numberAt, textAt, withoutNulls, type Json, type Row } from './json.mts';
import { cents, fromCents } from './money.mts';
import { referred, refTo, required, rowToChange } from './references.mts';
import { badReference, businessRule, missing } from './ruleFault.mts';

interface Link {
	readonly name: DocumentName;
	readonly id: string;
	readonly amount: bigint;
}

/** Creates the payment, or updates it when the body has an Id, and settles what it is linked to. Throws RuleFault. */
export function writePayment(company: Company, body: unknown): Row {
	const sent = readPayment(body, 'Payment');
	const before = sent['Id'] === undefined ? null : rowToChange(company, 'Payment', sent);
	if (before !== null) checkChangeable(company, 'Payment', before);
	const { Id, SyncToken, sparse, ...fields } = sent;
	const payment = draft(company, sparse === true && before !== null ? { ...before, ...fields } : fields, before);
	checkPeriod(company, payment['TxnDate'], before === null ? '6200' : '6210');
	return commit(company, before, payment);
}

function draft(company: Company, fields: Json, before: Row | null): Json {
	const customer = required(company, 'Customer', fields, 'CustomerRef');
	referred(company, 'PaymentMethod', fields, 'PaymentMethodRef');
	const total = numberAt(fields, 'TotalAmt');
	if (total === null) throw missing('TotalAmt');
	const links = linksOf(fields);
	for (const link of links) checkLink(company, link, customer, before);
	return withoutNulls({
		...fields,
		...currencyOf(company, fields, customer),
		...depositAccount(company, 'Payment', fields),
		CustomerRef: refTo(customer),
		TxnDate: textAt(fields, 'TxnDate') ?? dayIn(company.settings.timeZone, company.now()),
		ProcessPayment: false,
		Line: listAt(fields, 'Line'),
		TotalAmt: total,
		UnappliedAmt: fromCents(unapplied(cents(total), links)),
	});
}

function linksOf(payment: Json): readonly Link[] {
	return listAt(payment, 'Line').map((line) => {
		const [link] = listAt(line, 'LinkedTxn');
		const name = textAt(link, 'TxnType');
		if (name !== 'Invoice' && name !== 'CreditMemo') throw missing('Line.LinkedTxn');
		return { name, id: textAt(link, 'TxnId') ?? '', amount: cents(numberAt(line, 'Amount') ?? 0) };
	});
}

/** Credits are spent together with the money; what is settled can not be more. */
function unapplied(total: bigint, links: readonly Link[]): bigint {
	const rest = links.reduce((left, { name, amount }) => (name === 'CreditMemo' ? left + amount : left - amount), total);
	if (rest < 0n) throw businessRule('The amounts that are applied are more than the payment.');
	return rest;
}

function checkLink(company: Company, { name, id, amount }: Link, customer: Row, before: Row | null): void {
	const row = company.tables[name].get(id);
	if (row === undefined) throw badReference(name, id);
	if (textAt(row, 'CustomerRef', 'value') !== customer.Id) throw businessRule('The payment and what it settles belong to different customers.');
	const own = before === null ? 0n : linksOf(before).filter((link) => link.name === name && link.id === id).reduce((sum, link) => sum + link.amount, 0n);
	if (amount > cents(numberAt(row, 'Balance') ?? 0) + own) throw businessRule('The amount that is applied is more than what is open.');
}

function commit(company: Company, before: Row | null, payment: Json): Row {
	const row = before === null ? insert(company, 'Payment', payment) : replace(company, 'Payment', before, payment);
	refreshLinked(company, [before, row]);
	return row;
}

function refreshLinked(company: Company, payments: readonly (Json | null)[]): void {
	const links = payments.flatMap((payment) => (payment === null ? [] : linksOf(payment)));
	for (const { name, id } of links) refreshOpen(company, name, id);
}

/** Voids the payment: it settles nothing any more. */
export function voidPayment(company: Company, body: Json): Row {
	const before = rowToChange(company, 'Payment', body);
	checkChangeable(company, 'Payment', before);
	company.voided.add(transactionKey('Payment', before.Id));
	const note = textAt(before, 'PrivateNote');
	return commit(company, before, { ...before, Line: [], TotalAmt: 0, UnappliedAmt: 0, PrivateNote: note === null ? 'Voided' : `Voided - ${note}` });
}

export function deletePayment(company: Company, body: Json): Json {
	const before = rowToChange(company, 'Payment', body);
	checkChangeable(company, 'Payment', before);
	company.tables.Payment.delete(before.Id);
	company.deleted.push({ entity: 'Payment', id: before.Id, at: stamp(company.now()) });
	refreshLinked(company, [before]);
	return { status: 'Deleted', domain: 'QBO', Id: before.Id };
}

/** Takes a document out of a payment; the money stays with the customer, unapplied. */
export function unlink(company: Company, payment: Row, name: DocumentName, id: string): void {
	const lines = listAt(payment, 'Line').filter((line) => !listAt(line, 'LinkedTxn').some((link) => link['TxnType'] === name && link['TxnId'] === id));
	const left = { ...payment, Line: lines };
	commit(company, payment, { ...left, UnappliedAmt: fromCents(unapplied(cents(numberAt(payment, 'TotalAmt') ?? 0), linksOf(left))) });
}
