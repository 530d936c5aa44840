import { allocateRounding, allocateRoundingWithFallback, shareOf } from '../../model/allocation';
import { sum, type Money } from '../../model/money';
import type { OrderLine } from '../../model/salesOrder';
import { roundingKey } from './roundingPart';
import { dueTotal, type SaleInBooks } from './saleInBooks';
import type { BooksDocument, BooksLine } from '../../quickbooks/booksDocument';
import { needsTaxCodes } from '../../quickbooks/company';

/** A part of the order, by the key that it has in the document. */
export interface KnownPart {
	readonly line: OrderLine | null;
	readonly isCharge: boolean;
	readonly name: string;
	readonly net: Money;
	readonly tax: Money | null;
	readonly taxRates: readonly string[];
}

export type KnownParts = ReadonlyMap<string, KnownPart>;

/** What one item of one part comes to in a document, minor units. */
export interface Amounts {
	readonly key: string;
	readonly itemId: string;
	readonly name: string;
	readonly units: number;
	readonly net: Money;
	readonly gross: Money;
	readonly taxCodeId: string | null;
}

/** The lines of a document by part and item; a rounding line stands for no part. */
export function amountsOf(document: BooksDocument, known: KnownParts, sale: SaleInBooks): Amounts[] {
	const grosses = grossesOf(document, known, sale);
	const nets = netsOf(document);
	const parts = new Map<string, Amounts>();
	document.lines.forEach(({ key, itemId, quantity, name, taxCodeId }, place) => {
		const net = nets[place] ?? 0;
		if (key === null || itemId === null || key === roundingKey()) return;
		const before = parts.get(`${key} ${itemId}`) ?? { key, itemId, name, units: 0, net: 0, gross: 0, taxCodeId };
		parts.set(`${key} ${itemId}`, {
			...before,
			units: before.units + (quantity ?? 0),
			net: before.net + net,
			gross: before.gross + (grosses[place] ?? net),
		});
	});
	return [...parts.values()];
}

/** Where prices contain their tax, QuickBooks rounds it out of each line, and the document's tax may be another than all of those. */
function netsOf({ lines, tax }: BooksDocument): Money[] {
	const amounts = lines.map(({ amount }) => amount);
	if (lines.some(({ gross }) => gross === null)) return amounts;
	const taxes = lines.map(({ gross, amount }) => (gross ?? amount) - amount);
	const exact = allocatedTo(taxes, tax);
	return exact === null ? amounts : lines.map(({ gross, amount }, place) => (gross ?? amount) - (exact[place] ?? 0));
}

/** Null where there is nothing that a rounding could have moved. */
function allocatedTo(amounts: readonly Money[], stated: Money): Money[] | null {
	return amounts.some((amount) => amount !== 0) ? allocateRounding(amounts, stated, Infinity) : null;
}

/** What each line comes to with its tax, together the document's total. */
function grossesOf(document: BooksDocument, known: KnownParts, sale: SaleInBooks): Money[] {
	const isRounding = ({ key }: BooksLine) => key === roundingKey();
	const total = dueTotal(document, sale.facts);
	const average = averageRate(document, total);
	const reckoned = document.lines.map((line) => (isRounding(line) ? 0 : grossOf(line, { known, sale, average })));
	const rounding = sum(document.lines.filter(isRounding).map(({ amount }) => amount));
	// What QuickBooks rounds is tax: a line that bears none came to its amount.
	const taxed = reckoned.flatMap((gross, place) => (gross === document.lines[place]?.amount ? [] : [place]));
	const others = sum(reckoned.filter((_, place) => !taxed.includes(place)));
	const grosses = taxed.map((place) => reckoned[place] ?? 0);
	const exact = allocatedTo(grosses, total - rounding - others);
	if (exact !== null) return reckoned.map((gross, place) => exact[taxed.indexOf(place)] ?? gross);
	const mayTakeRounding = (place: number) => document.lines[place]?.taxCodeId !== 'NON';
	return allocateRoundingWithFallback(reckoned, total - rounding, { allowance: Infinity, mayTakeRounding }) ?? reckoned;
}

/** A tax as a fraction of the amount without it. */
interface Rate {
	readonly tax: Money;
	readonly net: Money;
}

function grossOf(
	{ key, amount, gross, taxCodeId }: BooksLine,
	{ known, sale, average }: { known: KnownParts; sale: SaleInBooks; average: Rate },
): Money {
	if (gross !== null) return gross;
	const part = known.get(key ?? '');
	const withTax = ({ tax, net }: Rate) => (net === 0 ? amount : amount + shareOf(amount, tax, net));
	if (taxCodeId === 'NON' || !sale.facts.company.usesSalesTax) return amount;
	const percent = needsTaxCodes(sale.facts.company)
		? (sale.facts.taxCodes.find(({ id }) => id === taxCodeId)?.percent ?? null)
		: null;
	if (percent !== null) return withTax({ tax: Math.round(percent * 10_000), net: 1_000_000 });
	if (part !== undefined && part.net === amount) return amount + (part.tax ?? 0);
	return withTax(part === undefined || part.net === 0 ? average : { tax: part.tax ?? 0, net: part.net });
}

function averageRate({ lines }: BooksDocument, total: Money): Rate {
	const taxed = lines.filter(({ taxCodeId }) => taxCodeId !== 'NON');
	return { tax: total - sum(lines.map(({ amount }) => amount)), net: sum(taxed.map(({ amount }) => amount)) };
}
