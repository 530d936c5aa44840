import { asksForAttention } from './postingOutcome';
import { factsOf, type PostingRun } from './postingRun';
import type { PostedSale, WrittenSale } from './stages';
import { creditsOf } from '../../quickbooks/orderInBooks';

/** A written sale that stands in the books and is not in trouble: payments and credits may follow. Null for any other. */
export function findPostedSale(writtenSale: WrittenSale, run: PostingRun): PostedSale | null {
	const { order, document, outcome, found, hasConflict } = writtenSale;
	if (document === null || hasConflict || asksForAttention(outcome)) return null;
	return {
		...writtenSale,
		document,
		credits: creditsOf(order, found, document.marker?.generation ?? 1),
		facts: factsOf(writtenSale, run),
		hasOldToken: false,
	};
}
