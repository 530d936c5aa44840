import { formatMoney, moneyText, type Money } from '../../model/money';
import { creditTender, moneyTotal } from '../../model/payments';
import type { SalesOrder } from '../../model/salesOrder';
import { taxDifferenceOf, type BooksDocument, type BooksDocumentType } from '../../quickbooks/booksDocument';

/** What became of one order in QuickBooks. */
type PostingResult =
	| 'created'
	| 'alreadyThere'
	| 'updated'
	| 'credited'
	| 'voided'
	| 'nothingToPost'
	| 'preview'
	| 'needsAttention'
	| 'failed';

/** A document that an outcome speaks of; without id while it is only a preview. */
interface PostedDocument {
	readonly type: BooksDocumentType | 'Payment' | 'Purchase';
	readonly id: string | null;
	readonly number: string | null;
	readonly total: Money;
	/** What QuickBooks' tax has more than the channel's; null where there is nothing to compare. */
	readonly taxDifference: Money | null;
	readonly currency: string;
}

export interface PostingOutcome {
	readonly outcome: PostingResult;
	/** What a person has to know or do; null when there is nothing to say. */
	readonly reason: string | null;
	/** The sale's. */
	readonly document: PostedDocument | null;
	/** What the document's total has more than what the order leaves to be paid in money; null where there is no document to compare. */
	readonly difference: Money | null;
	/** What this run wrote beside the sale: payments, credits and the expense of its fees. So are earlier credits whose tax is not the channel's. */
	readonly following: readonly PostedDocument[];
}

export function outcomeWithoutDocument(outcome: PostingResult, reason: string): PostingOutcome {
	return { outcome, reason, document: null, difference: null, following: [] };
}

/**
 * An outcome with its document. A total that is not the order's asks for a person whatever else went well: the outcome
 * becomes needsAttention and keeps the document.
 */
export function outcomeWithDocument(
	outcome: PostingResult,
	order: SalesOrder,
	document: PostedDocument,
	reason: string | null,
): PostingOutcome {
	const difference = document.currency === order.currency ? document.total - moneyTotal(order) : null;
	const isChecked = outcome === 'created' || outcome === 'updated';
	if (!isChecked || difference === 0) return { outcome, reason, document, difference, following: [] };
	const done = `${outcome === 'created' ? 'Posted' : 'Updated'} as ${document.number ?? `id ${document.id}`}.`;
	return {
		outcome: 'needsAttention',
		reason: [done, totalsDiffer(order, document), ...(reason === null ? [] : [reason])].join(' '),
		document,
		difference,
		following: [],
	};
}

/** The same order, with one more document that is to be told of. Trouble outranks a void, a void a credit, a credit the sale. */
export function withFollowing(
	before: PostingOutcome,
	outcome: 'alreadyThere' | 'updated' | 'credited' | 'voided',
	document: PostedDocument,
): PostingOutcome {
	const rank = RANKS.indexOf(outcome) > RANKS.indexOf(before.outcome) ? outcome : before.outcome;
	return { ...before, outcome: rank, following: [...before.following, document] };
}

/** The same order, with something that a person has to do or to know. */
export function withTrouble(
	before: PostingOutcome,
	reason: string,
	outcome: 'needsAttention' | 'failed' = 'needsAttention',
): PostingOutcome {
	const worse = RANKS.indexOf(outcome) > RANKS.indexOf(before.outcome) ? outcome : before.outcome;
	return { ...before, outcome: worse, reason: [...(before.reason === null ? [] : [before.reason]), reason].join(' ') };
}

/** From what says least to what says most. */
const RANKS: readonly PostingResult[] = [
	'nothingToPost',
	'preview',
	'alreadyThere',
	'updated',
	'created',
	'credited',
	'voided',
	'failed',
	'needsAttention',
];

export function toPostedDocument(document: BooksDocument): PostedDocument {
	const { type, id, number, total, currency } = document;
	return { type, id, number, total, taxDifference: taxDifferenceOf(document), currency };
}

/** True for what a person has to look at. */
export function asksForAttention({ outcome }: PostingOutcome): boolean {
	return outcome === 'needsAttention' || outcome === 'failed';
}

/** The outcome as an n8n item's JSON: amounts as decimal strings. */
export function outcomeToJson({ outcome, reason, document, difference, following }: PostingOutcome) {
	return {
		outcome,
		reason,
		document: document === null ? null : documentToJson(document),
		difference: document === null || difference === null ? null : formatMoney(difference, document.currency),
		following: following.map(documentToJson),
	};
}

function documentToJson(document: PostedDocument) {
	const { total, taxDifference, currency } = document;
	return {
		...document,
		total: formatMoney(total, currency),
		taxDifference: taxDifference === null ? null : formatMoney(taxDifference, currency),
	};
}

function totalsDiffer(order: SalesOrder, document: PostedDocument): string {
	const inBooks = moneyText(document.total, document.currency);
	const without = creditTender(order.payments) === 0 ? '' : ' without store credit and gift certificates';
	return `QuickBooks makes it ${inBooks}, the order says ${moneyText(moneyTotal(order), order.currency)}${without}.`;
}
