import { isClosedDay } from '../../quickbooks/company';
import { dayIn, type Moment } from '../../model/moment';
import { sum, moneyText, type Money } from '../../model/money';
import { paidTotal } from '../../model/payments';
import type { CreditDraft } from '../draft/creditDraft';
import type { SaleInBooks } from '../draft/saleInBooks';
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
 * 2. One that was cancelled while less went back than was paid is for a person, who knows where the rest of the money is (rules.md D7).
 * 3. A cancelled one is voided while nothing but the sale itself has happened.
 * 4. Otherwise one credit closes what is left of it, unless people changed the document.
 */
export function planCancellation(sale: SaleInBooks, now: Moment): CancellationPlan {
	const { order, document, credits } = sale;
	if (order.state !== 'cancelled' && order.state !== 'refunded') return { action: 'none' };
	if (findClosingCredit(order, credits) !== undefined) return { action: 'none' };
	const refunded = sum(order.refunds.map(({ total }) => total));
	if (order.state === 'cancelled' && refunded < paidTotal(order))
		return { action: 'needsAttention', reason: unrefundedReason(sale, refunded) };
	if (order.state === 'cancelled' && credits.length === 0 && mayBeVoided(sale, now)) return { action: 'void' };
	const credit = planClosingCredit(sale);
	if (credit === null) return { action: 'none' };
	return isUnmodified(document)
		? { action: 'credit', credit }
		: { action: 'needsAttention', reason: modifiedReason(sale) };
}

/** The document is managed, unmodified, of an open period and of the current month. What was reported for earlier months stays as it was. */
function mayBeVoided({ document, facts }: SaleInBooks, now: Moment): boolean {
	const { company } = facts;
	const isOfThisMonth = document.day.slice(0, 7) === dayIn(now, company.timeZone).slice(0, 7);
	return isUnmodified(document) && !isClosedDay(document.day, company) && isOfThisMonth;
}

function unrefundedReason({ order, document }: SaleInBooks, refunded: Money): string {
	const written = (money: Money) => moneyText(money, order.currency);
	const back =
		refunded === 0 ? 'without a refund' : `after ${written(refunded)} of ${written(paidTotal(order))} went back`;
	return `The order was paid, posted as ${nameOf(document)}, and cancelled ${back}: refund the rest in the shop, or end ${nameOf(document)} by hand if the money was never there`;
}

export function modifiedReason({ document }: Pick<SaleInBooks, 'document'>): string {
	return `The order is off, and ${nameOf(document)} was changed in QuickBooks since it was posted: void or credit it by hand`;
}
