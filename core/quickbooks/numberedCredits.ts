import type { Money } from '../model/money';
import { CANCELLATION, documentNumber, identityKey, identityOf, payoutOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import { isSale, type BooksDocument } from './booksDocument';
import { entriesByNumber, entriesOfOrder, orderKeyOf, type DocumentIndex } from './documentIndex';
import type { IndexedDocument } from './indexedDocument';
import { nextGeneration, yearOf, type Numbering } from './orderInBooks';

/** A credit without a mark, with what its number says that it stands for; null where that says nothing. */
export interface NumberedCredit {
	readonly entry: IndexedDocument;
	readonly identity: string | null;
}

/** Credits without a mark by what stands before "-R" or "-C" in their numbers, in lower case. */
type CreditsByRoot = ReadonlyMap<string, readonly IndexedDocument[]>;

/** @param unmarked documents without a mark that were never seen with one, by their total. */
export function creditsByRoot(unmarked: ReadonlyMap<Money, readonly IndexedDocument[]>): CreditsByRoot {
	const byRoot = new Map<string, readonly IndexedDocument[]>();
	for (const entry of [...unmarked.values()].flat()) {
		const number = entry.number?.toLowerCase() ?? '';
		const roots = isSale(entry) ? [] : [...number.matchAll(/-[rc]/g)].map(({ index }) => number.slice(0, index));
		roots.forEach((root) => byRoot.set(root, [...(byRoot.get(root) ?? []), entry]));
	}
	return byRoot;
}

interface BooksAsked {
	readonly index: DocumentIndex;
	readonly byRoot: CreditsByRoot;
	readonly numbering: Numbering;
	/** What bears no mark and may be the order's: its sale may lie among them, and gets its mark again in this run. */
	readonly maybeOwn: readonly IndexedDocument[];
}

/**
 * Credits without a mark that are numbered like the order's sale, whose memo a person has written over (rules.md C2): "WC-812-R5" beside WC-812. The order
 * may have another number by now, and no such refund any more. A credit is younger than its sale.
 */
export function creditsNumberedLike(
	order: SalesOrder,
	own: readonly BooksDocument[],
	{ index, byRoot, numbering, maybeOwn }: BooksAsked,
): NumberedCredit[] {
	if (byRoot.size === 0) return [];
	const sales = [...entriesOfOrder(index, identityKey(identityOf(order))), ...maybeOwn].filter(isSale);
	if (sales.length === 0) return [];
	const since = Math.min(...sales.map(({ createdAt }) => createdAt));
	const generation = nextGeneration(order, own);
	const roots = new Set(rootsOf(order, sales, { index, numbering }).map((root) => root.toLowerCase()));
	return [...roots].flatMap((root) =>
		(byRoot.get(root) ?? []).flatMap((entry): NumberedCredit[] => {
			const refundId = refundIdIn(entry.number?.slice(root.length + 1) ?? '', order, generation);
			if (refundId === null || entry.createdAt < since) return [];
			return [{ entry, identity: identityKey(identityOf(order, refundId)) }];
		}),
	);
}

/** What the numbers of the order's credits begin with: the numbers of its sales, and those that it would have, unless others have them. */
function rootsOf(
	order: SalesOrder,
	sales: readonly IndexedDocument[],
	{ index, numbering: { prefix } }: Pick<BooksAsked, 'index' | 'numbering'>,
): string[] {
	const ofSales = sales.map(({ number, generation }) => {
		const life = generation === 1 ? '' : `-${generation}`;
		return number?.endsWith(life) === true ? number.slice(0, number.length - life.length) : (number ?? '');
	});
	const key = identityKey(identityOf(order));
	const isFree = (number: string) =>
		entriesByNumber(index, number).every(({ identity }) => identity !== null && orderKeyOf(identity) === key);
	const usual = [null, yearOf(order)].map((year) => documentNumber(prefix, order, { year })).filter(isFree);
	return [...ofSales, ...usual].filter((root) => root !== '');
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
