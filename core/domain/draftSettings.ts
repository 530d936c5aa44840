import type { BooksDocumentType } from './booksDocument';

/** What of a company decides how documents are written. */
export interface DraftingCompany {
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** IANA name. */
	readonly timeZone: string;
	readonly homeCurrency: string;
	readonly multiCurrency: boolean;
	readonly allowsShipping: boolean;
	readonly usesSalesTax: boolean;
	/** Closed up to and including this day (YYYY-MM-DD). */
	readonly booksClosedUntil: string | null;
}

/** What the user chose. Ids are QuickBooks'; null is "not chosen". */
export interface DraftChoices {
	/** The type of new documents. */
	readonly documentType: BooksDocumentType;
	readonly shippingItemId: string | null;
	readonly feeItemId: string | null;
	readonly depositAccountId: string | null;
	/** Outside the US: the tax code of lines with tax, and of those without. */
	readonly taxedCodeId: string | null;
	readonly untaxedCodeId: string | null;
	/** A line for the buyer to read. */
	readonly memo: string | null;
}

export interface DraftFacts {
	readonly company: DraftingCompany;
	readonly choices: DraftChoices;
	/** The item of each line, by line id; null for a line that has none. */
	readonly itemOf: (lineId: string) => string | null;
}

/** True where QuickBooks takes the tax as the channel states it instead of working it out from tax codes. */
export function statesTax({ country, usesSalesTax }: DraftingCompany): boolean {
	return country === 'US' && usesSalesTax;
}

/** True where every line needs the Id of one of the company's tax codes. */
export function needsTaxCodes({ country, usesSalesTax }: DraftingCompany): boolean {
	return country !== 'US' && usesSalesTax;
}
