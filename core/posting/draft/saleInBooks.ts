import { sum, type Money } from '../../model/money';
import type { LineItem } from '../../model/lineItem';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import { lineKey } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { tenderKeys, worthOf } from './tenderParts';
import { taxDifferenceOf, type BooksDocument, type BooksLine } from '../../quickbooks/booksDocument';
import { statesTax } from '../../quickbooks/company';

/** An order whose sale stands in the books, with the credits that were written for it since. */
export interface SaleInBooks {
	readonly order: SalesOrder;
	readonly document: BooksDocument;
	/** Managed credits of the same generation as the document. */
	readonly credits: readonly BooksDocument[];
	readonly facts: DraftFacts;
}

/** One of the items that an order's line became; several for a bundle. */
interface SoldItem {
	readonly itemId: string;
	/** Units for one unit of the line. */
	readonly perUnit: number;
}

/**
 * What a line became: credits give back what was sold, whatever the product's SKU says by now. Where the order was edited the document may
 * not show it, and its units are not those of the line.
 *
 * 1. A line that is by now what the document has whole units of is that, in whatever quantity.
 * 2. Any other one is as many of each item as the document has for each unit of the line.
 * 3. Where these are no whole number of a single item, the line is that item.
 */
export function soldItems(
	{ document, facts }: Pick<SaleInBooks, 'document' | 'facts'>,
	line: Pick<OrderLine, 'lineId' | 'quantity'>,
): SoldItem[] {
	const units = unitsByItem(document, lineKey(line.lineId));
	const parts = partsOf(facts.itemOf(line.lineId));
	return line.quantity !== 0 && isMadeOf(units, parts) ? parts : itemsByQuantity(units, line);
}

function itemsByQuantity(units: ReadonlyMap<string, number>, { quantity }: Pick<OrderLine, 'quantity'>): SoldItem[] {
	return [...units].map(([itemId, sold]) => {
		const perUnit = quantity === 0 ? 0 : sold / quantity;
		return { itemId, perUnit: units.size === 1 && !Number.isInteger(perUnit) ? 1 : perUnit };
	});
}

/** What one unit of a line is by now; empty where nobody knows. */
function partsOf(item: LineItem | null): SoldItem[] {
	if (item === null) return [];
	if (item.components.length === 0) return [{ itemId: item.itemId, perUnit: 1 }];
	const units = new Map<string, number>();
	for (const { itemId, quantity } of item.components) units.set(itemId, (units.get(itemId) ?? 0) + quantity);
	return [...units].map(([itemId, perUnit]) => ({ itemId, perUnit }));
}

/** True where the units are those of so and so many of the whole, of each part as many. */
function isMadeOf(units: ReadonlyMap<string, number>, parts: readonly SoldItem[]): boolean {
	if (parts.length === 0 || parts.length !== units.size) return false;
	const [first = NaN, ...others] = parts.map(({ itemId, perUnit }) => (units.get(itemId) ?? NaN) / perUnit);
	return Number.isFinite(first) && others.every((wholes) => Math.abs(wholes - first) < 1e-6);
}

/** Units of a line that the credits have put back already. */
export function unitsReturned(sale: SaleInBooks, line: OrderLine): number {
	const [first] = soldItems(sale, line);
	if (first === undefined || first.perUnit === 0) return 0;
	return (
		sum(sale.credits.map((credit) => unitsByItem(credit, lineKey(line.lineId)).get(first.itemId) ?? 0)) / first.perUnit
	);
}

/** What of the sale no credit took back yet. */
export function openTotal({ document, credits, facts }: SaleInBooks): Money {
	return dueTotal(document, facts) - sum(credits.map((credit) => dueTotal(credit, facts)));
}

/**
 * What a document was to come to, whatever it is paid with. Where QuickBooks was told the tax, another one that it answered is no money of
 * the order.
 */
export function dueTotal(document: BooksDocument, { company }: Pick<DraftFacts, 'company'>): Money {
	return worthOf(document) - (statesTax(company) ? (taxDifferenceOf(document) ?? 0) : 0);
}

/** The item that a line became; null where it is not known, for a bundle, and where the quantity is another by now. */
export function findItemSold(document: BooksDocument, line: OrderLine): string | null {
	const items = itemsByQuantity(unitsByItem(document, lineKey(line.lineId)), line);
	const [only] = items;
	return items.length === 1 && only?.perUnit === 1 ? only.itemId : null;
}

/**
 * True where an edit leaves fewer units of a line than came back of it: the stock would be too high by them. Shipping, fees, discounts and
 * roundings have no units, though their items bear a quantity.
 */
export function losesReturnedUnits({ order, document, credits, facts }: SaleInBooks): boolean {
	const { feeItemId, shippingItemId, discountItemId, roundingItemId } = facts.choices;
	const withoutUnits = new Set([feeItemId, shippingItemId, discountItemId, roundingItemId]);
	const isGoods = ({ itemId, quantity }: BooksLine) => quantity !== null && !withoutUnits.has(itemId);
	const keys = new Set(document.lines.filter(isGoods).flatMap(({ key }) => key ?? []));
	tenderKeys().forEach((key) => keys.delete(key));
	return [...keys].some((key) => {
		const back = sum(credits.flatMap((credit) => [...unitsByItem(credit, key).values()]));
		const left = order.lines.find(({ lineId }) => lineKey(lineId) === key);
		const isPlain = unitsByItem(document, key).size === 1;
		return back > 0 && (left === undefined || (isPlain && left.quantity < back));
	});
}

/** True where the marker tells which line of the document stands for what. It has no room for the keys of very long documents. */
export function hasLineKeys({ lines }: BooksDocument): boolean {
	return lines.every(({ key }) => key !== null);
}

function unitsByItem({ lines }: BooksDocument, key: string): ReadonlyMap<string, number> {
	const units = new Map<string, number>();
	for (const { itemId, quantity, key: own } of lines) {
		if (own === key && itemId !== null) units.set(itemId, (units.get(itemId) ?? 0) + (quantity ?? 0));
	}
	return units;
}
