import type { CreditDraft } from '../draft/creditDraft';
import type { MoneyItems } from '../draft/draftSettings';
import { planCancellation } from './cancellationPlan';
import { addCredit, draftRefused, planRefunds, saleAfter } from './creditsPlan';
import { asksForAttention } from './postingOutcome';
import type { PostingRun } from './postingRun';
import type { PostedSale } from './stages';

/** Stands in a draft for the item that money for another one goes back on. */
const MONEY_FOR = 'money for ';

const NOT_FOUND_YET: MoneyItems = { of: placeholderFor, trouble: null, toMake: [] };

/** What a preview writes in place of an item that it does not make. */
export function placeholderFor(itemId: string): string {
	return `${MONEY_FOR}${itemId}`;
}

/**
 * The items that were sold, and that money alone goes back for in this run: its credits are drafted as if every item for money were known,
 * and also those that something else keeps from the books, which is what a person has to be told.
 *
 * @param toCorrect drafts of credits of earlier runs that are written anew
 */
export function itemsPaidBack(
	postedSale: PostedSale,
	run: PostingRun,
	toCorrect: (sale: PostedSale) => readonly CreditDraft[],
): string[] {
	// A document without a mark cannot be compared with a draft whose items are not known yet, and may keep any refund from the books.
	const found = postedSale.found.filter(({ marker }) => marker !== null);
	const isUnsure = found.length < postedSale.found.length;
	const asking: PostedSale = { ...postedSale, found, facts: { ...postedSale.facts, moneyItems: NOT_FOUND_YET } };
	const refunds = planRefunds(asking, run);
	const after = saleAfter(refunds);
	const end = asksForAttention(after.outcome) ? null : planCancellation(after, run.options.now);
	const planned = refunds.plannedCredits.map(({ draft }) => draft);
	const drafts = [
		...toCorrect(asking),
		...planned,
		...draftRefused(refunds, run),
		...(isUnsure ? draftRefused({ postedSale: refunds.postedSale, plannedCredits: [] }, run) : []),
		...(end?.action === 'credit'
			? [end.credit, ...addCredit(refunds, end.credit, run).plannedCredits.map(({ draft }) => draft)]
			: []),
	];
	const items = drafts.flatMap(({ parts, payout }) => [...parts, ...payout].flatMap(({ itemId }) => itemId ?? []));
	return items.filter((itemId) => itemId.startsWith(MONEY_FOR)).map((itemId) => itemId.slice(MONEY_FOR.length));
}
