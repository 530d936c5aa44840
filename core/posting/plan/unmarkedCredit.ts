import { sum, type Money } from '../../model/money';
import { identityKey, identityOf } from '../../model/orderIdentity';
import { moneyBack, type CreditDraft } from '../draft/creditDraft';
import type { PostedSale } from './stages';
import {
	contentHash,
	isAnotherBuyer,
	isSale,
	isSameBuyer,
	nameOf,
	readBuyer,
	type BooksDocument,
} from '../../quickbooks/booksDocument';
import { readCutMarker } from '../../quickbooks/documentMarker';
import { hasNumber, versionIn } from '../../quickbooks/orderInBooks';
import type { Fields } from '../../reading/readUnknown';

interface SoughtCredit {
	readonly number: string;
	readonly identity: string;
	readonly draft: CreditDraft;
	/** What would be written under the number of that document. */
	readonly bodyLike: (document: BooksDocument) => Fields;
	/** The ids of documents that were taken for other credits before. */
	readonly taken: ReadonlySet<string>;
}

/** A document without a mark that stands where the credit would, or that says what it would say; none that was taken for another one before. */
export function findUnmarked(
	found: readonly BooksDocument[],
	{ number, identity, draft, bodyLike, taken }: SoughtCredit,
): BooksDocument | undefined {
	const isAnothers = (one: BooksDocument) => one.formerIdentity !== null && one.formerIdentity !== identity;
	const open = found.filter((one) => one.marker === null && !taken.has(one.id) && !isAnothers(one));
	return (
		open.find((one) => hasNumber(one, number) || one.formerIdentity === identity) ??
		open.find((one) => one.formerIdentity === null && isAlike(one, draft, bodyLike(one)))
	);
}

/**
 * True for a document that pays the same back, on the same day, to the same buyer. Its lines depend on what was credited before it. All of a shop's buyers may
 * have one customer, so what a document says of its buyer comes before that.
 */
function isAlike(document: BooksDocument, draft: CreditDraft, body: Fields): boolean {
	const { content, total, voided, day, buyer } = document;
	if (isSale(document) || voided || total !== moneyBack(draft)) return false;
	const sought = readBuyer(body);
	if (isAnotherBuyer(buyer, sought)) return false;
	return content === contentHash(body) || (day === body.TxnDate && isSameBuyer(buyer, sought));
}

/** Whether its mark says what it stood for, and not its number alone. */
function wasSeenMarked(unmarked: BooksDocument): boolean {
	return (
		unmarked.formerIdentity !== null && (versionIn(unmarked) !== null || readCutMarker(unmarked.note).identity !== null)
	);
}

interface UnmarkedLikeness {
	readonly isSame: boolean;
	readonly hasItsNumber: boolean;
}

/** Why a credit is left to a person where such a document stands. */
export function unmarkedReason(unmarked: BooksDocument, { isSame, hasItsNumber }: UnmarkedLikeness): string {
	const name = nameOf(unmarked);
	if (isSame)
		return `${name} is this very credit: customer, day, tax and lines agree. A person has written over its memo, where the mark stood by which it is known. Choose Overwritten Memos: Mark Again in Create QBO Invoice and let the order come once more; nothing is credited twice`;
	if (wasSeenMarked(unmarked))
		return `${name} is this very credit. A person has written over its memo, where the mark stood by which it is known, and it says something else by now: put the memo back from the audit history in QuickBooks`;
	if (!hasItsNumber && unmarked.formerIdentity === null)
		return `${name} may be this credit: buyer, day and total agree, its lines do not. A person may have written over its memo, where the mark stood by which it is known: then leave it as it is, or put the memo back from the audit history in QuickBooks. If it credits something else, credit this refund by hand`;
	return `${name} has ${hasItsNumber ? 'the' : 'a'} number of this credit, bears no mark of this sync and says something else. If it credits something else, give it another number. If it credits this refund, leave it as it is`;
}

/**
 * Why a credit of so much would exceed its sale, where credits without a mark took a part of it; null where it would not (rules.md D2). `open` is what
 * credits with a mark left.
 */
export function unmarkedLimitTrouble(
	total: Money,
	open: Money,
	{ order, found }: Pick<PostedSale, 'order' | 'found'>,
): string | null {
	const ofRefund = `${identityKey(identityOf(order))}/`;
	const others = found.filter((one) => one.marker === null && !one.voided && isOfOrder(one, ofRefund));
	if (others.length === 0 || total <= open - sum(others.map((one) => one.total))) return null;
	return `${others.map(nameOf).join(', ')} credits this sale as well, though a person has written over its memo, and both are more than is left of it: check the refunds, and credit the rest by hand`;
}

function isOfOrder({ formerIdentity }: BooksDocument, ofRefund: string): boolean {
	return formerIdentity?.startsWith(ofRefund) === true;
}
