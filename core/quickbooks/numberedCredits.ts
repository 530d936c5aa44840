import { CANCELLATION, documentNumber, identityKey, identityOf, payoutOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import { isSale, type BooksDocument } from './booksDocument';
import { entriesOfOrder, orderKeyOf, type DocumentIndex } from './documentIndex';
import type { IndexedDocument } from './indexedDocument';
import { nextGeneration, yearOf, type Numbering } from './orderInBooks';

/** A credit without a mark, with what its number says that it stands for; null where that says nothing, or nothing yet. */
export interface NumberedCredit {
	readonly entry: IndexedDocument;
	readonly identity: string | null;
}

/** What stands before "-R" or "-C" in the numbers of credits without a mark, in lower case. */
interface CreditRoots {
	readonly credits: ReadonlyMap<string, readonly IndexedDocument[]>;
	/** The orders that have documents with such a number; null for the unknown order of a sale without a mark. */
	readonly owners: ReadonlyMap<string, ReadonlySet<string | null>>;
}

/** @param unmarked the credits without a mark that were never seen with one. */
export function creditRootsIn({ documents }: DocumentIndex, unmarked: readonly IndexedDocument[]): CreditRoots {
	const credits = new Map<string, readonly IndexedDocument[]>();
	for (const entry of unmarked)
		rootsIn(entry).forEach((root) => credits.set(root, [...(credits.get(root) ?? []), entry]));
	const owners = new Map([...credits.keys()].map((root) => [root, new Set<string | null>()]));
	for (const entry of owners.size === 0 ? [] : documents.values()) {
		if (entry.deleted) continue;
		const owner = entry.identity === null ? null : orderKeyOf(entry.identity);
		const roots = isSale(entry) ? [rootOfSale(entry)] : owner === null ? [] : rootsIn(entry);
		roots.forEach((root) => owners.get(root)?.add(owner));
	}
	return { credits, owners };
}

interface BooksAsked {
	readonly index: DocumentIndex;
	readonly roots: CreditRoots;
	readonly numbering: Numbering;
	/** The sales without a mark that may be the order's: one of them may get its mark again in this run. */
	readonly maybeOwn: readonly IndexedDocument[];
}

/**
 * Credits without a mark that are numbered like the order's sale, whose memo a person has written over (rules.md C2): "WC-812-R5" beside WC-812. The order
 * may have another number by now, and no such refund any more. A credit is younger than its sale. What those of a sale stand for that only may be the order's
 * is known once that is (see withCreditsOf).
 */
export function creditsNumberedLike(
	order: SalesOrder,
	own: readonly BooksDocument[],
	{ index, roots, numbering, maybeOwn }: BooksAsked,
): NumberedCredit[] {
	const ownSales = entriesOfOrder(index, identityKey(identityOf(order))).filter(isSale);
	const sales = [...maybeOwn, ...ownSales];
	const since = Math.min(...sales.map(({ createdAt }) => createdAt));
	const generation = nextGeneration(order, own);
	const numberedLike = (root: string, isOwn: boolean) =>
		(roots.credits.get(root) ?? []).flatMap((entry): NumberedCredit[] => {
			const refundId = refundIdIn(endingOf(entry, root), order, generation);
			if (refundId === null || entry.createdAt < since) return [];
			return [{ entry, identity: isOwn ? identityKey(identityOf(order, refundId)) : null }];
		});
	const usual = sales.length === 0 ? [] : usualRoots(order, sales, { roots, numbering });
	return [
		...maybeOwn.flatMap((sale) => numberedLike(rootOfSale(sale), false)),
		...[...ownSales.map(rootOfSale), ...usual].flatMap((root) => numberedLike(root, true)),
	];
}

/**
 * What was found of an order once one of the sales without a mark turns out to be its own: credits that are numbered like that sale stand for what their
 * numbers say, and those that are numbered like another one are none of the order's.
 */
export function withCreditsOf(
	sale: BooksDocument,
	{ order, found, generation }: { order: SalesOrder; found: readonly BooksDocument[]; generation: number },
): BooksDocument[] {
	const root = rootOfSale({ number: sale.number, generation });
	const others = found.filter((one) => isSale(one) && one.marker === null && one.id !== sale.id);
	const otherRoots = new Set(others.map(({ number }) => rootOfSale({ number, generation: 1 })));
	return found.flatMap((one) => {
		if (isSale(one) || one.marker !== null || one.formerIdentity !== null) return [one];
		const refundId = one.createdAt < sale.createdAt ? null : refundIdIn(endingOf(one, root), order, generation);
		if (refundId !== null) return [{ ...one, formerIdentity: identityKey(identityOf(order, refundId)) }];
		return isNumberedFor(one, order, (each) => otherRoots.has(each)) ? [] : [one];
	});
}

/** True for a credit without a mark that is numbered like the documents of another order. */
export function isNumberedForAnother(entry: IndexedDocument, order: SalesOrder, { owners }: CreditRoots): boolean {
	const key = identityKey(identityOf(order));
	return isNumberedFor(entry, order, (root) => {
		const known = owners.get(root);
		return known !== undefined && known.size > 0 && !known.has(key);
	});
}

/** Whether a credit is numbered with such a root. Not where it names a refund of the order: two shops, or two years, may have a number in common. */
function isNumberedFor(
	credit: Pick<IndexedDocument, 'number'>,
	{ refunds }: SalesOrder,
	isOthers: (root: string) => boolean,
): boolean {
	return rootsIn(credit).some((root) => {
		const [, , id = ''] = ENDING.exec(endingOf(credit, root)) ?? [];
		return isOthers(root) && refunds.every(({ refundId }) => refundId.toLowerCase() !== id.toLowerCase());
	});
}

function rootsIn({ number }: Pick<IndexedDocument, 'number'>): string[] {
	const lower = number?.toLowerCase() ?? '';
	return [...lower.matchAll(/-[rc]/g)].map(({ index }) => lower.slice(0, index));
}

/** What the numbers of a sale's credits begin with: its own number, without the life that it is of. */
function rootOfSale({ number, generation }: Pick<IndexedDocument, 'number' | 'generation'>): string {
	const lower = number?.toLowerCase() ?? '';
	const life = `-${generation}`;
	return generation > 1 && lower.endsWith(life) ? lower.slice(0, -life.length) : lower;
}

/** What a credit's number has behind a root; empty where it begins otherwise. */
function endingOf({ number }: Pick<IndexedDocument, 'number'>, root: string): string {
	const begins = root !== '' && number?.toLowerCase().startsWith(`${root}-`) === true;
	return begins ? (number?.slice(root.length + 1) ?? '') : '';
}

/**
 * What the numbers of the order's credits would begin with, unless others have such numbers. Where a sale of the order says the year, its plain number is
 * another order's.
 */
function usualRoots(
	order: SalesOrder,
	sales: readonly IndexedDocument[],
	{ roots: { owners }, numbering: { prefix } }: Pick<BooksAsked, 'roots' | 'numbering'>,
): string[] {
	const key = identityKey(identityOf(order));
	const isFree = (root: string) => [...(owners.get(root) ?? [])].every((owner) => owner === key);
	const rootWith = (year: string | null) => documentNumber(prefix, order, { year }).toLowerCase();
	const [plain, dated] = [rootWith(null), rootWith(yearOf(order))];
	const saysYear = sales.some((sale) => rootOfSale(sale) === dated);
	return (saysYear ? [dated] : [plain, dated]).filter(isFree);
}

/**
 * The refund that the end of a credit's number names, or the order's end, as documentNumber writes them; people may have put something behind it. Null for
 * an end of another kind, and of another life of the order.
 */
function refundIdIn(ending: string, { refunds }: SalesOrder, generation: number): string | null {
	const [, kind = '', id = '', payout = '', rest = ''] = ENDING.exec(ending) ?? [];
	const [, life = '1'] = /^-(\d+)$/.exec(rest) ?? [];
	if (kind === '' || Number(life) !== generation) return null;
	if (kind.toUpperCase() === 'C') return id !== '' ? null : payout === '' ? CANCELLATION : payoutOf(CANCELLATION);
	if (id === '') return null;
	const known = refunds.find(({ refundId }) => refundId.toLowerCase() === id.toLowerCase())?.refundId ?? id;
	return payout === '' ? known : payoutOf(known);
}

const ENDING = /^([RC])(\w*?)(M?)(|\W.*)$/i;
