import { SALE_TYPES, type BooksDocument, type BooksStock } from '../books.mts';
import type { OrderHistory } from '../orderHistory.mts';
import type { Expected } from './expected.mts';
import type { Finding } from './findings.mts';

/** Units by the Id of an item that has a stock: out with sales, in with credits. */
export type Moved = ReadonlyMap<string, number>;

export function movedBy(documents: readonly BooksDocument[], stock: readonly BooksStock[]): Map<string, number> {
	const stocked = new Set(stock.filter(({ type }) => type === 'Inventory').map(({ itemId }) => itemId));
	const moved = new Map<string, number>();
	for (const { voided, type, lines } of documents) {
		const sign = voided ? 0 : SALE_TYPES.includes(type) ? 1 : -1;
		for (const { itemId, quantity } of lines)
			if (itemId !== null && stocked.has(itemId)) add(moved, itemId, sign * quantity);
	}
	return moved;
}

/** Compares what the documents of one order moved with what left the stock, item by item. */
export function judgeQuantities(history: OrderHistory, moved: Moved, { units }: Expected): Finding[] {
	return [...new Set([...units.keys(), ...moved.keys()])].flatMap((item): Finding[] => {
		const [is, should] = [moved.get(item) ?? 0, units.get(item) ?? 0];
		return is === should
			? []
			: [{ fault: 'quantityErrors', what: `item ${item}: the books moved ${is}, the shop ${should}`, history }];
	});
}

/** Compares the quantity on hand in the end with what it was, less all that went out. */
export function judgeStock(before: readonly BooksStock[], after: readonly BooksStock[], out: Moved): Finding[] {
	return after
		.filter(({ type }) => type === 'Inventory')
		.flatMap(({ itemId, name, quantity }): Finding[] => {
			const had = before.find((row) => row.itemId === itemId)?.quantity ?? 0;
			const should = had - (out.get(itemId) ?? 0);
			return quantity === should
				? []
				: [
						{
							fault: 'quantityErrors',
							what: `QuickBooks has ${quantity ?? 0} of "${name}" (item ${itemId}), not ${should}`,
							history: null,
						},
					];
		});
}

export function add(moved: Map<string, number>, item: string, units: number): void {
	moved.set(item, (moved.get(item) ?? 0) + units);
}
