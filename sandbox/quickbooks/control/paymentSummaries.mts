import { transactionKey, type Company } from '../company.mts';
import { notFound } from '../ruleFault.mts';
import { numberAt, textAt, type Json, type Row } from '../json.mts';
import { fromCents } from '../money.mts';
import { linksOf } from '../paymentLinks.mts';
import { deletePayment, voidPayment } from '../payments.mts';

/** Every payment, in the order they were made. */
export function paymentSummaries(company: Company): readonly Json[] {
	return [...company.tables.Payment.values()].map((row) => paymentSummary(company, row));
}

export function paymentSummary(company: Company, row: Row): Json {
	const key = transactionKey('Payment', row.Id);
	return {
		id: row.Id,
		customerId: textAt(row, 'CustomerRef', 'value'),
		currency: textAt(row, 'CurrencyRef', 'value'),
		exchangeRate: numberAt(row, 'ExchangeRate'),
		total: numberAt(row, 'TotalAmt'),
		unapplied: numberAt(row, 'UnappliedAmt'),
		txnDate: textAt(row, 'TxnDate'),
		privateNote: textAt(row, 'PrivateNote'),
		paymentMethodId: textAt(row, 'PaymentMethodRef', 'value'),
		paymentRefNum: textAt(row, 'PaymentRefNum'),
		depositAccountId: textAt(row, 'DepositToAccountRef', 'value'),
		links: paymentLinks(row),
		voided: company.voided.has(key),
		deposited: company.deposited.has(key),
		syncToken: row.SyncToken,
		createdAt: row.MetaData.CreateTime,
	};
}

/** What a payment settles. */
export function paymentLinks(row: Json): readonly Json[] {
	return linksOf(row).map(({ name, id, amount }) => ({ type: name, id, amount: fromCents(amount) }));
}

/** Puts a payment into a bank deposit or takes it out, voids or deletes it, as a person does. */
export function editPayment(company: Company, { id, deposited, voided, deleted }: Json): Json {
	const before = company.tables.Payment.get(String(id));
	if (before === undefined) throw notFound(`Payment ${String(id)}`);
	const key = transactionKey('Payment', before.Id);
	if (deposited === true) company.deposited.add(key);
	if (deposited === false) company.deposited.delete(key);
	const reference = { Id: before.Id, SyncToken: before.SyncToken };
	if (deleted === true) return { ...deletePayment(company, reference), deleted: true };
	return paymentSummary(company, voided === true ? voidPayment(company, reference) : before);
}
