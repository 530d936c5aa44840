import { shareOf } from '../../model/allocation';
import { minorDigits, type Money } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import { plainText } from '../../model/text';
import { required, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { findTaxCodeId } from './taxMap';
import { needsTaxCodes, statesTax } from '../../quickbooks/company';
import type { Fields } from '../../reading/readUnknown';

const LONGEST_DESCRIPTION = 4000;

export interface DraftedLine {
	/** The key of the part that it stands for. */
	readonly key: string;
	readonly body: Fields;
}

/** The parts as lines of a document in QuickBooks' fields. Ask `partsTrouble` first: a part in trouble makes this throw. */
export function draftLines(
	parts: readonly DraftPart[],
	order: SalesOrder,
	facts: DraftFacts,
	isInclusive = includesTax(order, facts.company),
): DraftedLine[] {
	return parts.flatMap((part) => draftPartLines(part, order, facts, isInclusive));
}

/** True for a document whose lines contain their tax: gross rules there, and QuickBooks takes the tax out (rules.md G4). */
export function includesTax(order: Pick<SalesOrder, 'taxIncluded' | 'lines'>, company: DraftFacts['company']): boolean {
	return needsTaxCodes(company) && (order.taxIncluded || order.lines.some(({ tax }) => tax === null));
}

/** Hundredths of the whole unit, the precision of QuickBooks' amounts; null for an amount with a third decimal. */
export function toHundredths(money: Money, currency: string): number | null {
	const hundredths = money * 10 ** (2 - minorDigits(currency));
	return Number.isSafeInteger(hundredths) ? hundredths : null;
}

/** A part's amount without tax; a tax that the channel does not name is taken out by the percentage of its code. */
export function netOf(part: DraftPart, order: SalesOrder, facts: DraftFacts): Money {
	if (part.tax !== null) return part.net;
	const code = facts.taxCodes.find(({ id }) => id === findTaxCodeId(part, order, facts));
	// Percentages have at most four decimals.
	const percent = Math.round((code?.percent ?? 0) * 10_000);
	return part.net - shareOf(part.net, percent, 1_000_000 + percent);
}

function draftPartLines(part: DraftPart, order: SalesOrder, facts: DraftFacts, isInclusive: boolean): DraftedLine[] {
	const hundredths = (money: Money) => required(toHundredths(money, order.currency), 'two decimals');
	const net = needsTaxCodes(facts.company) ? netOf(part, order, facts) : part.net;
	const gross = hundredths(part.net + (part.tax ?? 0));
	const detail = {
		ItemRef: { value: required(part.itemId, 'item') },
		...draftTaxCode(part, order, facts),
		...draftClass(facts),
	};
	if (part.quantity === null) {
		const inclusive = isInclusive ? { TaxInclusiveAmt: gross / 100 } : {};
		return [
			{
				key: part.key,
				body: {
					DetailType: 'SalesItemLineDetail',
					Amount: hundredths(net) / 100,
					SalesItemLineDetail: { ...detail, ...inclusive },
				},
			},
		];
	}
	const priced = required(findPricedLines(part.quantity, hundredths(net)), 'unit price');
	const grosses = grossesOf(priced, gross, hundredths(net));
	return priced.map((line, place) => {
		const inclusive = isInclusive ? { TaxInclusiveAmt: (grosses[place] ?? 0) / 100 } : {};
		return { key: part.key, body: draftSalesLine(line, part.description ?? part.name, { ...detail, ...inclusive }) };
	});
}

/** A part that takes two lines shares its gross amount out between them. */
function grossesOf(priced: readonly PricedLine[], gross: number, net: number): number[] {
	const [first] = priced;
	if (priced.length < 2 || first === undefined || net === 0) return [gross];
	const share = shareOf(gross, first.hundredths, net);
	return [share, gross - share];
}

function draftSalesLine({ quantity, unitPrice, hundredths }: PricedLine, name: string, detail: Fields): Fields {
	const description = plainText(name, LONGEST_DESCRIPTION);
	return {
		DetailType: 'SalesItemLineDetail',
		Amount: hundredths / 100,
		...(description === '' ? {} : { Description: description }),
		SalesItemLineDetail: { ...detail, Qty: quantity, UnitPrice: unitPrice },
	};
}

/** In the US a line is taxable or not; elsewhere it names one of the company's codes. */
function draftTaxCode(part: DraftPart, order: SalesOrder, facts: DraftFacts): Fields {
	if (statesTax(facts.company)) return { TaxCodeRef: { value: (part.tax ?? 0) === 0 ? 'NON' : 'TAX' } };
	if (!needsTaxCodes(facts.company)) return {};
	return { TaxCodeRef: { value: required(findTaxCodeId(part, order, facts), 'tax code') } };
}

function draftClass({ company, choices }: DraftFacts): Fields {
	return company.classPer === 'line' && choices.classId !== null ? { ClassRef: { value: choices.classId } } : {};
}

/** A quantity, a price and an amount that agree: amount = quantity x price, rounded to hundredths. */
interface PricedLine {
	readonly quantity: number;
	/** Decimal with as few decimals as it takes, two or more. */
	readonly unitPrice: number;
	/** Hundredths of the currency's whole unit. */
	readonly hundredths: number;
}

const FEWEST_DECIMALS = 2;

const MOST_DECIMALS = 7;

/**
 * Finds unit prices for an amount that was agreed on as a whole, since QuickBooks refuses a line whose amount is not
 * quantity x price (error 6070). 10.00 for 3 is 3 at 3.333; a quantity too large for seven decimals becomes two lines
 * whose prices differ by a cent. Null where no price fits: a fraction of a very large quantity, or an amount for nothing.
 */
export function findPricedLines(quantity: number, hundredths: number): readonly PricedLine[] | null {
	if (quantity <= 0 || !Number.isFinite(quantity)) return null;
	const unitPrice = findPrice(quantity, hundredths);
	if (unitPrice !== null) return [{ quantity, unitPrice, hundredths }];
	return Number.isSafeInteger(quantity) ? splitPrices(quantity, hundredths) : null;
}

function findPrice(quantity: number, hundredths: number): number | null {
	const scaled = scaledDecimal(quantity);
	if (scaled === null) return null;
	for (let decimals = FEWEST_DECIMALS; decimals <= MOST_DECIMALS; decimals++) {
		const cent = 10n ** BigInt(decimals - 2 + scaled.decimals);
		const target = BigInt(hundredths) * cent;
		const price = roundedQuotient(target, scaled.value);
		const gap = price * scaled.value - target;
		// Four tenths of a cent, not five: a sum in floating point must round the same way.
		if (10n * (gap < 0n ? -gap : gap) <= 4n * cent) return Number(price) / 10 ** decimals;
	}
	return null;
}

function splitPrices(quantity: number, hundredths: number): PricedLine[] {
	const lower = Math.floor(hundredths / quantity);
	const atHigher = hundredths - lower * quantity;
	return [
		{ quantity: quantity - atHigher, unitPrice: lower / 100, hundredths: (quantity - atHigher) * lower },
		{ quantity: atHigher, unitPrice: (lower + 1) / 100, hundredths: atHigher * (lower + 1) },
	].filter((line) => line.quantity > 0);
}

/** A decimal as an integer and the number of decimals that it had; null when it has an exponent. */
function scaledDecimal(value: number): { readonly value: bigint; readonly decimals: number } | null {
	const parts = /^(\d+)(?:\.(\d+))?$/.exec(String(value));
	if (parts === null) return null;
	const fraction = parts[2] ?? '';
	return { value: BigInt(`${parts[1] ?? ''}${fraction}`), decimals: fraction.length };
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
	const size = dividend < 0n ? -dividend : dividend;
	const quotient = (2n * size + divisor) / (2n * divisor);
	return dividend < 0n ? -quotient : quotient;
}
