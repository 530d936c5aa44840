import { dayIn, type Moment } from '../../model/moment';
import { paidTotal } from '../../model/payments';
import type { CreditDraft } from '../draft/creditDraft';
import { lineKey } from '../draft/draftPart';
import { roundingKey } from '../draft/roundingPart';
import { creditedTotal, type SaleInBooks } from '../draft/saleInBooks';
import { feeKey, shippingCharges, shippingKey } from '../draft/saleParts';
import { planClosingCredit } from './closingCredit';
import { isUnmodified, nameOf } from '../../quickbooks/booksDocument';
import { findClosingCredit } from '../../quickbooks/orderInBooks';

/** What ends the sale of an order that is off. */
type CancellationPlan =
	| { readonly action: 'none' }
	| { readonly action: 'void' }
	| { readonly action: 'credit'; readonly credit: CreditDraft }
	| { readonly action: 'needsAttention'; readonly reason: string };

/**
 * What ends a sale, once the credits of all its refunds are in the books (rules.md D1).
 *
 * 1. A sale that is not off, or was closed before, is left alone.
 * 2. One that was paid and cancelled without a refund is for a person.
 * 3. A cancelled one is voided while nothing but the sale itself has happened.
 * 4. Otherwise one credit closes what is left of it, unless people changed the document or the order was edited since.
 */
export function planCancellation(sale: SaleInBooks, now: Moment): CancellationPlan {
	const { order, document, credits } = sale;
	if (order.state !== 'cancelled' && order.state !== 'refunded') return { action: 'none' };
	const isPaid = paidTotal(order) > 0;
	if (findClosingCredit(order, credits) !== undefined) return { action: 'none' };
	const isRefunded = creditedTotal(sale) > 0 || order.refunds.some(({ total }) => total > 0);
	if (order.state === 'cancelled' && isPaid && !isRefunded)
		return { action: 'needsAttention', reason: unrefundedReason(sale) };
	if (order.state === 'cancelled' && credits.length === 0 && mayBeVoided(sale, now)) return { action: 'void' };
	const credit = planClosingCredit(sale);
	if (credit === null) return { action: 'none' };
	if (!isUnmodified(document)) return { action: 'needsAttention', reason: modifiedReason(sale) };
	return hasUnknownLines(sale)
		? { action: 'needsAttention', reason: editedReason(sale) }
		: { action: 'credit', credit };
}

/** The document is managed, unmodified, of an open period and of the current month. What was reported for earlier months stays as it was. */
function mayBeVoided({ document, facts }: SaleInBooks, now: Moment): boolean {
	const { timeZone, booksClosedUntil } = facts.company;
	const isOpen = booksClosedUntil === null || document.day > booksClosedUntil;
	return isUnmodified(document) && isOpen && document.day.slice(0, 7) === dayIn(now, timeZone).slice(0, 7);
}

/** A line that the order has no more cannot be given back: nobody knows what it was. */
function hasUnknownLines({ order, document, facts }: SaleInBooks): boolean {
	const charges = [...order.fees.map(feeKey), ...shippingCharges(order, facts.company).map(shippingKey)];
	const keys = new Set([...order.lines.map(({ lineId }) => lineKey(lineId)), ...charges, roundingKey()]);
	return document.lines.some(({ key }) => key !== null && !keys.has(key));
}

function unrefundedReason({ document }: SaleInBooks): string {
	return `The order was paid, posted as ${nameOf(document)}, and cancelled without a refund: refund it in the shop, or void ${nameOf(document)} by hand if the money was never there`;
}

function editedReason({ document }: SaleInBooks): string {
	return `The order was edited before it was called off, and ${nameOf(document)} does not show that: credit it by hand`;
}

export function modifiedReason({ document }: Pick<SaleInBooks, 'document'>): string {
	return `The order is off, and ${nameOf(document)} was changed in QuickBooks since it was posted: void or credit it by hand`;
}
