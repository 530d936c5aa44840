import { isClosedDay } from '../../quickbooks/company';
import { creditLineParts } from '../draft/creditDraft';
import { partsTrouble } from '../draft/draftTrouble';
import { roundingIn } from '../draft/roundingPart';
import { draftCreditCorrection, type BookedCredit } from '../plan/creditCorrection';
import type { MovedUnits } from '../plan/movedUnits';
import type { PostedSale } from '../plan/stages';
import type { Rounded } from './roundingCorrection';
import { writeDocuments } from './writeDocuments';
import { isUnmodified, nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { toRefusalText } from '../../quickbooks/faults';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * Brings a credit of ours to the units that the shop says by now, and leaves its money as it is (rules.md D6). One that people changed, whose
 * sale they changed, or of closed books, is for a person.
 */
export async function correctCreditUnits(
	client: QuickBooksClient,
	postedSale: PostedSale,
	{ moved, ...booked }: BookedCredit & { readonly moved: readonly MovedUnits[] },
): Promise<Rounded> {
	const { document } = booked;
	const unchanged = (trouble: string, hasConflict = false) => ({
		document,
		trouble: `${unitsDiffer(moved)} ${trouble}`,
		hasConflict,
	});
	const obstacle = obstacleTo(postedSale, booked);
	if (obstacle !== null) return unchanged(`${obstacle}: correct the credit by hand.`);
	const noted = { ...booked, document: { ...document, note: noteAfter(document, moved) } };
	const write = draftCreditCorrection(postedSale, noted, roundingIn(document));
	const result = (await writeDocuments(client, [write])).get(write);
	if (result === undefined) throw new Error(`${write.number} was not corrected`);
	if (result.result === 'refused') return unchanged(toRefusalText(result.fault));
	if (result.result === 'conflict') return unchanged('Other runs kept writing it: it is tried again.', true);
	return { document: result.document, trouble: null, hasConflict: false };
}

function obstacleTo({ order, document: sale, facts }: PostedSale, { document, draft }: BookedCredit): string | null {
	if (!isUnmodified(document)) return 'It was changed in QuickBooks since it was posted';
	if (!isUnmodified(sale)) return `${nameOf(sale)} was changed in QuickBooks since it was posted`;
	if (isClosedDay(document.day, facts.company)) return `The books are closed up to ${facts.company.booksClosedUntil}`;
	if (draft.parts.some(({ itemId }) => itemId === null)) return 'There is no item for money without goods';
	return partsTrouble(creditLineParts(draft, facts), order, facts);
}

function unitsDiffer(moved: readonly MovedUnits[]): string {
	const lines = moved.map(({ name, booked, stated }) => `"${name}": ${stated}, not ${booked}`);
	return `The shop says by now that other units came back (${lines.join('; ')}).`;
}

/** What the note says for people of the units (see planRefundCredit); what they wrote themselves stays. */
function noteAfter({ note }: BooksDocument, moved: readonly MovedUnits[]): string {
	return moved.reduce(
		(text, { name, booked, stated }) => text.replace(`${name}: ${booked} of `, () => `${name}: ${stated} of `),
		note,
	);
}
