import {
	CANCELLATION,
	documentNumber,
	identityKey,
	identityOf,
	parseIdentityKey,
	payoutOf,
} from '../model/orderIdentity';
import { toMillis, type Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { identityIn, isSale, type BooksDocument } from './booksDocument';
import { orderKeyOf } from './documentIndex';

export interface Numbering {
	/** Of the order's account; part of every document number. */
	readonly prefix: string;
}

/** The numbers that the order's documents may get, given those that it has, and that a later sale of it may have: foreign documents with one of them stand in the way. */
export function candidateNumbers(order: SalesOrder, own: readonly BooksDocument[], { prefix }: Numbering): string[] {
	const generation = nextGeneration(order, own);
	const numbered = [null, ...creditIds(order)].flatMap((refundId) =>
		[null, yearOf(order)].map((year) => documentNumber(prefix, order, { refundId, generation, year })),
	);
	return [...numbered, ...saleNumbers(order, { prefix, generation: generation + 1 })];
}

/** The numbers that one sale of the order may have. */
function saleNumbers(order: SalesOrder, { prefix, generation }: Numbering & Numbered): string[] {
	return [null, yearOf(order)].map((year) => documentNumber(prefix, order, { generation, year }));
}

/**
 * A sale after the one of this generation that has its mark no more: known by what this process saw, or by its number. A person has written over its memo after
 * the order was taken up again (rules.md C2).
 */
export function findLaterSale(
	order: SalesOrder,
	found: readonly BooksDocument[],
	{ prefix, generation }: Numbering & Numbered,
): BooksDocument | undefined {
	const identity = identityKey(identityOf(order));
	const numbers = saleNumbers(order, { prefix, generation: generation + 1 });
	const isNumbered = (document: BooksDocument) => numbers.some((number) => hasNumber(document, number));
	return found.find((document) => {
		if (document.marker !== null || document.voided || !isSale(document)) return false;
		return document.formerIdentity === null ? isNumbered(document) : document.formerIdentity === identity;
	});
}

/** What the credits of an order may stand for: its refunds and its end, each in one document or in two. */
export function creditIds({ refunds }: Pick<SalesOrder, 'refunds'>): string[] {
	const ids = [...refunds.map(({ refundId }) => refundId), CANCELLATION];
	return ids.flatMap((refundId) => [refundId, payoutOf(refundId)]);
}

/** Which document of an order is numbered. */
interface Numbered {
	readonly refundId?: string | null;
	readonly generation: number;
}

/**
 * The number for a new document of the order, given every document under its candidates. A shop whose order numbers begin anew gives two orders the same one:
 * where another order of the account has it, the year stands before it. The credits of a `sale` say the year as it does, so that they are not taken for those
 * of the other order.
 */
export function newNumber(
	order: SalesOrder,
	found: readonly BooksDocument[],
	{ prefix, refundId = null, generation, sale = null }: Numbering & Numbered & { readonly sale?: BooksDocument | null },
): string {
	const plain = documentNumber(prefix, order, { refundId, generation });
	const year = yearOf(order);
	const isOthers = (document: BooksDocument) => isOfSibling(document, order) || isOfAnotherYear(document, order);
	const isRepeated = found.some((document) => hasNumber(document, plain) && isOthers(document));
	const saysYear = sale !== null && hasNumber(sale, documentNumber(prefix, order, { generation, year }));
	return isRepeated || saysYear ? documentNumber(prefix, order, { refundId, generation, year }) : plain;
}

/** QuickBooks compares numbers without regard to case. */
export function hasNumber(document: BooksDocument, number: string): boolean {
	return document.number?.toLowerCase() === number.toLowerCase();
}

/** True for a document of another order of the same shop. */
function isOfSibling(document: BooksDocument, order: SalesOrder): boolean {
	const key = identityIn(document);
	const identity = key === null ? null : parseIdentityKey(key);
	if (identity === null || identity.orderId === order.orderId) return false;
	return identity.channel === order.channel && identity.account === order.account;
}

/** True for a document of another order, of a shop that is posted here. */
export function isOfAnotherOrder(document: BooksDocument, order: SalesOrder): boolean {
	const identity = identityIn(document);
	return identity !== null && orderKeyOf(identity) !== identityKey(identityOf(order));
}

/** Numbers that begin anew come back a year later. */
const DAYS_APART = 180;

/** True for a document without a mark whose day is not of the order's year: what the number stood for then. */
function isOfAnotherYear(document: BooksDocument, { placedAt }: SalesOrder): boolean {
	const apart = Math.abs(Date.parse(document.day) - Date.parse(placedAt)) / 86_400_000;
	return identityIn(document) === null && apart > DAYS_APART;
}

/** What parts the numbers of a shop that begin anew each year. */
export function yearOf({ placedAt }: SalesOrder): string {
	return placedAt.slice(0, 4);
}

/** The managed documents of this order's sale, those voided as duplicates left out; documents of other orders and of people are foreign. */
function saleDocumentsOf(order: SalesOrder, found: readonly BooksDocument[]): BooksDocument[] {
	return documentsOfIdentity(identityKey(identityOf(order)), found);
}

export function documentsOfIdentity(identity: string, found: readonly BooksDocument[]): BooksDocument[] {
	return found.filter(
		({ marker, voided }) => marker?.identity === identity && !(voided && marker.voidReason === 'duplicate'),
	);
}

/** Our credits for the sale of one generation: of refunds, also of those that the order has no more, and the one that closed it. */
export function creditsOf(order: SalesOrder, found: readonly BooksDocument[], generation: number): BooksDocument[] {
	const ofRefund = `${identityKey(identityOf(order))}/`;
	return found.filter(
		({ marker, voided }) => marker?.generation === generation && !voided && marker.identity.startsWith(ofRefund),
	);
}

/**
 * Credits whose refund the order has no more, as a shop deletes one (rules.md D6), those whose memo a person wrote over among them. A version from before the
 * refund cannot know of it.
 */
export function creditsWithoutRefund(order: SalesOrder, credits: readonly BooksDocument[]): BooksDocument[] {
	const ofRefund = `${identityKey(identityOf(order))}/`;
	const known = new Set(creditIds(order).map((refundId) => identityKey(identityOf(order, refundId))));
	return credits.filter((credit) => {
		const identity = identityIn(credit) ?? '';
		return identity.startsWith(ofRefund) && !known.has(identity) && mayKnow(order, credit) && !credit.voided;
	});
}

/** Deleting a refund moves no date of its order. A credit of a version that nobody knows is as old as its day, which is its refund's. */
function mayKnow({ modifiedAt }: SalesOrder, credit: BooksDocument): boolean {
	const version = versionIn(credit);
	return version === null ? toMillis(modifiedAt) >= Date.parse(credit.day) - EARLIEST_ZONE : modifiedAt >= version;
}

/** The version of the order that a credit shows; null where nobody knows it, since a person has written over its memo. */
export function versionIn({ marker, formerVersion }: BooksDocument): Moment | null {
	return marker?.version ?? formerVersion;
}

/** A day begins so much sooner in the first of all time zones, milliseconds. */
const EARLIEST_ZONE = 14 * 3600 * 1000;

/** The credit that closed a sale whose order was off. */
export function findClosingCredit(order: SalesOrder, credits: readonly BooksDocument[]): BooksDocument | undefined {
	const identity = identityKey(identityOf(order, CANCELLATION));
	return credits.find(({ marker }) => marker?.identity === identity);
}

export function findSale(
	order: SalesOrder,
	found: readonly BooksDocument[],
	generation: number,
): BooksDocument | undefined {
	return saleDocumentsOf(order, found).find(({ marker }) => marker?.generation === generation);
}

/** One after the newest that we ended ourselves before this version of the order, where the order was taken up again; else the newest that there is. */
export function nextGeneration(order: SalesOrder, found: readonly BooksDocument[]): number {
	const newest = Math.max(1, ...saleDocumentsOf(order, found).map(({ marker }) => marker?.generation ?? 1));
	const sale = findSale(order, found, newest);
	const end = sale === undefined ? null : endOf(order, sale, found);
	return end !== null && order.modifiedAt > end.at && isTakenUpAgain(order, end) ? newest + 1 : newest;
}

/** How we ended a sale because its order was off. */
interface SaleEnd {
	/** The version of the order that caused it. */
	readonly at: Moment;
	readonly why: 'cancelled' | 'refunded';
}

/**
 * Null for a sale that stands. The credit that closed it says so by itself: a document of a closed period cannot be marked.
 */
function endOf(order: SalesOrder, { voided, marker }: BooksDocument, found: readonly BooksDocument[]): SaleEnd | null {
	if (marker === null) return null;
	const closing = findClosingCredit(order, creditsOf(order, found, marker.generation))?.marker ?? null;
	if (closing !== null)
		return { at: closing.version, why: closing.voidReason === 'refunded' ? 'refunded' : 'cancelled' };
	return voided && marker.voidReason === 'cancelled' ? { at: marker.version, why: 'cancelled' } : null;
}

/**
 * An order that was cancelled may be sold again and refunded between two looks. A shop that says what it took of its stock has taken it
 * anew, or a later refund names units, of goods that it does not count: a cancellation leaves none to pay for. Of any other shop, more went
 * back than had when the order was cancelled.
 */
function isTakenUpAgain({ state, lines, refunds }: SalesOrder, { at, why }: SaleEnd): boolean {
	if (state === 'sold') return true;
	if (state !== 'refunded' || why === 'refunded') return false;
	if (lines.some(({ stockTaken }) => (stockTaken ?? 0) > 0)) return true;
	const later = refunds.filter(({ refundedAt }) => refundedAt > at);
	if (later.some((refund) => refund.lines.some(({ quantity }) => quantity > 0))) return true;
	const saysStock = lines.some(({ stockTaken, restocked }) => stockTaken !== null || restocked !== null);
	return !saysStock && later.some(({ total }) => total > 0);
}
