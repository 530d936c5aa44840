import type { Refund, RefundLine, SalesOrder } from '../../core/model/salesOrder';
import type { Fields } from '../../core/reading/readUnknown';
import type { FakeQuickBooks } from './fakeQuickBooks';
import { order, orderLine } from './orders';
import { untouchedDraft } from './posting';

export const later = '2026-11-20T11:00:00.000Z';
export const evenLater = '2026-11-20T12:00:00.000Z';
/** The items for money-only refunds and for fees are chosen. */
export const chosen = { draft: { ...untouchedDraft, refundItemId: '78', feeItemId: '79' } };
export const payment = { method: 'Visa', reference: 'ch_1', paidAt: later, paid: true };

export function refund(refundId: string, total: number, lines: readonly RefundLine[] = []): Refund {
	return { refundId, refundedAt: later, total, reason: null, lines };
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

/** What the books come to: money of all documents, and units that are out of the house. */
export function inBooks(books: FakeQuickBooks): { readonly money: number; readonly units: number } {
	const sign = (type: unknown) => (type === 'Invoice' || type === 'SalesReceipt' ? 1 : -1);
	const units = ({ type, Line }: Fields) =>
		(Line as Fields[]).reduce(
			(sum, { SalesItemLineDetail }) => sum + unitsOf(SalesItemLineDetail as Fields | undefined),
			0,
		) * sign(type);
	const documents = books.documents();
	return {
		money: documents.reduce((sum, { type, TotalAmt }) => sum + sign(type) * Number(TotalAmt), 0),
		units: documents.reduce((sum, document) => sum + units(document), 0),
	};
}

function unitsOf(detail: Fields | undefined): number {
	return (detail?.ItemRef as Fields | undefined)?.value === '5' ? Number(detail?.Qty ?? 0) : 0;
}
