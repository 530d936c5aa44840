import type { BooksDocument, BooksDocumentType } from './booksDocument';
import { formatMoney, type Money } from './money';
import type { SalesOrder } from './salesOrder';

/** What became of one order in QuickBooks. */
export type PostingResult =
	| 'created'
	| 'alreadyThere'
	| 'updated'
	| 'credited'
	| 'voided'
	| 'nothingToPost'
	| 'preview'
	| 'needsAttention'
	| 'failed';

/** The document that an outcome speaks of; without id while it is only a preview. */
export interface PostedDocument {
	readonly type: BooksDocumentType;
	readonly id: string | null;
	readonly number: string | null;
	readonly total: Money;
	readonly currency: string;
}

export interface PostingOutcome {
	readonly outcome: PostingResult;
	/** What a person has to know or do; null when there is nothing to say. */
	readonly reason: string | null;
	readonly document: PostedDocument | null;
	/** What the document's total has more than the channel's; null where there is no document to compare. */
	readonly difference: Money | null;
}

export function withoutDocument(outcome: PostingResult, reason: string): PostingOutcome {
	return { outcome, reason, document: null, difference: null };
}

/**
 * An outcome with its document. A total that is not the order's, and a caution, ask for a person whatever else
 * went well: the outcome becomes needsAttention and keeps the document.
 */
export function withDocument(outcome: PostingResult, order: SalesOrder, document: PostedDocument, caution: string | null): PostingOutcome {
	const difference = document.currency === order.currency ? document.total - order.total : null;
	const isChecked = outcome === 'created' || outcome === 'updated';
	const gap = isChecked && difference !== 0 ? totalsDiffer(order, document) : null;
	const reasons = [gap, caution].filter((reason) => reason !== null);
	if (!isChecked || reasons.length === 0) return { outcome, reason: caution, document, difference };
	const done = `${outcome === 'created' ? 'Posted' : 'Updated'} as ${document.number ?? `id ${document.id}`}.`;
	return { outcome: 'needsAttention', reason: [done, ...reasons].join(' '), document, difference };
}

export function postedDocument({ type, id, number, total, currency }: BooksDocument): PostedDocument {
	return { type, id, number, total, currency };
}

/** True for what a person has to look at. */
export function asksForAttention({ outcome }: PostingOutcome): boolean {
	return outcome === 'needsAttention' || outcome === 'failed';
}

/** The outcome as an n8n item's JSON: amounts as decimal strings. */
export function outcomeToJson({ outcome, reason, document, difference }: PostingOutcome) {
	return {
		outcome,
		reason,
		document: document === null ? null : { ...document, total: formatMoney(document.total, document.currency) },
		difference: document === null || difference === null ? null : formatMoney(difference, document.currency),
	};
}

function totalsDiffer(order: SalesOrder, document: PostedDocument): string {
	const inBooks = `${formatMoney(document.total, document.currency)} ${document.currency}`;
	return `QuickBooks makes it ${inBooks}, the order says ${formatMoney(order.total, order.currency)} ${order.currency}.`;
}
