import type { StockEvent } from '../diary.mts';

/** A sale of units that nobody had any more. */
export interface Oversale {
	readonly sale: StockEvent;
	/** Units sold below zero. */
	readonly units: number;
	/**
	 * What used the units up: had the shop been told how many there are at any time since, it would not have sold them. A shop knows its own
	 * sales, so this happened elsewhere. Null: there never were so many.
	 */
	readonly usedUpBy: StockEvent | null;
}

/** The sales of one SKU that went below what there was, all channels and counts together. */
export function oversalesOf(start: number, events: readonly StockEvent[]): Oversale[] {
	const inOrder = events.toSorted((one, other) => one.at - other.at);
	const found: Oversale[] = [];
	let available = start;
	inOrder.forEach((event, place) => {
		available += event.by;
		if (event.kind !== 'sale' || available >= 0) return;
		found.push({ sale: event, units: Math.min(-event.by, -available), usedUpBy: usedUpBy(start, inOrder.slice(0, place), event) });
	});
	return found;
}

/** The last event elsewhere that left fewer units than the sale took, for a shop that was told of it and counted its own sales by itself. */
function usedUpBy(start: number, earlier: readonly StockEvent[], sale: StockEvent): StockEvent | null {
	const own = earlier.filter(({ where }) => where === sale.where).reduce((sum, { by }) => sum + by, 0);
	let left = start + own;
	let found: StockEvent | null = null;
	for (const event of earlier.filter(({ where }) => where !== sale.where)) {
		const before = left;
		left += event.by;
		if (left < -sale.by && before >= -sale.by) found = event;
	}
	return found;
}
