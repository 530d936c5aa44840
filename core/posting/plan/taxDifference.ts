import { moneyText } from '../../model/money';
import { moneyTotal } from '../../model/payments';
import type { SalesOrder } from '../../model/salesOrder';
import { roundingAllowance } from '../draft/hundredths';
import { withTrouble, type PostingOutcome } from './postingOutcome';
import { nameOf, taxDifferenceOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { statesTax, type DraftingCompany } from '../../quickbooks/company';

type TaxedCompany = Pick<DraftingCompany, 'country' | 'usesSalesTax'>;

/** True where the document's total misses the order's only because QuickBooks answered another tax than it was told. */
export function isOffByTaxAlone(document: BooksDocument, order: SalesOrder, company: TaxedCompany): boolean {
	const difference = taxDifferenceOf(document) ?? 0;
	return statesTax(company) && difference !== 0 && document.total - moneyTotal(order) === difference;
}

/** What a person has to know of a document whose tax is another than the channel's. */
export function taxReason(document: BooksDocument): string {
	const written = (money: number) => moneyText(money, document.currency);
	const stated = document.tax - (taxDifferenceOf(document) ?? 0);
	return `QuickBooks makes its tax ${written(document.tax)}, the channel's is ${written(stated)}.`;
}

/**
 * The outcome of a sale whose document stands, with what is to be said of its tax (rules.md G6).
 *
 * 1. Where QuickBooks was told the tax, another one needs a person until it is put right.
 * 2. Where it works the tax out from codes, a rounding is only said; more than that needs a person.
 */
export function withTaxDifference(
	outcome: PostingOutcome,
	document: BooksDocument,
	company: TaxedCompany,
): PostingOutcome {
	const difference = taxDifferenceOf(document) ?? 0;
	if (difference === 0 || outcome.outcome === 'voided' || outcome.outcome === 'preview') return outcome;
	const reason = `${nameOf(document)}: ${taxReason(document)}`;
	const isToMend = statesTax(company) || Math.abs(difference) > roundingAllowance(document.lines.length, document);
	return isToMend ? withTrouble(outcome, `${reason} Correct it by hand.`) : withNote(outcome, reason);
}

/** The outcome with something to know and nothing to do. */
export function withNote(outcome: PostingOutcome, note: string): PostingOutcome {
	return { ...outcome, reason: [...(outcome.reason === null ? [] : [outcome.reason]), note].join(' ') };
}
