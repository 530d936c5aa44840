import type { OpenOrder, OpenOrders } from './openOrders';
import { momentFromMillis, toMillis, type Moment } from '../model/moment';
import { CANCELLATION, identityKey, identityOf } from '../model/orderIdentity';
import { isUnmodified, type BooksDocument, type BooksLine, isSale } from '../quickbooks/booksDocument';
import { documentKey, entriesOfOrder, type DocumentIndex } from '../quickbooks/documentIndex';
import type { IndexedDocument } from '../quickbooks/indexedDocument';
import { dayBeforeFirst, orderKey } from '../quickbooks/documentsOfOrders';
import { knowDocuments } from '../quickbooks/knownDocuments';
import { CLOCKS_APART } from '../quickbooks/salesOfBuyer';
import { wholeDocuments } from '../quickbooks/wholeDocuments';
import type { DocumentType, QuickBooksClient } from '../quickbooks/quickBooksClient';

/** The documents that take goods out of stock. */
const SALES = ['Invoice', 'SalesReceipt'] as const satisfies readonly DocumentType[];

/** The documents that give them back. */
const CREDITS = ['CreditMemo', 'RefundReceipt'] as const satisfies readonly DocumentType[];

/** What the document of an open order's sale says of the stock. */
export interface SaleDocument {
	readonly createdAt: Moment;
	readonly updatedAt: Moment;
	/** The lines that hold a part of the order; null where the document holds all of it. */
	readonly lines: readonly BooksLine[] | null;
}

/** The sales of open orders, as the books have them. */
export interface SalesInBooks {
	/** The document that holds an order's sale; null where none does. */
	readonly documentOf: (channel: string, order: OpenOrder) => SaleDocument | null;
	/** QuickBooks' clock when it was asked; null where nothing was. */
	readonly asOf: Moment | null;
}

/**
 * Looks the sales of open orders up by their markers, all together, whatever numbers they bear. Throws IntegrationError when QuickBooks cannot be asked.
 *
 * 1. The index of sales is brought up to date, back to the oldest of the orders: one read for each of two types.
 * 2. A sale of closed books cannot be marked when it is ended: there the credit that closed it is looked for, by a read for each of two more types.
 * 3. An order that cannot be posted, and has no sale, may have one that a person booked by hand (bookedByHand).
 * 4. Documents that show an earlier version of their order, or were booked by hand, are taken whole, for their lines.
 */
export async function findSaleDocuments(
	client: QuickBooksClient,
	openOrders: readonly OpenOrders[],
): Promise<SalesInBooks> {
	const sought = openOrders.flatMap(({ channel, orders }) => orders.map((order) => ({ channel, ...order })));
	const { index, seen, asOf } = await knowDocuments(client, { types: SALES, since: dayBeforeFirst(sought) });
	const unmarked = new Map(
		sought.map((order) => [orderKey(order), effectiveSale(entriesOfOrder(index, orderKey(order)))]),
	);
	const ended = await endedInClosedBooks(client, sought, unmarked);
	const byHand = bookedByHand(index, sought);
	const sales = new Map(
		[...unmarked].map(([key, sale]) => [key, ended.has(key) ? null : (sale ?? byHand.get(key) ?? null)]),
	);
	const earlier = sought.flatMap((order) => {
		const sale = sales.get(orderKey(order)) ?? null;
		return sale === null || holdsAll(sale, order) ? [] : [sale];
	});
	const whole = new Map(
		(await wholeDocuments(client, earlier, seen)).map((document) => [documentKey(document), document]),
	);
	const documentOf = (channel: string, order: OpenOrder) => {
		const sale = sales.get(orderKey({ channel, ...order })) ?? null;
		if (sale === null) return null;
		return holdsAll(sale, order) ? saleThatHoldsAll(sale) : toSaleDocument(whole.get(documentKey(sale)), sale);
	};
	return { documentOf, asOf };
}

type SoughtOrder = OpenOrder & { readonly channel: string };

/** The keys of the orders whose sale is of closed books and was taken back by a closing credit. */
async function endedInClosedBooks(
	client: QuickBooksClient,
	sought: readonly SoughtOrder[],
	sales: ReadonlyMap<string, IndexedDocument | null>,
): Promise<ReadonlySet<string>> {
	const { booksClosedUntil } = await client.company();
	const closed = Number((booksClosedUntil ?? '').replaceAll('-', ''));
	const old = sought.filter((order) => (sales.get(orderKey(order))?.day ?? Infinity) <= closed);
	if (old.length === 0) return new Set();
	const { index } = await knowDocuments(client, { types: CREDITS, since: dayBeforeFirst(old) });
	const isEnded = (order: SoughtOrder) => {
		const closing = identityKey(identityOf(order, CANCELLATION));
		return entriesOfOrder(index, orderKey(order)).some(
			({ identity, generation, deleted, voided }) =>
				identity === closing && !deleted && !voided && generation === sales.get(orderKey(order))?.generation,
		);
	};
	return new Set(old.filter(isEnded).map(orderKey));
}

/**
 * The sales that people booked by hand, of orders that cannot be posted (rules.md A2): the only one that
 * has no mark and never had, was made since the order was placed, and bears the order's number, with something before it or not. What it holds of the
 * order its lines say, so one that is none of the order's lets nothing go.
 */
function bookedByHand(
	{ documents }: DocumentIndex,
	sought: readonly SoughtOrder[],
): ReadonlyMap<string, IndexedDocument> {
	const unreadable = sought.filter((order) => order.unreadable === true);
	if (unreadable.length === 0) return new Map();
	const foreign = [...documents.values()].filter(
		(entry) => isSale(entry) && entry.identity === null && !entry.deleted && !entry.voided,
	);
	return new Map(
		unreadable.flatMap((order) => {
			const since = toMillis(order.placedAt) / 1000 - CLOCKS_APART;
			const own = foreign.filter(({ number, createdAt }) => createdAt >= since && isNumberOf(number, order));
			return own.length === 1 ? own.map((entry) => [orderKey(order), entry] as const) : [];
		}),
	);
}

/** "812", "WC-812" and "Shop 812" are numbers of order 812; "1812" is none. */
function isNumberOf(number: string | null, { orderNumber }: OpenOrder): boolean {
	const [typed, wanted] = [(number ?? '').toLowerCase(), orderNumber.toLowerCase()];
	if (!typed.endsWith(wanted)) return false;
	return !/[\p{L}\p{N}]$/u.test(typed.slice(0, typed.length - wanted.length));
}

/** A document of the same sale holds all of it, and so does one whose memo a person has written over. */
function holdsAll({ fingerprint, identity, isMarked }: IndexedDocument, { sale }: OpenOrder): boolean {
	return identity !== null && (!isMarked || fingerprint === sale);
}

function saleThatHoldsAll({ createdAt, updatedAt }: IndexedDocument): SaleDocument {
	return { createdAt: momentFromMillis(createdAt * 1000), updatedAt: momentFromMillis(updatedAt * 1000), lines: null };
}

/** One of ours that people changed holds all of the sale. */
function toSaleDocument(document: BooksDocument | undefined, { identity }: IndexedDocument): SaleDocument | null {
	if (document === undefined) return null;
	const { createdAt, updatedAt, lines } = document;
	return { createdAt, updatedAt, lines: identity === null || isUnmodified(document) ? lines : null };
}

/** A sale that is void, or marked as closed by a credit, holds nothing. */
function effectiveSale(entries: readonly IndexedDocument[]): IndexedDocument | null {
	return entries.find((entry) => isSale(entry) && !entry.deleted && !entry.voided && entry.voidReason === null) ?? null;
}
