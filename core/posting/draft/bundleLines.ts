import type { LineItem } from '../../model/lineItem';
import { sum, type Money } from '../../model/money';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import { allocateHundredths } from './hundredths';
import { rateSetOf } from './taxMap';

/** An order's lines with each bundle written once: as the bundle, or as its parts (rules.md E9). */
interface MergedLines {
	readonly lines: readonly OrderLine[];
	/** Why a bundle cannot be written once; null when all can. */
	readonly trouble: string | null;
}

/**
 * Shops list a bundle and its parts side by side, and the money stands on either. Each bundle is written once:
 *
 * 1. Where QuickBooks has a bundle for the line that holds the parts, or no items for the parts, that line is written with all the money.
 * 2. Otherwise the parts are written, and share the money of the line that holds them. One whose item cannot be booked (it is inactive, or
 *    one of several) asks for a person by itself: another item would move in its place.
 * 3. A bundle of which neither can be written, or whose rates differ, is for a person.
 */
export function mergeBundles(order: SalesOrder, found: FoundLines): MergedLines {
	const holders = order.lines.filter(({ lineId }) => order.lines.some(({ bundleLineId }) => bundleLineId === lineId));
	return holders.reduce<MergedLines>((folded, holder) => mergeBundle(folded, holder, { ...found, order }), {
		lines: order.lines,
		trouble: null,
	});
}

/** What QuickBooks has for the lines of an order, by line id. */
interface FoundLines {
	readonly items: ReadonlyMap<string, LineItem>;
	/** Lines whose item QuickBooks has and does not book. */
	readonly unbookable: ReadonlySet<string>;
}

function mergeBundle(
	{ lines, trouble }: MergedLines,
	holder: OrderLine,
	{ items, unbookable, order }: FoundLines & { readonly order: SalesOrder },
): MergedLines {
	const parts = lines.filter(({ bundleLineId }) => bundleLineId === holder.lineId);
	const own = items.get(holder.lineId);
	const isBundle = own !== undefined && own.components.length > 0;
	if (!isBundle && parts.some(({ lineId }) => unbookable.has(lineId))) return { lines, trouble };
	const areKnown = parts.every(({ lineId }) => items.has(lineId));
	const writesHolder = isBundle || (own !== undefined && parts.every(({ lineId }) => !items.has(lineId)));
	if (!writesHolder && !areKnown)
		return {
			lines,
			trouble:
				trouble ??
				`Neither "${holder.name}" nor all that it is made of are items in QuickBooks: create the bundle there, or give its parts their SKUs`,
		};
	const kept = writesHolder ? withMoneyOf(holder, parts) : partsWithMoney(holder, parts, order);
	if (kept === null)
		return {
			lines,
			trouble:
				trouble ??
				`"${holder.name}" and what it is made of are taxed at different rates: create it as a bundle in QuickBooks`,
		};
	const family = new Set([holder, ...parts]);
	return { lines: lines.flatMap((line) => (line === holder ? kept : family.has(line) ? [] : [line])), trouble };
}

/** The holder with the money of all its parts; null where rates differ. */
function withMoneyOf(holder: OrderLine, parts: readonly OrderLine[]): OrderLine[] | null {
	const priced = [holder, ...parts].filter(hasMoney);
	const [first = holder] = priced;
	if (priced.some((line) => rateSetOf(line) !== rateSetOf(first))) return null;
	const tax = priced.some((line) => line.tax === null) ? null : sum(priced.map((line) => line.tax ?? 0));
	const [net, discount] = [sum(priced.map((line) => line.net)), sum(priced.map((line) => line.discount))];
	return [{ ...holder, net, discount, tax, taxRates: first.taxRates }];
}

/** The parts, each with its share of the holder's money; null where rates differ. */
function partsWithMoney(holder: OrderLine, parts: readonly OrderLine[], order: SalesOrder): OrderLine[] | null {
	if (!hasMoney(holder)) return [...parts];
	if (parts.some((part) => hasMoney(part) && rateSetOf(part) !== rateSetOf(holder))) return null;
	const weights = parts.map(({ net, unitPrice, quantity }) => net || Math.round(Number(unitPrice) * quantity * 100));
	const share = (amount: Money) => allocateHundredths(amount, weights, order);
	const [nets, discounts] = [share(holder.net), share(holder.discount)];
	const taxes = holder.tax === null ? null : share(holder.tax);
	return parts.map((part, place) => ({
		...part,
		net: part.net + (nets[place] ?? 0),
		discount: part.discount + (discounts[place] ?? 0),
		tax: taxes === null ? null : (part.tax ?? 0) + (taxes[place] ?? 0),
		taxRates: holder.taxRates,
	}));
}

function hasMoney({ net, tax }: OrderLine): boolean {
	return net !== 0 || (tax ?? 0) !== 0;
}
