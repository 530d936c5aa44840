import { readAmount } from './amounts';
import { readMoment } from '../../../model/moment';
import { sum } from '../../../model/money';
import type { Refund, RefundLine } from '../../../model/salesOrder';
import {
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

/**
 * Reads the refunds of an order. The order's own list counts where there is one, and lines join it by refund id. Without that list
 * the lists of the lines are put together. eBay never names units, so they are 0. Throws UnreadableError, which names the field.
 */
export function readRefunds(order: Fields, path: string, currency: string): Refund[] {
	const payment = readOptional(order.paymentSummary, `${path}.paymentSummary`, readFields);
	const whole = readRows(payment?.refunds, `${path}.paymentSummary.refunds`, { currency, lineId: null });
	const lines = readList(order.lineItems, `${path}.lineItems`, readFields).flatMap((line, place) => {
		const lineId = readNonEmptyText(line.lineItemId, `${path}.lineItems[${place}].lineItemId`);
		return readRows(line.refunds, `${path}.lineItems[${place}].refunds`, { currency, lineId });
	});
	return whole.length > 0 ? whole.map((refund) => withLines(refund, lines)) : fromLines(lines);
}

function withLines({ refundId, refundedAt, total, reason, tender }: Refund, rows: readonly RefundRow[]): Refund {
	return {
		refundId,
		refundedAt,
		total,
		reason,
		tender,
		lines: rows.filter((row) => row.refundId === refundId).flatMap(refundLine),
	};
}

function fromLines(rows: readonly RefundRow[]): Refund[] {
	const firsts = rows.filter((row, place) => rows.findIndex(({ refundId }) => refundId === row.refundId) === place);
	return firsts.map((first) => {
		const total = sum(rows.filter(({ refundId }) => refundId === first.refundId).map((row) => row.total));
		return withLines({ ...first, total }, rows);
	});
}

function refundLine({ lineId, total }: RefundRow): RefundLine[] {
	return lineId === null ? [] : [{ lineId, quantity: 0, net: total, tax: null, restocked: null }];
}

/** Reads a list of refunds. A pending or failed refund has moved no money, and is left out. */
function readRows(
	raw: unknown,
	path: string,
	{ currency, lineId }: { currency: string; lineId: string | null },
): RefundRow[] {
	const rows = readOptional(raw, path, (list, at) => readList(list, at, readFields)) ?? [];
	return rows
		.filter(({ refundStatus }) => refundStatus !== 'PENDING' && refundStatus !== 'FAILED')
		.map((row, place) => ({
			refundId: readNonEmptyText(row.refundId ?? row.refundReferenceId, `${path}[${place}].refundId`),
			refundedAt: readMoment(row.refundDate, `${path}[${place}].refundDate`),
			total: readAmount(row.amount, currency, `${path}[${place}].amount`),
			reason: readOptionalText(row.reason, `${path}[${place}].reason`),
			lines: [],
			tender: [],
			lineId,
		}));
}
