import { readAmount, readOptionalAmount } from './amounts';
import { readMoment } from '../../../model/moment';
import { sum, moneyText, type Money } from '../../../model/money';
import type { Refund, RefundLine } from '../../../model/salesOrder';
import {
	UnreadableError,
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	type Fields,
} from '../../../reading/readUnknown';

interface RefundRow extends Refund {
	/** Null at order level. */
	readonly lineId: string | null;
}

/** What the refunds are checked against, in minor units. */
interface RefundedOrder {
	readonly path: string;
	readonly currency: string;
	/** Of the order, without the tax that eBay collects. */
	readonly total: Money;
	readonly marketplaceTax: Money;
}

/**
 * Reads the refunds that were issued. eBay never names units, so they are 0. Throws UnreadableError, which names the field.
 *
 * 1. The order has a list, and so has each line; a refund of a line need not stand in the order's. They are put together by refund id.
 * 2. A refund that is pending or failed has moved no money, wherever it stands; only the order's list says so. One without a date or
 *    an amount is not issued yet.
 * 3. Where one id stands in both with different amounts, the order's either contains the line's or stands beside it: eBay's pages do
 *    not tell. The order's total and what is due to the seller have to say which; else the order is not read.
 *
 * https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:PaymentSummary
 */
export function readRefunds(order: Fields, refunded: RefundedOrder): Refund[] {
	const { path, currency } = refunded;
	const payment = readOptional(order.paymentSummary, `${path}.paymentSummary`, readFields);
	const whole = readRows(payment?.refunds, `${path}.paymentSummary.refunds`, { currency, lineId: null });
	const lines = readList(order.lineItems, `${path}.lineItems`, readFields).map((line, place) => {
		const lineId = readNonEmptyText(line.lineItemId, `${path}.lineItems[${place}].lineItemId`);
		return readRows(line.refunds, `${path}.lineItems[${place}].refunds`, { currency, lineId });
	});
	const unissued = new Set(whole.unissued);
	const rows = [whole, ...lines].flatMap(({ issued }) => issued).filter(({ refundId }) => !unissued.has(refundId));
	const due = readDue(payment, refunded);
	return chooseReading(byId(rows, containing), byId(rows, beside), { ...refunded, due });
}

/** The amount of one refund, of what the order's list says of it and what its lines do. */
type TotalOf = (whole: Money | null, lines: Money) => Money;

const containing: TotalOf = (whole, lines) => whole ?? lines;

const beside: TotalOf = (whole, lines) => (whole === null || whole === lines ? lines : whole + lines);

function byId(rows: readonly RefundRow[], totalOf: TotalOf): Refund[] {
	const firsts = rows.filter((row, place) => rows.findIndex(({ refundId }) => refundId === row.refundId) === place);
	return firsts.map(({ refundId, ...first }) => {
		const own = rows.filter((row) => row.refundId === refundId);
		const lines = own.filter(({ lineId }) => lineId !== null);
		const whole = own.filter(({ lineId }) => lineId === null);
		const total = totalOf(whole.length === 0 ? null : amountOf(whole), amountOf(lines));
		return { ...toRefund({ ...first, refundId }), total, lines: lines.flatMap(refundLine) };
	});
}

function amountOf(rows: ReadonlyArray<Pick<Refund, 'total'>>): Money {
	return sum(rows.map(({ total }) => total));
}

function toRefund({ refundId, refundedAt, total, reason, lines, tender }: RefundRow): Refund {
	return { refundId, refundedAt, total, reason, lines, tender };
}

function refundLine({ lineId, total }: RefundRow): RefundLine[] {
	return lineId === null ? [] : [{ lineId, quantity: 0, net: total, tax: null, restocked: null }];
}

/** What is due to the seller still; several amounts where fees or a collected tax may be in it; empty where eBay does not say. */
type Due = readonly Money[];

function chooseReading(
	contained: readonly Refund[],
	apart: readonly Refund[],
	{ due, ...order }: RefundedOrder & { readonly due: Due },
): Refund[] {
	const [least, most] = [amountOf(contained), amountOf(apart)];
	if (least === most || most > order.total) return [...contained];
	const isDue = (refunded: Money) => due.includes(order.total - refunded);
	if (isDue(least)) return [...contained];
	if (isDue(most)) return [...apart];
	const [one, other] = [least, most].map((money) => moneyText(money, order.currency));
	throw new UnreadableError(
		`${order.path}.paymentSummary.refunds`,
		`the refunds that the total due to the seller shows; ${one} or ${other} went back, and neither explains it: credit the order by hand`,
	);
}

function readDue(payment: Fields | null, { path, currency, marketplaceTax }: RefundedOrder): Due {
	if (payment?.totalDueSeller === undefined || payment.totalDueSeller === null) return [];
	const due = readOptionalAmount(payment.totalDueSeller, currency, `${path}.paymentSummary.totalDueSeller`);
	return [due, due - marketplaceTax];
}

interface RefundRows {
	readonly issued: readonly RefundRow[];
	/** The ids of those that have moved no money. */
	readonly unissued: readonly string[];
}

/** Reads a list of refunds. */
function readRows(
	raw: unknown,
	path: string,
	{ currency, lineId }: { currency: string; lineId: string | null },
): RefundRows {
	const rows = readOptional(raw, path, (list, at) =>
		readList(list, at, (row, place) => ({ row: readFields(row, place), place })),
	);
	const all = (rows ?? []).map(({ row, place }) => ({
		row,
		place,
		refundId: readNonEmptyText(row.refundId ?? row.refundReferenceId, `${place}.refundId`),
	}));
	return {
		unissued: all.filter(({ row }) => !isIssued(row)).map(({ refundId }) => refundId),
		issued: all
			.filter(({ row }) => isIssued(row))
			.map(({ row, place, refundId }) => ({
				refundId,
				refundedAt: readMoment(row.refundDate, `${place}.refundDate`),
				total: readAmount(row.amount, currency, `${place}.amount`),
				reason: readOptionalText(row.reason, `${place}.reason`),
				lines: [],
				tender: [],
				lineId,
			})),
	};
}

function isIssued({ refundStatus, refundDate, amount }: Fields): boolean {
	const isThere = (value: unknown) => value !== undefined && value !== null && value !== '';
	return refundStatus !== 'PENDING' && refundStatus !== 'FAILED' && isThere(refundDate) && isThere(amount);
}
