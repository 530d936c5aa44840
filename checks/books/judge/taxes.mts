import type { BooksDocument } from '../books.mts';
import type { Environment } from '../environment.mts';
import { amountText, digitsOf, minorOf, sum, type Minor } from '../money.mts';
import { latestVersion, type OrderHistory } from '../orderHistory.mts';
import { leftOf, moneyOf, type OrderTruth, type TrueLine, type TrueRefund } from '../orderTruth.mts';
import { SALE_TYPES } from '../books.mts';
import type { Finding } from './findings.mts';
import { currentSale, nameOf } from './money.mts';
import { ownerOf } from './owners.mts';

/** By how much tax may differ and still be a rounding: what the rounding line takes up (rules.md G5). */
const FEWEST = 5;

/**
 * The tax of each document is the channel's (rules.md G6). In the US it is told, and there is no other. Elsewhere QuickBooks reckons it
 * from codes: a rounding may move it, and then the product has said by how much.
 */
export function judgeTaxes(
	history: OrderHistory,
	documents: readonly BooksDocument[],
	{ company }: Environment,
): Finding[] {
	const { truth } = latestVersion(history);
	// eBay names no tax outside of North America: it is in the price, and in the books by the code that the user chose for it.
	if (truth.channel === 'ebay' && company.country !== 'US') return [];
	const isTold = company.country === 'US';
	return [
		...ofSale(truth, documents),
		...documents.flatMap((document) => ofCredit(history, document, documents)),
	].flatMap(({ document, stated, isExact, shares }): Finding[] => {
		const difference = document.tax - stated;
		const said = isTold ? 0 : saidOf(history, document);
		const roundings = isTold ? shares : Math.max(FEWEST, Math.floor(document.lines.length / 2));
		const allowance = roundings * unitOf(truth.currency);
		const text = (minor: Minor): string => amountText(minor, truth.currency);
		const is = `${nameOf(document)} has ${text(document.tax)} of tax, the channel ${text(stated)}`;
		if (Math.abs(difference) > allowance) return [{ fault: 'offByACent', what: is, history }];
		if (difference === said || !isExact) return [];
		return [{ fault: 'offByACent', what: `${is}, and ${text(said)} of difference was said`, history }];
	});
}

/** The smallest amount that QuickBooks keeps has two decimals, also where the coin has three: by those it rounds. */
function unitOf(currency: string): Minor {
	return 10 ** Math.max(0, digitsOf(currency) - 2);
}

interface StatedTax {
	readonly document: BooksDocument;
	/** By the channel's own data. */
	readonly stated: Minor;
	/** The channel's API tells it to the smallest coin. */
	readonly isExact: boolean;
	/** How many of its taxes are shares of a line's tax that the API does not tell: each may be a unit away from how the shop rounds it. */
	readonly shares: number;
}

/** A sale that was called off before an edit reached it is not of the order's total, and its tax not of the order's. */
function ofSale(truth: OrderTruth, documents: readonly BooksDocument[]): StatedTax[] {
	const sale = currentSale(documents, moneyOf(truth));
	return sale?.total !== moneyOf(truth)
		? []
		: [{ document: sale, stated: minorOf(truth.taxTotal, truth.currency), isExact: true, shares: 0 }];
}

/**
 * A credit of a refund that names its lines. A mere amount has no tax of its own, and how it is taxed is the user's choice (G6). Where
 * nothing is left of the order, the credit that was written last takes what tax the others left (D7): its accounts tell.
 */
function ofCredit(history: OrderHistory, document: BooksDocument, documents: readonly BooksDocument[]): StatedTax[] {
	const { truth } = latestVersion(history);
	if (document.voided || SALE_TYPES.includes(document.type)) return [];
	if (leftOf(truth) <= 0 && document === lastWritten(documents)) return [];
	const refundId = ownerOf(document, [history])?.refundId;
	const refund = truth.refunds.find((one) => one.refundId === refundId);
	const known = soldIn(history);
	if (refund === undefined || !namesAll(refund, known, truth)) return [];
	// BigCommerce tells what a refund takes off a line with its tax, and no tax.
	const isExact = truth.channel === 'woocommerce';
	const stated = minorOf(refund.tax ?? 0, truth.currency);
	return [{ document, stated, isExact, shares: isExact ? 0 : sharesIn(refund, known, truth) }];
}

/** The lines and charges that the order has, or had before an edit took them out, by id. */
function soldIn({ versions }: OrderHistory): ReadonlyMap<string, Taxed> {
	return new Map<string, Taxed>(
		versions.flatMap(({ truth }) => [
			...truth.lines.map((line) => [line.lineId, line] as const),
			...truth.charges.map((charge) => [charge.chargeId, charge] as const),
		]),
	);
}

/** How many lines of a refund give back a part of what was sold. The whole of a line has the line's own tax, which is told. */
function sharesIn({ lines }: TrueRefund, known: ReadonlyMap<string, Taxed>, { currency }: OrderTruth): number {
	return lines.filter(({ lineId, total }) => {
		const { net, tax } = known.get(lineId) ?? { net: '0', tax: '0' };
		return minorOf(total, currency) !== minorOf(net, currency) + minorOf(tax, currency);
	}).length;
}

/** Whether the refund is made of what was sold and of nothing else, and the channel's API tells its rates. */
function namesAll({ total, tax, lines }: TrueRefund, known: ReadonlyMap<string, Taxed>, truth: OrderTruth): boolean {
	const { currency } = truth;
	const isTold = (sold: Taxed | undefined): boolean => sold !== undefined && tellsRates(sold, truth);
	return (
		tax !== null &&
		lines.length > 0 &&
		lines.every(({ lineId }) => isTold(known.get(lineId))) &&
		sum(lines.map((line) => minorOf(line.total, currency))) === minorOf(total, currency)
	);
}

type Taxed = Pick<TrueLine, 'net' | 'tax' | 'taxRates'>;

/** BigCommerce lists no tax that was rounded to nothing, and so no rates of it. */
function tellsRates({ tax, taxRates }: Taxed, { channel }: OrderTruth): boolean {
	return channel !== 'bigcommerce' || Number(tax) !== 0 || taxRates.every(({ percent }) => Number(percent) === 0);
}

/** QuickBooks counts its ids upwards. A credit of units alone takes no tax; one whose money is store credit comes to nothing and does. */
function lastWritten(documents: readonly BooksDocument[]): BooksDocument | undefined {
	const credits = documents.filter(
		({ type, voided, lines }) => !voided && !SALE_TYPES.includes(type) && lines.some(({ amount }) => amount !== 0),
	);
	return credits.sort((one, other) => Number(one.id) - Number(other.id)).at(-1);
}

/** What the product said last of the document's tax; 0 where it said nothing. Once an accountant has renumbered it, the product has nothing to compare. */
export function saidOf({ outcomes }: OrderHistory, { type, id }: BooksDocument): Minor {
	const said = outcomes.flatMap(({ taxDifferences }) => taxDifferences);
	return said.findLast((one) => one.type === type && one.id === id && one.difference !== null)?.difference ?? 0;
}
