import { groupBy } from '../model/groupBy';
import { addSeconds, momentFromMillis, type Moment } from '../model/moment';
import { identityKey, identityOf, type OrderReference } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import { isSale, type BooksDocument, type BuyerNote } from './booksDocument';
import {
	documentKey,
	entriesByNumber,
	entriesOfOrder,
	orderKeyOf,
	unmarkedByTotal,
	unmarkedByTrace,
	unseenDeletions,
	type DocumentIndex,
	type UnseenDeletion,
} from './documentIndex';
import type { IndexedDocument } from './indexedDocument';
import { readDocumentsById } from './documents';
import { knowDocuments } from './knownDocuments';
import { readIndex } from './indexMemory';
import { creditsAlike, salesAlike } from './lookalikes';
import { wholeDocuments } from './wholeDocuments';
import { creditRootsIn, creditsNumberedLike, isNumberedForAnother, type NumberedCredit } from './numberedCredits';
import { candidateNumbers, type Numbering } from './orderInBooks';
import { DOCUMENT_TYPES, type QuickBooksClient } from './quickBooksClient';
import { salesOfBuyer } from './salesOfBuyer';
import { ALL_READ, unreadableOf, type UnreadableOfOrder } from './unreadableOfOrder';

/** What the books have of one order. */
export interface DocumentsOfOrder {
	/**
	 * Its own, credits among them, foreign ones under the numbers that its documents would get, and unmarked ones that may be its own. A credit without a mark
	 * that is numbered like one of them counts as what its number says.
	 */
	readonly documents: readonly BooksDocument[];
	/** Its own that somebody deleted and that nothing has taken the place of. */
	readonly deleted: readonly IndexedDocument[];
	/** What somebody deleted that had no mark, and has a number of the order, comes to what it misses or was of its buyer: it may have been the order's. */
	readonly maybeDeleted: readonly UnseenDeletion[];
	readonly unreadable: UnreadableOfOrder;
}

/** What an order is looked for by, beside its identity. */
export interface OrderLookUp extends Numbering {
	/** What its sale would say of the buyer; null where nobody has to know whether a sale without a mark is the order's. */
	readonly buyer: BuyerNote | null;
}

/** What the books have of an order that is not looked for. */
export const NOT_LOOKED_FOR: DocumentsOfOrder = { documents: [], deleted: [], maybeDeleted: [], unreadable: ALL_READ };

/** What the books have of the orders of a run. */
export interface BooksOfOrders {
	readonly of: (order: SalesOrder) => DocumentsOfOrder;
	/** The sales of ours of the order's shop, as far back as the index goes. */
	readonly salesOf: (order: SalesOrder) => IndexedDocument[];
	/** What was deleted of documents that nobody knows the orders of. */
	readonly unseenDeletions: readonly UnseenDeletion[];
}

/** A day before the first of the orders was placed: a shop's clock may be off. */
export function dayBeforeFirst(orders: ReadonlyArray<Pick<SalesOrder, 'placedAt'>>): Moment {
	const [first] = orders.map(({ placedAt }) => placedAt).sort();
	return addSeconds(first ?? '1970-01-01T00:00:00.000Z', -24 * 3600);
}

/**
 * Reads what the books have of these orders, known by their markers, whatever numbers they bear (rules.md C2). How many orders there are makes
 * no difference to what is found. Throws IntegrationError when QuickBooks cannot be asked.
 *
 * 1. The index of the company's documents is brought up to date, back to the first of the orders.
 * 2. The documents of the orders are taken from it whole.
 * 3. So are foreign ones that have a number which a document of an order would get, and those without a mark that come to what an order misses or are of
 *    its buyer: a person may have written over the memo of one whose number has changed as well.
 * 4. So are credits without a mark that are numbered like the order's sale: their refund, or the order's number, may be gone. Those that are numbered like
 *    the documents of another order are left out.
 */
