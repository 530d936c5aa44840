import type { Moment } from '../../model/moment';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import type { Numbering } from '../../quickbooks/orderInBooks';

export interface PlanChoices extends Numbering {
	/** Older orders are never posted, held back or credited; null where the feed sees to that. */
	readonly goLive: Moment | null;
}

/** What speaks so far for a document without a marker: its number, or that it was known by its mark; its total; or nothing but its buyer, since the order was edited. */
export type Likeness = 'number' | 'total' | 'buyer';

/** What has to happen so that the sale's document agrees with the order. Payment, credits and cancellation come after that. */
export type PostingPlan =
	| { readonly action: 'create'; readonly generation: number; readonly number: string }
	| { readonly action: 'update'; readonly document: BooksDocument }
	/** A sale without a marker that may be the order's: a person may have written over its memo. `otherwise` holds where it is not. */
	| {
			readonly action: 'recognise';
			readonly document: BooksDocument;
			readonly likeness: Likeness;
			readonly generation: number;
			readonly otherwise: PostingPlan;
	  }
	/** `isCurrent`: the order is not older than what the books say, so what happened since may be booked. */
	| {
			readonly action: 'alreadyThere';
			readonly document: BooksDocument;
			readonly reason: string | null;
			readonly isCurrent: boolean;
	  }
	| { readonly action: 'nothingToPost'; readonly reason: string }
	| { readonly action: 'needsAttention'; readonly reason: string; readonly document: BooksDocument | null };

/** The plan with another one in the place of a creation, also of one that holds only if documents turn out to be strangers. */
export function withCreation(
	plan: PostingPlan,
	to: (creation: Extract<PostingPlan, { readonly action: 'create' }>) => PostingPlan,
): PostingPlan {
	if (plan.action === 'create') return to(plan);
	return plan.action === 'recognise' ? { ...plan, otherwise: withCreation(plan.otherwise, to) } : plan;
}

/** True where the plan comes to a new document, unless one turns out to be the order's. */
export function isCreating(plan: PostingPlan): boolean {
	return planOfStrangers(plan).action === 'create';
}

/** What holds if no document without a mark is the order's. */
export function planOfStrangers(plan: PostingPlan): PostingPlan {
	return plan.action === 'recognise' ? planOfStrangers(plan.otherwise) : plan;
}

/** Nothing is written, and nobody needs to know. */
export function nothing(reason: string): PostingPlan {
	return { action: 'nothingToPost', reason };
}

/** The document agrees with the order. */
export function there(document: BooksDocument, reason: string | null) {
	return { action: 'alreadyThere', document, reason, isCurrent: true } as const;
}

/** A person has to decide. */
export function attention(reason: string, document: BooksDocument | null): PostingPlan {
	return { action: 'needsAttention', reason, document };
}
