import { fingerprintOf } from '../../model/orderFingerprint';
import { identityKey, identityOf } from '../../model/orderIdentity';
import type { Refund, SalesOrder } from '../../model/salesOrder';
import { hasLineKeys, type SaleInBooks, unitsReturned } from '../draft/saleInBooks';
import { unitsBack } from './refundCredit';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { findClosingCredit } from '../../quickbooks/orderInBooks';

/** A line of which a credit says other units than the shop says by now. */
export interface MovedUnits {
	readonly name: string;
	/** What the credit says. */
	readonly booked: number;
	/** What the shop says. */
	readonly stated: number;
}

/**
 * The lines of which a credit says other units than the shop says by now: goods were restocked later, or taken anew when the order was
 * taken up again (rules.md D6). None where the shop does not say what came back, and none of a sale that was written for another version
 * of the order or that is off: what ends it moves what is left. What people changed in the sale makes no difference to what came back.
 */
export function movedUnits(credit: BooksDocument, sale: SaleInBooks): MovedUnits[] {
	const refund = findRefund(credit, sale.order);
	if (refund === undefined || !isComparable(credit, sale)) return [];
	const others = { ...sale, credits: sale.credits.filter((one) => one !== credit) };
	const stated = unitsBack(refund, others);
	return sale.order.lines.flatMap((line) => {
		const booked = unitsReturned({ ...sale, credits: [credit] }, line);
		const now = stated.get(line.lineId) ?? 0;
		return line.restocked === null || booked === now ? [] : [{ name: line.name, booked, stated: now }];
	});
}

/** The refund that a credit is for; undefined for one that closed a sale. */
export function findRefund({ marker }: BooksDocument, order: SalesOrder): Refund | undefined {
	return order.refunds.find(({ refundId }) => marker?.identity === identityKey(identityOf(order, refundId)));
}

function isComparable(credit: BooksDocument, { order, document, credits }: SaleInBooks): boolean {
	const stands = (order.state === 'sold' || order.state === 'refunded') && !findClosingCredit(order, credits);
	const showsOrder = document.marker?.fingerprint === fingerprintOf(order);
	return stands && showsOrder && hasLineKeys(document) && hasLineKeys(credit);
}
