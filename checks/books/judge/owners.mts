import type { BooksDocument } from '../books.mts';
import type { OrderHistory } from '../orderHistory.mts';

/** The identity in a document's note (rules.md C1): channel/account/order, and a refund's id behind. */
const IDENTITY = /\b(woocommerce|bigcommerce|ebay)\/([^/\s\]]+)\/([^/\s\]]+)(?:\/([^/\s\]]+))?/;

/** Whether the mark in a note still says whole whose its document is: a person may have cut it inside the refund's id. */
export function namesOwner(note: string): boolean {
	return /\[qbosync:1 o=[^\s\]]+ v=/.test(note);
}

export interface Owner {
	readonly history: OrderHistory;
	readonly refundId: string | null;
}

/** The order that a document says it belongs to, or said before an accountant wrote over it; undefined for documents of nobody here. */
export function ownerOf(
	{ type, id, note }: Pick<BooksDocument, 'type' | 'id' | 'note'>,
	histories: readonly OrderHistory[],
): Owner | undefined {
	const unmarked = histories.find((one) => one.unmarked.has(`${type} ${id}`));
	if (unmarked !== undefined) return { history: unmarked, refundId: unmarked.unmarked.get(`${type} ${id}`) ?? null };
	const [, channel, , orderId = '', refundId = null] = IDENTITY.exec(note) ?? [];
	const history = histories.find((one) => one.channel === channel && one.orderId === decodeURIComponent(orderId));
	return history === undefined ? undefined : { history, refundId };
}
