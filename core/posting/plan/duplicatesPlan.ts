import { documentKey } from '../../quickbooks/documentIndex';
import { byAge, isUnmodified, nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { documentsOfIdentity } from '../../quickbooks/orderInBooks';

/** What to do about documents of one identity (an order, or one of its refunds) that stand side by side. */
interface DuplicatesPlan {
	/** Managed and unmodified, but one too many. */
	readonly toVoid: readonly BooksDocument[];
	/** Set when people changed one of them, so that they have to choose. */
	readonly reason: string | null;
}

/**
 * Two runs of one order may both find nothing and both write (rules.md C4). `identity`: see identityKey.
 *
 * 1. A document that was read twice counts once; voided ones do not count.
 * 2. Documents that a run marked as duplicates before are to be voided.
 * 3. Of the others of one generation the oldest stays, and the younger ones are to be voided.
 * 4. Where people changed one of them, or paid a younger one, all are left to them.
 */
export function planDuplicates(identity: string, found: readonly BooksDocument[]): DuplicatesPlan {
	const ofIdentity = documentsOfIdentity(identity, found);
	const inForce = [...new Map(ofIdentity.map((document) => [documentKey(document), document])).values()].filter(
		({ voided }) => !voided,
	);
	const marked = inForce.filter(({ marker }) => marker?.voidReason === 'duplicate');
	const unmarked = inForce.filter((document) => !marked.includes(document)).sort(byAge);
	const younger = unmarked.filter(
		({ marker }, place) => unmarked.findIndex((one) => one.marker?.generation === marker?.generation) < place,
	);
	const isClear =
		younger.length === 0 || (unmarked.every(isUnmodified) && younger.every(({ linked }) => linked.length === 0));
	return isClear
		? { toVoid: [...marked.filter(isUnmodified), ...younger], reason: null }
		: {
				toVoid: [],
				reason: `The order is in the books more than once, and people changed or paid it there: keep one of ${unmarked.map(nameOf).join(', ')}, void the others`,
			};
}
