import type { Payment, Refund, RefundLine, SalesOrder } from '../../core/model/salesOrder';
import { order, orderLine } from './orders';

export const later = '2026-11-20T11:00:00.000Z';
export const evenLater = '2026-11-20T12:00:00.000Z';
export const payment: Payment = {
	kind: 'money',
	amount: 10_000,
	method: 'Visa',
	reference: 'ch_1',
	paidAt: later,
	paid: true,
};

export function refund(refundId: string, total: number, lines: readonly RefundLine[] = []): Refund {
	return { refundId, refundedAt: later, total, reason: null, lines, tender: [] };
}

/** Units of line 1 that were refunded, and how many of them the shop put back. */
export function back(
	quantity: number,
	net: number,
	restocked: number | null,
	changes: Partial<RefundLine> = {},
): RefundLine {
	return { lineId: '1', quantity, net, tax: 0, restocked, ...changes };
}

/** 100.00 for three mugs. */
export function sale(changes: Partial<SalesOrder> = {}): SalesOrder {
	return order({ lines: [orderLine({ quantity: 3, net: 10_000 })], ...changes });
}

/** A later version of the sale. */
export function soldAgain(changes: Partial<SalesOrder> = {}): SalesOrder {
	return sale({ modifiedAt: later, ...changes });
}
