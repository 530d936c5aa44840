import type { BooksStock } from '../books.mts';
import { isHolder, isTakenOver, latestVersion, type OrderHistory } from '../orderHistory.mts';
import { sum, type Minor } from '../money.mts';
import { creditOf, moneyBackOf, moneyOf, type OrderTruth, type TrueLine, type TrueRefund } from '../orderTruth.mts';
import type { PostingForm } from '../protocol.mts';
import type { Environment } from '../environment.mts';

/** What the books have to hold of one order. */
export interface Expected {
	/** Total of the active document; null: none may be active. */
	readonly sale: Minor | null;
	/** What of the order was paid with store credit and gift certificates, and is no part of the document's total. */
	readonly tender?: Minor;
	/** Of the credits, one for each refund; 'rest': whatever brings the order to nothing. */
	readonly credits: readonly Minor[] | 'rest';
	/** Units that left the stock for good, by the Id of the item in QuickBooks. */
	readonly units: ReadonlyMap<string, number>;
	/** The order was cancelled and reinstated, so earlier documents that credits offset may be active (rules.md C5). */
	readonly wasReinstated: boolean;
	/** No document at all is right as well. */
	readonly mayHaveNone: boolean;
}

interface Setting {
	readonly environment: Environment;
	/** What QuickBooks has in the end. */
	readonly stock: readonly BooksStock[];
}

const NOTHING: Expected = { sale: null, credits: [], units: new Map(), wasReinstated: false, mayHaveNone: true };

/** Derived from the channel's own data, the states that were posted, and the form. Null: any state of the books may be right. */
export function expectedOf(
	history: OrderHistory,
	environment: Environment,
	stock: readonly BooksStock[],
): Expected | null {
	// A purchase that awaits payment on eBay is no order yet.
	if (history.versions.length === 0) return NOTHING;
	const { truth, state } = latestVersion(history);
	if (truth.placedAt < (environment.forms[history.channel].goLive ?? '')) return NOTHING;
	// A document that a person has voided, deleted or written anew is the person's, and so is whatever is beside it.
	if (isTakenOver(history)) return null;
	const wasReinstated = history.posted.some((version) => version.state === 'cancelled');
	const wasSold = history.posted.some((version) => version.state === 'sold');
	if (state === 'sold')
		return {
			sale: moneyOf(truth),
			tender: tenderOf(truth),
			credits: moneyBackOf(truth),
			units: unitsOf(truth, history, { environment, stock }),
			wasReinstated,
			mayHaveNone: false,
		};
	if (state === 'refunded') return refunded(history, truth, { environment, stock });
	if (!wasSold) return NOTHING;
	if (state === 'cancelled')
		return {
			sale: moneyOf(truth),
			tender: tenderOf(truth),
			credits: 'rest',
			units: new Map(),
			wasReinstated,
			mayHaveNone: true,
		};
	return null;
}

/** Refunded in full: the sale and its refunds, or nothing where nothing of it is left. */
function refunded(history: OrderHistory, truth: OrderTruth, setting: Setting): Expected {
	const units = unitsOf(truth, history, setting);
	return {
		sale: moneyOf(truth),
		tender: tenderOf(truth),
		credits: moneyBackOf(truth),
		units,
		wasReinstated: true,
		mayHaveNone: [...units.values()].every((quantity) => quantity === 0),
	};
}

/** What was paid with store credit and gift certificates, and did not go back to them. */
function tenderOf({ payments, refunds, currency }: OrderTruth): Minor {
	return creditOf(payments, currency) - sum(refunds.map((refund) => creditOf(refund.payments ?? [], currency)));
}

/** Units sold less units restocked: as WooCommerce says it, elsewhere as the user chose. */
function unitsOf(
	{ lines, refunds, state }: OrderTruth,
	{ channel, bundle }: OrderHistory,
	{ environment: { forms }, stock }: Setting,
): Map<string, number> {
	const form = forms[channel];
	const comesBack = form.unstatedGoods === 'comeBack';
	const returned = (line: TrueLine): number => {
		if (channel === 'woocommerce') return restockedOf(line, refunds);
		if (!comesBack) return 0;
		return state === 'refunded'
			? line.quantity
			: Math.min(line.quantity, sum(namedBy(refunds, line).map((named) => unitsNamed(named, line))));
	};
	const left = new Map<string, number>();
	for (const line of lines.filter((one) => !isHolder(one, lines, bundle))) {
		const item = itemOf(line.sku, form, stock);
		if (item?.type !== 'Inventory') continue;
		left.set(item.itemId, (left.get(item.itemId) ?? 0) + line.quantity - returned(line));
	}
	return left;
}

/**
 * Units that WooCommerce put back and still has, by the count that it keeps of a line (rules.md D4): never more than its refunds are for,
 * nor than is sold after an edit (D2). The count stays where one of several refunds is deleted. What was cancelled and taken up again has
 * left the shop anew, whatever its refunds put back before (D5).
 */
export function restockedOf(line: TrueLine, refunds: readonly TrueRefund[]): number {
	const taken = line.stockTaken ?? 0;
	const refunded = sum(namedBy(refunds, line).map(({ quantity }) => quantity));
	return Math.min(line.quantity, Math.max(0, line.quantity - taken), line.restocked ?? 0, refunded);
}

type RefundLine = TrueRefund['lines'][number];

function namedBy(refunds: readonly TrueRefund[], { lineId }: TrueLine): RefundLine[] {
	return refunds.flatMap((refund) => refund.lines).filter((named) => named.lineId === lineId);
}

/** eBay names no units: a line that is paid back whole is meant whole. */
function unitsNamed({ quantity, total }: RefundLine, line: TrueLine): number {
	const isWhole = Math.abs(Number(total) - Number(line.net) - Number(line.tax)) < 1e-6;
	return quantity === 0 && isWhole ? line.quantity : quantity;
}

/** The item with the SKU, letter by letter unless the user ignores the case; undefined for a line on another item. */
function itemOf(sku: string | null, form: PostingForm, stock: readonly BooksStock[]): BooksStock | undefined {
	const fits = (row: BooksStock): boolean =>
		row.sku === sku || (form.ignoreCase && row.sku?.toLowerCase() === sku?.toLowerCase());
	// What was sold before the item became inactive stays with it.
	const rows = [...stock.filter(({ active }) => active), ...stock.filter(({ active }) => !active)];
	return sku === null || sku === '' ? undefined : (rows.find((row) => row.sku === sku) ?? rows.find(fits));
}
