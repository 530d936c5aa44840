import type { Company } from '../company.mts';
import { dayIn } from '../dates.mts';
import { numberAt, type Json, type Row } from '../json.mts';

/** Units that came or went beside sales. The whole of them, and of what documents move, is the quantity on hand. */
export interface StockCount {
	readonly id: string;
	readonly itemId: string;
	/** opening: the starting value of an item. adjustment: a count by hand. */
	readonly kind: 'opening' | 'adjustment';
	/** Units more, or less below zero. */
	readonly quantity: number;
	/** What one of them cost, in the home currency. */
	readonly unitCost: number;
	/** YYYY-MM-DD */
	readonly day: string;
}

/** Writes down what an item that is counted starts with; worth its purchase cost. */
export function openStock(company: Company, item: Row, quantity = numberAt(item, 'QtyOnHand') ?? 0): void {
	if (item['Type'] !== 'Inventory') return;
	count(company, item, { kind: 'opening', quantity, unitCost: costOf(item), day: String(item['InvStartDate']) });
}

/** Writes down that an item was counted anew; what came in is worth its purchase cost unless said. */
export function adjusted(company: Company, item: Row, quantity: number, unitCost = costOf(item)): void {
	const day = dayIn(company.settings.timeZone, company.now());
	count(company, item, { kind: 'adjustment', quantity, unitCost, day });
}

/** What one unit costs by the item's own record, in the home currency. */
export function costOf(item: Json | undefined): number {
	return numberAt(item, 'PurchaseCost') ?? 0;
}

function count(company: Company, item: Row, counted: Omit<StockCount, 'id' | 'itemId'>): void {
	if (counted.quantity === 0) return;
	company.stockCounts.push({ id: String(company.stockCounts.length + 1), itemId: item.Id, ...counted });
}
