import type { Company } from '../company.mts';
import { listAt, numberAt, textAt, type Json } from '../json.mts';
import { cents, divide, fromCents } from '../money.mts';
import { goodsLines, isShippingLine } from './lineKinds.mts';
import { unitOf } from './lines.mts';
import { US_TAX_GROUP } from '../seed/taxCodes.mts';

/** What one rate takes from one line. Amounts in cents, percents in ten-thousandths of a per cent. */
interface Share {
	readonly rate: TaxRate;
	readonly base: bigint;
	readonly above: bigint;
	readonly below: bigint;
}

interface TaxRate {
	readonly id: string;
	readonly percent: number;
}

export interface Tax {
	/** Cents. */
	readonly total: bigint;
	/** As TxnTaxDetail.TaxLine. */
	readonly lines: readonly Json[];
	/** As TxnTaxDetail.TxnTaxCodeRef: US documents that bear tax name the code of the whole. */
	readonly code: Json | null;
}

const NONE: Tax = { total: 0n, lines: [], code: null };
const HUNDRED_PERCENT = 1_000_000n;

/**
 * The tax of a document. `factor` is what a discount leaves of the lines, above / below.
 * US: the amount that was sent stands, spread over the taxable lines, else the state's rate; elsewhere by tax codes.
 */
export function taxOf(
	company: Company,
	document: Json,
	factor: { readonly above: bigint; readonly below: bigint },
): Tax {
	if (!company.settings.usingSalesTax || document['GlobalTaxCalculation'] === 'NotApplicable') return NONE;
	const inclusive = document['GlobalTaxCalculation'] === 'TaxInclusive';
	const shares = goodsLines(document).flatMap((line) => {
		const whole = sharesOf(company, document, line, inclusive);
		return isShippingLine(line) ? whole : whole.map((share) => reduced(share, factor));
	});
	const sent = numberAt(document, 'TxnTaxDetail', 'TotalTax');
	const isUs = company.settings.country === 'US';
	const code = isUs && shares.length > 0 ? { value: US_TAX_GROUP } : null;
	if (isUs && sent !== null && isKept(company))
		return shares.length === 0 ? NONE : { ...sentTax(cents(sent, unitOf(document)), shares), code };
	return { ...summed(company, shares, unitOf(document)), code };
}

/** Explicit taxes are honoured, and reports say otherwise now and then. */
function isKept({ settings }: Company): boolean {
	return settings.statedTax === 'kept' || !settings.partnerTaxEnabled;
}

/** A discount is taken off the goods, not off the shipping. */
function reduced(share: Share, factor: { readonly above: bigint; readonly below: bigint }): Share {
	return { ...share, above: share.above * factor.above, below: share.below * factor.below };
}

/** The tax inside or on top of one line of a TaxInclusive document, cents. */
export function taxOfLine(company: Company, document: Json, line: Json): bigint {
	return summed(company, sharesOf(company, document, line, true), unitOf(document)).total;
}

function sharesOf(company: Company, document: Json, line: Json, inclusive: boolean): readonly Share[] {
	const gross = numberAt(line, 'SalesItemLineDetail', 'TaxInclusiveAmt');
	const within = inclusive && gross !== null;
	const base = cents(within ? gross : (numberAt(line, 'Amount') ?? 0), unitOf(document));
	const rates = ratesOf(company, document, textAt(line, 'SalesItemLineDetail', 'TaxCodeRef', 'value'));
	const together = rates.reduce((sum, { percent }) => sum + scaled(percent), 0n);
	const below = within ? HUNDRED_PERCENT + together : HUNDRED_PERCENT;
	return rates.map((rate) => ({ rate, base, above: base * scaled(rate.percent), below }));
}

function scaled(percent: number): bigint {
	return BigInt(Math.round(percent * 10_000));
}

function ratesOf(company: Company, document: Json, code: string | null): readonly TaxRate[] {
	if (code === null || code === 'NON') return [];
	if (company.settings.country === 'US') return [{ id: '1', percent: statePercent(company, document) }];
	const row = company.tables.TaxCode.get(code) ?? {};
	return listAt(row, 'SalesTaxRateList', 'TaxRateDetail').map((detail) => {
		const id = textAt(detail, 'TaxRateRef', 'value') ?? '';
		return { id, percent: numberAt(company.tables.TaxRate.get(id), 'RateValue') ?? 0 };
	});
}

/** Without a ship-to address the company's own state decides. */
function statePercent({ settings }: Company, document: Json): number {
	if (!settings.partnerTaxEnabled) return 0;
	return settings.stateTaxPercent[textAt(document, 'ShipAddr', 'CountrySubDivisionCode') ?? 'CA'] ?? 0;
}

/** Rounds to the currency's smallest unit, in the way that the company's settings say. */
function summed({ settings }: Company, shares: readonly Share[], unit: bigint): Omit<Tax, 'code'> {
	const round = (above: bigint, below: bigint): bigint => divide(above, below * unit, settings.taxRounding) * unit;
	const lines = [...Map.groupBy(shares, ({ rate }) => rate.id).values()].map((group) => {
		const perLine = group.map(({ above, below }) => round(above, below));
		const tax =
			settings.taxRoundedPer === 'line' ? perLine.reduce((sum, part) => sum + part, 0n) : round(...fractionSum(group));
		return { group, tax };
	});
	return {
		total: lines.reduce((sum, { tax }) => sum + tax, 0n),
		lines: lines.map(({ group, tax }) => taxLine(group, tax)),
	};
}

function fractionSum(shares: readonly Share[]): [bigint, bigint] {
	return shares.reduce<[bigint, bigint]>(
		([above, below], share) =>
			share.below === below
				? [above + share.above, below]
				: [above * share.below + share.above * below, below * share.below],
		[0n, shares[0]?.below ?? 1n],
	);
}

function sentTax(total: bigint, shares: readonly Share[]): Omit<Tax, 'code'> {
	return { total, lines: [taxLine(shares, total)] };
}

function taxLine(shares: readonly Share[], tax: bigint): Json {
	const [first] = shares;
	const base = shares.reduce((sum, share) => sum + share.base, 0n);
	return {
		Amount: fromCents(tax),
		DetailType: 'TaxLineDetail',
		TaxLineDetail: {
			TaxRateRef: { value: first?.rate.id ?? '1' },
			PercentBased: true,
			TaxPercent: first?.rate.percent ?? 0,
			NetAmountTaxable: fromCents(base),
		},
	};
}
