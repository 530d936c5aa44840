import type { Money } from '../../model/money';
import { fingerprintOf } from '../../model/orderFingerprint';
import { moneyTotal } from '../../model/payments';
import { roundingIn, roundingTrouble } from '../draft/roundingPart';
import { saleTrouble } from '../plan/plannedOutcome';
import { outcomeWithDocument, toPostedDocument, withTrouble, type PostingOutcome } from '../plan/postingOutcome';
import { factsOf, type PostingRun } from '../plan/postingRun';
import type { PlannedOrder, WrittenSale } from '../plan/stages';
import { isOffByTaxAlone } from '../plan/taxDifference';
import { correctRounding, type Rounded } from './roundingCorrection';
import { draftSaleCorrection } from '../plan/saleWrites';
import { isUnmodified, type BooksDocument } from '../../quickbooks/booksDocument';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

interface KeptSale {
	readonly document: BooksDocument;
	readonly outcome: PostingOutcome;
}

/** Puts the rounding of a sale right that an earlier run wrote. A document that people changed, and one in a preview, is left alone. */
export async function correctKeptSale(
	client: QuickBooksClient,
	plannedOrder: PlannedOrder,
	{ document, outcome }: KeptSale,
	run: PostingRun,
): Promise<Pick<WrittenSale, 'document' | 'outcome'>> {
	const { order } = plannedOrder;
	const isManaged = isUnmodified(document) && !document.voided && document.marker?.fingerprint === fingerprintOf(order);
	if (!isManaged || !run.options.writes || isOffByTaxAlone(document, order, run.company)) return { document, outcome };
	const rounded = await correctSaleRounding(client, plannedOrder, document, run);
	const kept =
		rounded.document === document
			? outcome
			: outcomeWithDocument('updated', order, toPostedDocument(rounded.document), null);
	return {
		document: rounded.document,
		outcome: rounded.trouble === null ? kept : withTrouble(kept, rounded.trouble),
	};
}

/** Puts the rounding of a sale right (see correctRounding). */
export async function correctSaleRounding(
	client: QuickBooksClient,
	plannedOrder: PlannedOrder,
	document: BooksDocument,
	run: PostingRun,
): Promise<Rounded> {
	return await correctRounding(
		client,
		{
			document,
			target: moneyTotal(plannedOrder.order),
			roundingItemId: plannedOrder.choices.draft.roundingItemId,
			before: roundingIn(document),
			obstacle: () => obstacleTo(plannedOrder, run),
			correct: (rounding: Money) => draftSaleCorrection(plannedOrder, document, run, rounding),
		},
		run,
	);
}

/** What keeps a rounding line from a sale's document. */
function obstacleTo(plannedOrder: PlannedOrder, run: PostingRun): string | null {
	return saleTrouble(plannedOrder, run) ?? roundingTrouble(plannedOrder.order, factsOf(plannedOrder, run));
}
