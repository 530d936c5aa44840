import type { Fields } from '../reading/readUnknown';
import { required, type DraftPart } from './draftPart';
import { needsTaxCodes, statesTax } from '../quickbooks/company';
import { type DraftFacts } from './draftSettings';
import { minorDigits, type Money } from '../model/money';
import { plainText } from '../model/text';
import { pricedLines, type PricedLine } from './pricedLine';
import { shareOf } from '../model/allocation';
import type { SalesOrder } from '../model/salesOrder';
import { taxCodeFor } from './taxMap';

const LONGEST_DESCRIPTION = 4000;

export interface DraftedLine {
	/** The key of the part that it stands for. */
	readonly key: string;
	readonly body: Fields;
}

/** The parts as lines of a document in QuickBooks' fields. Ask `partsTrouble` first: a part in trouble makes this throw. */
export function draftLines(parts: readonly DraftPart[], order: SalesOrder, facts: DraftFacts): DraftedLine[] {
	const isInclusive = includesTax(order, facts.company);
	return parts.flatMap((part) => draftPart(part, order, facts, isInclusive));
}

/** True for a document whose lines contain their tax: gross rules there, and QuickBooks takes the tax out (rules.md G4). */
export function includesTax(order: Pick<SalesOrder, 'taxIncluded' | 'lines'>, company: DraftFacts['company']): boolean {
	return needsTaxCodes(company) && (order.taxIncluded || order.lines.some(({ tax }) => tax === null));
}

/** Hundredths of the whole unit, the precision of QuickBooks' amounts; null for an amount with a third decimal. */
export function hundredthsOf(money: Money, currency: string): number | null {
	const hundredths = money * 10 ** (2 - minorDigits(currency));
	return Number.isSafeInteger(hundredths) ? hundredths : null;
}

/** A part's amount without tax; a tax that the channel does not name is taken out by the percentage of its code. */
export function netOf(part: DraftPart, order: SalesOrder, { choices, taxCodes }: DraftFacts): Money {
	if (part.tax !== null) return part.net;
	const code = taxCodes.find(({ id }) => id === taxCodeFor(part, order, choices));
	// Percentages have at most four decimals.
	const percent = Math.round((code?.percent ?? 0) * 10_000);
	return part.net - shareOf(part.net, percent, 1_000_000 + percent);
}

function draftPart(part: DraftPart, order: SalesOrder, facts: DraftFacts, isInclusive: boolean): DraftedLine[] {
	const hundredths = (money: Money) => required(hundredthsOf(money, order.currency), 'two decimals');
	const net = needsTaxCodes(facts.company) ? netOf(part, order, facts) : part.net;
	const gross = hundredths(part.net + (part.tax ?? 0));
	const detail = {
		ItemRef: { value: required(part.itemId, 'item') },
		...taxCodeRef(part, order, facts),
		...classRef(facts),
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
	const priced = required(pricedLines(part.quantity, hundredths(net)), 'unit price');
	const grosses = grossesOf(priced, gross, hundredths(net));
	return priced.map((line, place) => {
		const inclusive = isInclusive ? { TaxInclusiveAmt: (grosses[place] ?? 0) / 100 } : {};
		return { key: part.key, body: salesLine(line, part.name, { ...detail, ...inclusive }) };
	});
}

/** A part that takes two lines shares its gross amount out between them. */
function grossesOf(priced: readonly PricedLine[], gross: number, net: number): number[] {
	const [first] = priced;
	if (priced.length < 2 || first === undefined || net === 0) return [gross];
	const share = shareOf(gross, first.hundredths, net);
	return [share, gross - share];
}

function salesLine({ quantity, unitPrice, hundredths }: PricedLine, name: string, detail: Fields): Fields {
	const description = plainText(name, LONGEST_DESCRIPTION);
	return {
		DetailType: 'SalesItemLineDetail',
		Amount: hundredths / 100,
		...(description === '' ? {} : { Description: description }),
		SalesItemLineDetail: { ...detail, Qty: quantity, UnitPrice: unitPrice },
	};
}

/** In the US a line is taxable or not; elsewhere it names one of the company's codes. */
function taxCodeRef(part: DraftPart, order: SalesOrder, { company, choices }: DraftFacts): Fields {
	if (statesTax(company)) return { TaxCodeRef: { value: (part.tax ?? 0) === 0 ? 'NON' : 'TAX' } };
	if (!needsTaxCodes(company)) return {};
	return { TaxCodeRef: { value: required(taxCodeFor(part, order, choices), 'tax code') } };
}

function classRef({ company, choices }: DraftFacts): Fields {
	return company.classPer === 'line' && choices.classId !== null ? { ClassRef: { value: choices.classId } } : {};
}
