import { formatMoney, type Money } from '../../model/money';
import { roundingAllowance } from '../draft/hundredths';
import type { DocumentWrite } from '../plan/documentWrite';
import { taxReason } from '../plan/taxDifference';
import type { PostingRun } from '../plan/postingRun';
import { writeDocuments } from './writeDocuments';
import { taxDifferenceOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { statesTax } from '../../quickbooks/company';
import { toRefusalText } from '../../quickbooks/faults';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** A document after its rounding was looked at; `trouble` says what a person has to do, or null. */
export interface Rounded {
	readonly document: BooksDocument;
	readonly trouble: string | null;
	/** True when another run changed or ended the document at the same moment. */
	readonly hasConflict: boolean;
}

/** A document whose total may miss the one that it should have. */
interface RoundingCase {
	readonly document: BooksDocument;
	/** The channel's total, minor units. */
	readonly target: Money;
	/** What takes the difference; null where the user chose none. */
	readonly roundingItemId: string | null;
	/** What a rounding line takes up already. */
	readonly before: Money;
	/** Why the document cannot be written anew; null when it can. */
	readonly obstacle: () => string | null;
	/** The request that gives the document a rounding line of this amount. */
	readonly correct: (rounding: Money) => DocumentWrite;
}

/**
 * Where QuickBooks rounds tax otherwise than the channel, a line of the rounding item takes up the difference (rules.md G5).
 *
 * 1. Where QuickBooks was told the tax and answered another one, no line hides that.
 * 2. A difference of more than half a minor unit a line, and more than 5, is no rounding and is left to a person.
 * 3. So is a rounding without an item for it, or in a document that cannot be written anew.
 * 4. Any other one is written as a line of the rounding item.
 */
export async function correctRounding(
	client: QuickBooksClient,
	roundingCase: RoundingCase,
	{ company }: PostingRun,
): Promise<Rounded> {
	const { document, target, before } = roundingCase;
	const difference = target - document.total;
	if (difference === 0) return { document, trouble: null, hasConflict: false };
	const isTold = statesTax(company) && (taxDifferenceOf(document) ?? 0) !== 0;
	const trouble = isTold ? taxReason(document) : roundingTrouble(roundingCase, difference);
	if (trouble !== null) return { document, trouble, hasConflict: false };
	return await writeRounding(client, roundingCase, difference + before);
}

/** Why a document's difference cannot be put right by a rounding line; null when it can. */
function roundingTrouble(
	{ document, roundingItemId, before, obstacle }: RoundingCase,
	difference: Money,
): string | null {
	if (Math.abs(difference + before) > roundingAllowance(document.lines.length, document))
		return 'That is no rounding: check the tax codes, and correct the document by hand.';
	if (roundingItemId === null)
		return `QuickBooks rounds the tax otherwise: choose a Rounding Item in this node, and ${formatMoney(difference, document.currency)} goes there.`;
	const trouble = obstacle();
	return trouble === null ? null : `Its rounding could not be put right. ${trouble}`;
}

async function writeRounding(
	client: QuickBooksClient,
	{ document, target, correct }: RoundingCase,
	rounding: Money,
): Promise<Rounded> {
	const write = correct(rounding);
	const result = (await writeDocuments(client, [write])).get(write);
	if (result === undefined) throw new Error(`${write.number} was not corrected`);
	if (result.result === 'refused') return { document, trouble: toRefusalText(result.fault), hasConflict: false };
	if (result.result === 'conflict') return { document, trouble: CONFLICT, hasConflict: true };
	const trouble = result.document.total === target ? null : NOT_REACHED;
	return { document: result.document, trouble, hasConflict: false };
}

const CONFLICT = "Other runs kept writing the same document: it is tried again with the order's next change.";

const NOT_REACHED = "The rounding line did not bring it to the order's total: correct the document by hand.";
