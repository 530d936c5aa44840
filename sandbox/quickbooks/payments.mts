import { dayIn, stamp } from './dates.mts';
import { insert, replace, transactionKey, type Company, type DocumentName } from './company.mts';
import { refreshOpen } from './documents/balances.mts';
import { currencyOf } from './documents/currency.mts';
import { checkChangeable, checkPeriod, depositAccount } from './documents/headerRules.mts';
import { unitOf } from './documents/lines.mts';
import { readPayment } from './fields/paymentFields.mts';
import { listAt, numberAt, textAt, withoutNulls, type Json, type Row } from './json.mts';
import { cents, fromCents } from './money.mts';
import { checkLinks, linkLine, linksOf, openOnes, spread, unapplied, withoutLink } from './paymentLinks.mts';
import { referred, refTo, required, rowToChange } from './references.mts';
import { businessRule, missing } from './ruleFault.mts';

/** Creates the payment, or updates it when the body has an Id, and settles what it is linked to. Throws RuleFault. */
export function writePayment(company: Company, body: unknown): Row {
	const sent = readPayment(body, 'Payment');
	const before = sent['Id'] === undefined ? null : rowToChange(company, 'Payment', sent);
	if (before !== null) checkChangeable(company, 'Payment', before);
	if (before !== null && company.voided.has(transactionKey('Payment', before.Id)) && sent['TotalAmt'] !== undefined)
		throw businessRule('A voided transaction can not be brought back.');
	const { Id, SyncToken, sparse, ...fields } = sent;
	const payment = draft(
		company,
		withoutNulls(sparse === true && before !== null ? { ...before, ...fields } : fields),
		before,
	);
	checkPeriod(company, payment['TxnDate'], before === null ? '6200' : '6210');
	return commit(company, before, payment);
}

function draft(company: Company, fields: Json, before: Row | null): Json {
	const customer = required(company, 'Customer', fields, 'CustomerRef');
	referred(company, 'PaymentMethod', fields, 'PaymentMethodRef');
	const currency = currencyOf(company, fields, customer);
	const total = totalOf(fields, unitOf(currency));
	const lines = before === null ? autoApplied(company, fields, total) : listAt(fields, 'Line');
	const links = linksOf({ Line: lines });
	checkLinks(company, links, customer, before);
	return withoutNulls({
		...fields,
		...currency,
		...depositAccount(company, 'Payment', fields),
		CustomerRef: refTo(customer),
		TxnDate: textAt(fields, 'TxnDate') ?? dayIn(company.settings.timeZone, company.now()),
		ProcessPayment: false,
		Line: lines,
		TotalAmt: fromCents(total),
		UnappliedAmt: fromCents(unapplied(total, links)),
	});
}

function totalOf(fields: Json, unit: bigint): bigint {
	const total = numberAt(fields, 'TotalAmt');
	if (total === null) throw missing('TotalAmt');
	if (total < 0) throw businessRule('Transaction amount must be 0 or greater.');
	return cents(total, unit);
}

/** The lines of a new payment; where the company has payments applied by themselves, what it leaves over settles the oldest invoices. */
function autoApplied(company: Company, fields: Json, total: bigint): readonly Json[] {
	const lines = listAt(fields, 'Line');
	if (!company.settings.autoApplyPayments) return lines;
	const links = linksOf({ Line: lines });
	const others = openOnes(company, 'Invoice', textAt(fields, 'CustomerRef', 'value') ?? '').filter(
		(row) => !links.some(({ name, id }) => name === 'Invoice' && id === row.Id),
	);
	return [...lines, ...spread(unapplied(total, links), 'Invoice', others).map(linkLine)];
}

function commit(company: Company, before: Row | null, payment: Json): Row {
	const row = before === null ? insert(company, 'Payment', payment) : replace(company, 'Payment', before, payment);
	refreshLinked(company, [before, row]);
	return row;
}

function refreshLinked(company: Company, payments: readonly (Json | null)[]): void {
	const links = payments.flatMap((payment) => (payment === null ? [] : linksOf(payment)));
	const linked = new Map(links.map((link) => [transactionKey(link.name, link.id), link]));
	for (const { name, id } of linked.values()) refreshOpen(company, name, id);
}

/** Voids the payment, once: it settles nothing any more. */
export function voidPayment(company: Company, body: Json): Row {
	const before = rowToChange(company, 'Payment', body);
	checkChangeable(company, 'Payment', before);
	const key = transactionKey('Payment', before.Id);
	if (company.voided.has(key)) return before;
	company.voided.add(key);
	const note = textAt(before, 'PrivateNote');
	return commit(company, before, {
		...before,
		Line: [],
		TotalAmt: 0,
		UnappliedAmt: 0,
		PrivateNote: note === null ? 'Voided' : `Voided - ${note}`,
	});
}

export function deletePayment(company: Company, body: Json): Json {
	const before = rowToChange(company, 'Payment', body);
	checkChangeable(company, 'Payment', before);
	company.tables.Payment.delete(before.Id);
	company.deleted.push({ entity: 'Payment', id: before.Id, at: stamp(company.now()) });
	refreshLinked(company, [before]);
	return { status: 'Deleted', domain: 'QBO', Id: before.Id };
}

/** Takes a document out of a payment: the money stays with the customer, unapplied, and credits that were spent on it are open again. */
export function unlink(company: Company, payment: Row, name: DocumentName, id: string): void {
	const links = withoutLink(payment, name, id);
	const left = { ...payment, Line: links.map(linkLine) };
	commit(company, payment, {
		...left,
		UnappliedAmt: fromCents(unapplied(cents(numberAt(payment, 'TotalAmt') ?? 0), links)),
	});
}