export async function readDocumentsOfOrders(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	lookUp: (order: SalesOrder) => OrderLookUp,
): Promise<BooksOfOrders> {
	if (orders.length === 0) return { of: () => NOT_LOOKED_FOR, salesOf: () => [], unseenDeletions: [] };
	const wanted = new Set(orders.map(orderKey));
	const keep = ({ marker }: BooksDocument) => marker !== null && wanted.has(orderKeyOf(marker.identity));
	const { index, seen } = await knowDocuments(client, { types: DOCUMENT_TYPES, since: dayBeforeFirst(orders), keep });
	const own = byOrder(
		await wholeDocuments(
			client,
			[...wanted].flatMap((key) => entriesOfOrder(index, key)),
			seen,
		),
	);
	const [unmarked, byTrace] = [unmarkedByTotal(index), unmarkedByTrace(index)];
	const unmarkedCredits = [...unmarked.values()].flat().filter((entry) => !isSale(entry));
	const roots = creditRootsIn(index, unmarkedCredits);
	const others = new Map(
		orders.map((order) => {
			const ofOrder = own.get(orderKey(order)) ?? [];
			const strangers = strangersTo(order, ofOrder, { index, numbering: lookUp });
			const alike = salesAlike(order, ofOrder, unmarked);
			const maybeOwn = [...strangers, ...alike].filter((entry) => entry.identity === null && isSale(entry));
			const numbered = creditsNumberedLike(order, ofOrder, { index, roots, numbering: lookUp(order), maybeOwn });
			const sales = [...salesIn(index, order), ...maybeOwn];
			const credits = creditsAlike(order, ofOrder, { unmarked, sales }).filter(
				(entry) => !isNumberedForAnother(entry, order, roots),
			);
			const ofBuyer = salesOfBuyer(order, ofOrder, { ...lookUp(order), unmarked: byTrace });
			return [order, unique(strangers, numbered, [...alike, ...credits, ...ofBuyer])];
		}),
	);
	const entries = [...others.values()].flat().map(({ entry }) => entry);
	const foreign = new Map(
		(await wholeDocuments(client, entries, seen)).map((document) => [documentKey(document), document]),
	);
	// Reading them whole has told which of them are gone.
	const [lostByTotal, lostByTrace] = [unmarkedByTotal(index, true), unmarkedByTrace(index, true)];
	const maybeDeletedOf = (order: SalesOrder, ofOrder: readonly BooksDocument[]): UnseenDeletion[] => {
		if (lostByTotal.size === 0 && lostByTrace.size === 0) return [];
		const numbers = new Set(candidateNumbers(order, ofOrder, lookUp(order)).map((number) => number.toLowerCase()));
		const named = [...lostByTotal.values()].flat().filter(({ number }) => numbers.has(number?.toLowerCase() ?? ''));
		const ofBuyer = salesOfBuyer(order, ofOrder, { ...lookUp(order), unmarked: lostByTrace });
		const credits = creditsAlike(order, ofOrder, { unmarked: lostByTotal, sales: salesIn(index, order) });
		const alike = [...salesAlike(order, ofOrder, lostByTotal), ...credits];
		return [...new Set([...named, ...alike, ...ofBuyer])].map(toUnseenDeletion);
	};
	return {
		of: (order) => ({
			documents: [
				...(own.get(orderKey(order)) ?? []),
				...(others.get(order) ?? []).flatMap(({ entry, identity }) => {
					const document = foreign.get(documentKey(entry));
					return document === undefined ? [] : [{ ...document, formerIdentity: document.formerIdentity ?? identity }];
				}),
			],
			deleted: deletedOf(entriesOfOrder(index, orderKey(order))),
			maybeDeleted: maybeDeletedOf(order, own.get(orderKey(order)) ?? []),
			unreadable: unreadableOf(order, own.get(orderKey(order)) ?? [], { index, numbering: lookUp(order) }),
		}),
		salesOf: (order) => salesOfShop(index, orderKey(order)),
		unseenDeletions: unseenDeletions(index),
	};
}

/** Each once. What has the very number that a document of the order would get is compared with that. */
function unique(
	strangers: readonly IndexedDocument[],
	numbered: readonly NumberedCredit[],
	lookalikes: readonly IndexedDocument[],
): NumberedCredit[] {
	const all = [...lookalikes.map(unnamed), ...numbered, ...strangers.map(unnamed)];
	return [...new Map(all.map((one) => [one.entry, one])).values()];
}

function unnamed(entry: IndexedDocument): NumberedCredit {
	return { entry, identity: null };
}

/** An invoice or a sales receipt has the identity of an order, which has three parts. */
function salesOfShop({ documents }: DocumentIndex, key: string): IndexedDocument[] {
	const shop = key.slice(0, key.lastIndexOf('/') + 1);
	return [...documents.values()].filter((entry) => isSale(entry) && entry.identity?.startsWith(shop) === true);
}

function toUnseenDeletion({ type, id, createdAt, updatedAt }: IndexedDocument): UnseenDeletion {
	// QuickBooks' clock counts whole seconds.
	return {
		type,
		id,
		deletedAt: momentFromMillis(updatedAt * 1000),
		madeBefore: momentFromMillis(createdAt * 1000 + 1000),
	};
}

/** The sales of the order's shop that were made last, read anew; at most 50. They are those that this process knows of. */
export async function readLatestSales(
	client: QuickBooksClient,
	order: SalesOrder,
	most: number,
): Promise<readonly BooksDocument[]> {
	const index = await readIndex(client);
	const latest = salesOfShop(index, orderKey(order))
		.filter(({ deleted, voided }) => !deleted && !voided)
		.sort((one, other) => other.createdAt - one.createdAt)
		.slice(0, most);
	const documents: BooksDocument[] = [];
	for (const type of ['Invoice', 'SalesReceipt'] as const) {
		const ids = latest.filter((entry) => entry.type === type).map(({ id }) => id);
		if (ids.length > 0) documents.push(...(await readDocumentsById(client, type, ids)));
	}
	return documents;
}

/** The first three parts of an identity key. */
export function orderKey(order: OrderReference): string {
	return identityKey(identityOf(order));
}

function byOrder(documents: readonly BooksDocument[]): Map<string, BooksDocument[]> {
	return groupBy(documents, ({ marker, formerIdentity }) => orderKeyOf(marker?.identity ?? formerIdentity ?? ''));
}

function strangersTo(
	order: SalesOrder,
	own: readonly BooksDocument[],
	{ index, numbering }: { index: DocumentIndex; numbering: (order: SalesOrder) => Numbering },
): IndexedDocument[] {
	const keys = new Set(own.map(documentKey));
	return candidateNumbers(order, own, numbering(order))
		.flatMap((number) => entriesByNumber(index, number))
		.filter((entry) => !keys.has(documentKey(entry)));
}

function salesIn(index: DocumentIndex, order: SalesOrder): IndexedDocument[] {
	return entriesOfOrder(index, orderKey(order)).filter(isSale);
}

function deletedOf(entries: readonly IndexedDocument[]): IndexedDocument[] {
	const isReplaced = ({ identity, generation }: IndexedDocument) =>
		entries.some((one) => !one.deleted && one.identity === identity && one.generation >= generation);
	return entries.filter((entry) => entry.deleted && !isReplaced(entry));
}
