import { isUnmodified, nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { documentsOfIdentity } from '../../quickbooks/orderInBooks';

/** What to do about documents of one identity (an order, or one of its refunds) that stand side by side. */
export interface DuplicatesPlan {
	/** Ours and untouched, but one too many. */
	readonly toVoid: readonly BooksDocument[];
	/** Set when people changed one of them, so that they have to choose. */
	readonly reason: string | null;
}

/**
 * `identity`: see identityKey. Two runs of one order may both find nothing and both write. Of untouched documents of one generation the oldest
 * stays and the others go (a document that was read twice is one), unless they are paid; what people changed is left to them (rules.md C4).
 */
export function planDuplicates(identity: string, found: readonly BooksDocument[]): DuplicatesPlan {
	const standing = [
		...new Map(
			documentsOfIdentity(identity, found).map((document) => [`${document.type} ${document.id}`, document]),
		).values(),
	].filter(({ voided }) => !voided);
	const doomed = standing.filter(({ marker }) => marker?.voidReason === 'duplicate');
	const rivals = standing.filter((document) => !doomed.includes(document)).sort(byAge);
	const tooMany = rivals.filter(
		({ marker }, place) => rivals.findIndex((one) => one.marker?.generation === marker?.generation) < place,
	);
	const isClear =
		tooMany.length === 0 || (rivals.every(isUnmodified) && tooMany.every(({ linked }) => linked.length === 0));
	return isClear
		? { toVoid: [...doomed.filter(isUnmodified), ...tooMany], reason: null }
		: {
				toVoid: [],
				reason: `The order is in the books more than once, and people changed or paid it there: keep one of ${rivals.map(nameOf).join(', ')}, void the others`,
			};
}

/** Older first; QuickBooks' ids go up, and settle what happened within one second. */
function byAge(one: BooksDocument, other: BooksDocument): number {
	if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? -1 : 1;
	return Number(one.id) - Number(other.id);
}
