import { sum, type Money } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import { splitGross } from './creditParts';
import { bookableParts, percentOf } from './creditTax';
import { includesTax } from './documentLines';
import { SHIPPING_FIELD, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { findExactTax, type ExactTax } from './exactTax';
import { inHundredths, smallestUnit } from './hundredths';
import { moneyItemFor } from './moneyItem';
import { moneyKey, type OpenPart } from './openParts';
import type { SaleInBooks } from './saleInBooks';
import { findTaxCodeId } from './taxMap';
import { taxAt } from './taxTrouble';
import { needsTaxCodes } from '../../quickbooks/company';

/**
 * The parts of the credit that takes all that is open of a sale, each with what is open of its amount (rules.md D7). Without other credits
 * they are the lines of the sale, whose tax QuickBooks rounds as it did then. After others it would round it anew.
 */
export function closingParts(
	parts: readonly DraftPart[],
	open: readonly OpenPart[],
	sale: Omit<SaleInBooks, 'document'>,
): DraftPart[] {
	const { order, facts } = sale;
	const whole = inHundredths(parts, order);
	if (!needsTaxCodes(facts.company)) return inHundredths(bookableParts(whole, order, facts), order);
	if (sale.credits.length > 0) return exactParts(whole, open, sale);
	return inHundredths(
		whole.map((part) => asSold(part, sale)),
		order,
	);
}

/** A line whose amount contains its tax is one by that amount: what the whole document was rounded by is of no single line. */
function asSold(part: DraftPart, { order, facts }: Pick<SaleInBooks, 'order' | 'facts'>): DraftPart {
	const percent = percentOf(part, order, facts);
	if (part.tax === null || percent === null || !includesTax(order, facts.company)) return part;
	const { net, tax } = splitGross(part.net + part.tax, { net: 1_000_000, tax: Math.round(percent * 10_000) });
	return { ...part, net, tax };
}

/** The parts of a credit, with amounts beside them that give the tax which they name however QuickBooks rounds it. */
export function exactParts(
	parts: readonly DraftPart[],
	open: readonly OpenPart[],
	{ order, facts }: Pick<SaleInBooks, 'order' | 'facts'>,
): DraftPart[] {
	const goods = open.find(({ kind, line }) => kind === 'goods' && line?.kind !== 'giftCertificate');
	const charge = open.find(({ itemId }) => itemId !== SHIPPING_FIELD);
	const itemId = besideItem(goods?.itemId ?? null, facts) ?? (charge?.kind === 'charge' ? charge.itemId : null);
	const codes = [...new Set(parts.map((part) => findTaxCodeId(part, order, facts)))];
	return codes.flatMap((code) => {
		const [largest] = open.filter(({ taxCodeId }) => taxCodeId === code).sort(byAmount);
		const alike = parts.filter((part) => findTaxCodeId(part, order, facts) === code);
		return largest === undefined ? alike : withExactTax(alike, { key: moneyKey(largest), itemId }, order, facts);
	});
}

function byAmount(one: Pick<OpenPart, 'net'>, other: Pick<OpenPart, 'net'>): number {
	return Math.abs(other.net) - Math.abs(one.net);
}

/** True where what is left of a sale is other lines than it had, and QuickBooks works their tax out by itself. */
export function isClosedExactly({ credits, facts }: Pick<SaleInBooks, 'credits' | 'facts'>): boolean {
	return credits.length > 0 && needsTaxCodes(facts.company);
}

/** Any item without stock will do for what comes to nothing. */
function besideItem(soldId: string | null, facts: DraftFacts): string | null {
	return facts.choices.refundItemId ?? facts.choices.roundingItemId ?? moneyItemFor(soldId, facts);
}

/** What goes back without tax, whatever was sold. */
const UNTAXED = { tax: 0, taxRates: [], taxCodeId: null };

/**
 * Parts of one code with their amounts as they are, and the tax that they name however QuickBooks rounds it (see findExactTax). What has
 * to stand beside them is taxed in one line and taken off without tax in another, so that it comes to nothing on every account. As they
 * were where the user has not chosen what that needs.
 */
function withExactTax(
	parts: readonly DraftPart[],
	{ key, itemId }: Pick<DraftPart, 'key' | 'itemId'>,
	order: SalesOrder,
	facts: DraftFacts,
): DraftPart[] {
	const [first] = parts;
	const percents = first === undefined ? [] : percentsOf(first, order, facts);
	const needs = [itemId, findTaxCodeId(UNTAXED, order, facts)];
	if (first === undefined || percents.length === 0 || needs.includes(null)) return [...parts];
	const unit = smallestUnit(order);
	const exact = findWithOtherCode(
		parts.map(({ net }) => net / unit),
		sum(parts.map(({ tax }) => tax ?? 0)) / unit,
		{ percents, facts },
	);
	if (exact === null) return [...parts];
	const taxOn = (net: Money) => sum(percents.map((percent) => Math.round(taxAt(net / unit, percent)))) * unit;
	const money = { ...first, key, itemId, name: first.name || 'Shipping', quantity: 1 };
	const lines = parts.map((part, place) =>
		exact.undecided.includes(place) ? { ...part, ...UNTAXED } : { ...part, tax: taxOn(part.net) },
	);
	const beside = [
		...exact.beside.map((amount) => ({ ...money, net: amount * unit, tax: taxOn(amount * unit) })),
		...exact.other.map(({ codeId, amount, tax }) => ({
			...money,
			taxCodeId: codeId,
			net: amount * unit,
			tax: tax * unit,
		})),
	];
	return [
		...lines.filter(({ net, quantity }) => net !== 0 || quantity !== null),
		...beside.flatMap((line) => [line, { ...line, ...UNTAXED, net: -line.net }]),
	];
}

/** An amount whose tax at a code is a whole number of units. */
interface WholeTax {
	readonly codeId: string;
	readonly amount: number;
	readonly tax: number;
}

/** Some taxes no amount has at two rates together, which may both go up at the same amount: then one unit is of another code. */
function findWithOtherCode(
	nets: readonly number[],
	target: number,
	{ percents, facts }: { readonly percents: readonly number[]; readonly facts: DraftFacts },
): (ExactTax & { readonly other: readonly WholeTax[] }) | null {
	const others = percents.length === 1 ? [] : wholeTaxes(facts);
	for (const other of [[], ...others.map((one) => [one])]) {
		const exact = findExactTax(nets, target - sum(other.map(({ tax }) => tax)), percents);
		if (exact !== null) return { ...exact, other };
	}
	return null;
}

/** One unit of tax more, and one less, by a code of one rate. */
function wholeTaxes({ taxCodes }: DraftFacts): WholeTax[] {
	return taxCodes.flatMap(({ id, percent, percents = [] }) => {
		const isWhole = percent !== null && percent > 0 && 100 % percent === 0 && percents.length < 2;
		return isWhole ? [1, -1].map((tax) => ({ codeId: id, amount: (100 / percent) * tax, tax })) : [];
	});
}

/** Of each rate of the part's code that takes anything. */
function percentsOf(part: DraftPart, order: SalesOrder, facts: DraftFacts): number[] {
	const code = facts.taxCodes.find(({ id }) => id === findTaxCodeId(part, order, facts));
	return (code?.percents ?? [code?.percent ?? 0]).filter((percent) => percent > 0);
}
