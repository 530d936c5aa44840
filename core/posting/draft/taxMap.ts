import { sum, type Money } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import { shipToOf } from './shipTo';
import type { DraftingCompany } from '../../quickbooks/company';

/** The user's choice of the tax code for one set of rates (rules.md G1). */
export interface TaxRule {
	/** The rates as a channel names them, joined by " + "; empty for lines without tax. */
	readonly rates: string;
	/** Where the goods go to (ISO 3166-1 alpha-2); null is anywhere. */
	readonly country: string | null;
	/** True: only for orders whose tax the marketplace collects. */
	readonly marketplace: boolean;
	readonly codeId: string;
}

export interface TaxChoices {
	readonly taxRules: readonly TaxRule[];
	/** For sets of rates without a rule: the code of lines with tax, and of those without. */
	readonly taxedCodeId: string | null;
	readonly untaxedCodeId: string | null;
}

/** Anything that is taxed: a line, a charge, a part of a document. */
interface TaxedPart {
	readonly tax: Money | null;
	readonly taxRates: readonly string[];
	readonly taxCodeId?: string | null;
}

/** How a part is called whose price may contain a tax that the channel does not name. */
const INCLUDED = 'tax included, not named';

/** The name of a part's set of rates: "GST (5%) + PST (7%)"; empty when it has none. */
export function rateSetOf({ tax, taxRates }: TaxedPart): string {
	if (tax === null) return INCLUDED;
	return [...taxRates].sort().join(' + ');
}

/** Of all these rates together; null where there are none, and where the order does not say it of one. */
export function percentOfRates(rates: readonly string[], taxes: SalesOrder['taxes']): number | null {
	const percents = rates.map((rate) => taxes.find((one) => one.rate === rate)?.percent ?? null);
	return percents.length === 0 || percents.includes(null) ? null : sum(percents.map(Number));
}

/** What decides beside the order. */
interface TaxFacts {
	readonly choices: TaxChoices;
	readonly company: Pick<DraftingCompany, 'address' | 'country'>;
}

/** The Id of the code for a part of the order; null when the user has chosen none. */
export function findTaxCodeId(part: TaxedPart, order: SalesOrder, { choices, company }: TaxFacts): string | null {
	if (part.taxCodeId !== undefined && part.taxCodeId !== null) return part.taxCodeId;
	const set = keyOf(rateSetOf(part));
	const rules = choices.taxRules.filter((rule) => keyOf(rule.rates) === set && isMeant(rule, order, company));
	const [best] = [...rules].sort((one, other) => weightOf(other) - weightOf(one));
	return best?.codeId ?? (part.tax === 0 ? choices.untaxedCodeId : choices.taxedCodeId);
}

function isMeant({ country, marketplace }: TaxRule, order: SalesOrder, company: TaxFacts['company']): boolean {
	const shipTo = shipToOf(order, company)?.country ?? (order.pickup === null ? null : company.country);
	return (
		(country === null || country.toUpperCase() === shipTo?.toUpperCase()) &&
		(!marketplace || order.marketplaceTax !== 0)
	);
}

/** A rule that says more wins. */
function weightOf({ country, marketplace }: TaxRule): number {
	return (marketplace ? 2 : 0) + (country === null ? 0 : 1);
}

/** Sets are compared without regard to case, spaces and sequence. */
function keyOf(set: string): string {
	const names = set.split('+').map((name) => name.trim().toLowerCase().replace(/\s+/g, ' '));
	return names
		.filter((name) => name !== '')
		.sort()
		.join(' + ');
}
