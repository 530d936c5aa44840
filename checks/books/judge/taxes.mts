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
	].flatMap(({ document, stated, isExact }): Finding[] => {
		const difference = document.tax - stated;
		const said = isTold ? 0 : saidOf(history, document);
		const allowance = isTold ? 0 : Math.max(FEWEST, Math.floor(document.lines.length / 2)) * unitOf(truth.currency);
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
}

/** A sale that was called off before an edit reached it is not of the order's total, and its tax not of the order's. */
function ofSale(truth: OrderTruth, documents: readonly BooksDocument[]): StatedTax[] {
	const sale = currentSale(documents, moneyOf(truth));
	return sale?.total !== moneyOf(truth)
		? []
		: [{ document: sale, stated: minorOf(truth.taxTotal, truth.currency), isExact: true }];
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
	if (refund === undefined || !namesAll(refund, history)) return [];
	return [
		{
			document,
			stated: minorOf(refund.tax ?? 0, truth.currency),
			// BigCommerce tells what a refund takes off a line with its tax, and no tax.
			isExact: truth.channel === 'woocommerce',
		},
	];
}

/**
 * Whether the refund is made of lines that the order has, or had before an edit took them out, and of nothing else, and the channel's API tells
 * their rates.
 */
function namesAll({ total, tax, lines }: TrueRefund, history: OrderHistory): boolean {
	const { truth } = latestVersion(history);
	const { currency } = truth;
	const known = new Map<string, Taxed>(
		history.versions.flatMap((version) => [
			...version.truth.lines.map((line) => [line.lineId, line] as const),
			...version.truth.charges.map((charge) => [charge.chargeId, charge] as const),
		]),
	);
	const isTold = (sold: Taxed | undefined): boolean => sold !== undefined && tellsRates(sold, truth);
	return (
		tax !== null &&
		lines.length > 0 &&
		lines.every(({ lineId }) => isTold(known.get(lineId))) &&
		sum(lines.map((line) => minorOf(line.total, currency))) === minorOf(total, currency)
	);
}

type Taxed = Pick<TrueLine, 'tax' | 'taxRates'>;

/** BigCommerce lists no tax that was rounded to nothing, and so no rates of it. */
function tellsRates({ tax, taxRates }: Taxed, { channel }: OrderTruth): boolean {
	return channel !== 'bigcommerce' || Number(tax) !== 0 || taxRates.every(({ percent }) => Number(percent) === 0);
}

/** QuickBooks counts its ids upwards. */
function lastWritten(documents: readonly BooksDocument[]): BooksDocument | undefined {
	const credits = documents.filter(({ type, voided, total }) => !voided && total !== 0 && !SALE_TYPES.includes(type));
	return credits.sort((one, other) => Number(one.id) - Number(other.id)).at(-1);
}

/** What the product said last of the document's tax; 0 where it said nothing. Once an accountant has renumbered it, the product has nothing to compare. */
export function saidOf({ outcomes }: OrderHistory, { type, id }: BooksDocument): Minor {
	const said = outcomes.flatMap(({ taxDifferences }) => taxDifferences);
	return said.findLast((one) => one.type === type && one.id === id && one.difference !== null)?.difference ?? 0;
}
