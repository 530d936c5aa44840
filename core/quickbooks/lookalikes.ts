import { toMillis } from '../model/moment';
import { sum, type Money } from '../model/money';
import { identityKey, identityOf } from '../model/orderIdentity';
import { creditTender, moneyTotal } from '../model/payments';
import type { SalesOrder } from '../model/salesOrder';
import { isSale, type BooksDocument } from './booksDocument';
import type { IndexedDocument } from './indexedDocument';
import { CLOCKS_APART } from './salesOfBuyer';

/** Sales without a mark that come to what the order misses, made after it was placed. They are compared in full where one would be written. */
export function salesAlike(
	order: SalesOrder,
	own: readonly BooksDocument[],
	unmarked: ReadonlyMap<Money, readonly IndexedDocument[]>,
): IndexedDocument[] {
	const since = toMillis(order.placedAt) / 1000 - CLOCKS_APART;
	if (own.some((document) => isSale(document) && isStanding(document))) return [];
	return (unmarked.get(moneyTotal(order)) ?? []).filter((entry) => isSale(entry) && entry.createdAt >= since);
}

interface CreditsSought {
	readonly unmarked: ReadonlyMap<Money, readonly IndexedDocument[]>;
	/** The order's, and those that may be. */
	readonly sales: readonly IndexedDocument[];
}

/** Credits without a mark that come to what the order has no credit for, and are younger than its sale. They are compared in full where one would be written. */
export function creditsAlike(
	order: SalesOrder,
	own: readonly BooksDocument[],
	{ unmarked, sales }: CreditsSought,
): IndexedDocument[] {
	const since = Math.min(...sales.map(({ createdAt }) => createdAt));
	const standing = own.filter(isStanding);
	const credits = standing.filter((document) => !isSale(document));
	const known = new Set(credits.map(({ marker }) => marker?.identity));
	const open = order.refunds.filter(({ refundId }) => !known.has(identityKey(identityOf(order, refundId))));
	const worth = standing.some(isSale) ? sum(standing.filter(isSale).map(({ total }) => total)) : moneyTotal(order);
	const isOff = order.state === 'cancelled' || order.state === 'refunded';
	const totals = [
		...open.map(({ total, tender }) => total - creditTender(tender)),
		...(isOff ? [worth - sum(credits.map(({ total }) => total))] : []),
	];
	return [...new Set(totals)].flatMap((total) =>
		(unmarked.get(total) ?? []).filter((entry) => !isSale(entry) && entry.createdAt >= since),
	);
}

function isStanding({ voided, marker }: BooksDocument): boolean {
	return !voided && marker !== null;
}
