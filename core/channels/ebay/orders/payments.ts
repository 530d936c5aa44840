import { readAmount } from './amounts';
import { readMoment } from '../../../model/moment';
import { sum, type Money } from '../../../model/money';
import type { Payment } from '../../../model/salesOrder';
import {
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	type Fields,
} from '../../../reading/readUnknown';

interface PaidOrder {
	/** What belongs to the seller. */
	readonly total: Money;
	/** What eBay may have taken from the buyer beside that. */
	readonly besides: readonly Money[];
	readonly currency: string;
	readonly path: string;
}

const PAID: readonly string[] = ['PAID', 'PARTIALLY_REFUNDED', 'FULLY_REFUNDED'];

/**
 * Reads the payments of an order. What buyers pay eBay with, its gift cards among it, is money to the seller.
 *
 * 1. Payments that failed are left out.
 * 2. Without any, an order that is paid has one of its whole total.
 * 3. The taxes and charges that eBay collects are no payment to the seller: they are taken out of the first that has room for them.
 */
export function readPayments(fields: Fields, order: PaidOrder): Payment[] {
	const { total, besides, path } = order;
	const at = `${path}.paymentSummary.payments`;
	const isPaid = PAID.includes(readNonEmptyText(fields.orderPaymentStatus, `${path}.orderPaymentStatus`));
	const summary = readOptional(fields.paymentSummary, `${path}.paymentSummary`, readFields);
	const rows = readOptional(summary?.payments, at, (list, place) => readList(list, place, readFields)) ?? [];
	const payments = rows
		.filter(({ paymentStatus }) => paymentStatus !== 'FAILED')
		.map((row, place) => readPayment(row, { ...order, path: `${at}[${place}]` }, isPaid));
	if (payments.length === 0)
		return isPaid ? [{ kind: 'money', amount: total, method: null, reference: null, paidAt: null, paid: true }] : [];
	const surplus = sum(payments.map(({ amount }) => amount)) - total;
	return besides.includes(surplus) ? without(payments, surplus) : payments;
}

function readPayment(row: Fields, { total, currency, path }: PaidOrder, isPaid: boolean): Payment {
	const paid = isPaid || row.paymentStatus === 'PAID';
	return {
		kind: 'money',
		amount: readOptional(row.amount, `${path}.amount`, (amount, at) => readAmount(amount, currency, at)) ?? total,
		method: readOptionalText(row.paymentMethod, `${path}.paymentMethod`),
		reference: readOptionalText(row.paymentReferenceId, `${path}.paymentReferenceId`),
		paidAt: paid ? readOptional(row.paymentDate, `${path}.paymentDate`, readMoment) : null,
		paid,
	};
}

function without(payments: readonly Payment[], surplus: Money): Payment[] {
	const bearer = payments.find(({ amount }) => amount >= surplus);
	return payments.map((payment) => (payment === bearer ? { ...payment, amount: payment.amount - surplus } : payment));
}
