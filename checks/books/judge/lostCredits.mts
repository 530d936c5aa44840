import { SALE_TYPES, type BooksDocument } from '../books.mts';
import type { OrderHistory } from '../orderHistory.mts';
import { namesOwner } from './owners.mts';

/**
 * Whether the books hold a credit of the order that nobody can find any more (rules.md C2, D6). All of this has to be so:
 *
 * 1. An accountant wrote over its whole memo, and the product began anew in the same company, so that no process knows what the memo said.
 * 2. The shop has deleted its refund, so that nothing in the order says what it would look like.
 * 3. Its number does not say it either: it was hashed or changed, or that of the sale was. One that begins as the sale's does has to be found.
 */
export function hasLostCredit(
	history: OrderHistory,
	documents: readonly BooksDocument[],
	histories: readonly OrderHistory[],
): boolean {
	const hasBegunAnew = histories.some(({ runModes }) => runModes.has('stopped'));
	return (
		hasBegunAnew &&
		documents.some(
			(document) =>
				!document.voided &&
				isWithoutRefund(history, history.unmarked.get(`${document.type} ${document.id}`) ?? null) &&
				!namesOwner(document.note) &&
				!isNumberedLikeSale(document, documents),
		)
	);
}

/** Whether an accountant wrote over the memo of a credit whose refund the order, as it was read last, does not list. */
export function hasUnlistedCredit(history: OrderHistory): boolean {
	return [...history.unmarked.values()].some((refundId) => isWithoutRefund(history, refundId));
}

/** A receipt of what a credit memo leaves to be paid back has something behind the refund's id; the end of an order is no refund. */
function isWithoutRefund({ versions }: OrderHistory, identity: string | null): boolean {
	const [refundId = 'cancelled'] = identity?.split('.') ?? [];
	const { refunds = [] } = versions.at(-1)?.truth ?? {};
	return refundId !== 'cancelled' && refunds.every((refund) => refund.refundId !== refundId);
}

function isNumberedLikeSale({ docNumber }: BooksDocument, documents: readonly BooksDocument[]): boolean {
	const sales = documents.filter(({ type, docNumber: number }) => SALE_TYPES.includes(type) && number !== null);
	return sales.some((sale) => docNumber?.toLowerCase().startsWith(`${sale.docNumber}-r`.toLowerCase()));
}
