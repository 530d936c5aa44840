import { roundingAllowance } from '../../model/allocation';
import { formatMoney, type Money } from '../../model/money';
import type { PostingRun } from './postingJob';
import { type DocumentWrite, writeDocuments } from './writeDocuments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { toRefusalText } from '../../quickbooks/faults';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** A document after its rounding was looked at; `trouble` says what a person has to do, or null. */
export interface Rounded {
	readonly document: BooksDocument;
	readonly trouble: string | null;
	/** True when another run changed or ended the document at the same moment. */
	readonly isOvertaken: boolean;
}

export interface Missed {
	readonly document: BooksDocument;
	/** The channel's total, minor units. */
	readonly wanted: Money;
	/** What a rounding line takes up already. */
	readonly before: Money;
	/** Why the document cannot be written anew; null when it can. */
	readonly obstacle: () => string | null;
	/** The request that gives the document a rounding line of this amount. */
	readonly correct: (rounding: Money) => DocumentWrite;
}

/**
 * Where QuickBooks rounds tax otherwise than the channel, a line of the rounding item takes up the difference (rules.md G5): at most
 * half a minor unit a line and at least 5. What is more, or has no item, is left to a person.
 */
export async function settleRounding(
	client: QuickBooksClient,
	missed: Missed,
	{ options }: PostingRun,
): Promise<Rounded> {
	const { document, wanted, before, obstacle, correct } = missed;
	const difference = wanted - document.total;
	const left = (trouble: string | null): Rounded => ({ document, trouble, isOvertaken: false });
	if (difference === 0) return left(null);
	const isRounding = Math.abs(difference + before) <= roundingAllowance(document.lines.length);
	if (!isRounding) return left('That is no rounding: check the tax codes, and correct the document by hand.');
	if (options.draft.roundingItemId === null)
		return left(
			`QuickBooks rounds the tax otherwise: choose a Rounding Item in this node, and ${formatMoney(difference, document.currency)} goes there.`,
		);
	const trouble = obstacle();
	if (trouble !== null) return left(`Its rounding could not be put right. ${trouble}`);
	const write = correct(difference + before);
	const written = (await writeDocuments(client, [write])).get(write);
	if (written === undefined) throw new Error(`${write.number} was not corrected`);
	if (written.result === 'overtaken')
		return {
			...left("Other runs kept writing the same document: it is tried again with the order's next change."),
			isOvertaken: true,
		};
	if (written.result === 'refused') return left(toRefusalText(written.fault));
	return {
		...left(
			written.document.total === wanted
				? null
				: "The rounding line did not bring it to the order's total: correct the document by hand.",
		),
		document: written.document,
	};
}
