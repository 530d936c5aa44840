import type { StockEvent } from '../diary.mts';

/** A sale of units that nobody had any more. */
export interface Oversale {
	readonly sale: StockEvent;
	/** Units sold below zero. */
	readonly units: number;
	/** What used the units up: after it there were fewer than this sale took, until this sale. Null: there never were so many. */
	readonly usedUpBy: StockEvent | null;
}

/** The sales of one SKU that went below what there was, all channels and counts together. */
export function oversalesOf(start: number, events: readonly StockEvent[]): Oversale[] {
	const inOrder = events.toSorted((one, other) => one.at - other.at);
	const found: Oversale[] = [];
	let available = start;
	inOrder.forEach((event, place) => {
		const before = available;
		available += event.by;
		if (event.kind !== 'sale' || available >= 0) return;
		const units = Math.min(-event.by, -available + Math.min(0, before));
		found.push({ sale: event, units, usedUpBy: usedUpBy(start, inOrder.slice(0, place), -event.by) });
	});
	return found;
}

/** The last of these events that left fewer than so many units where there were enough before. */
function usedUpBy(start: number, events: readonly StockEvent[], wanted: number): StockEvent | null {
	let available = start;
	let found: StockEvent | null = null;
	for (const event of events) {
		const before = available;
		available += event.by;
		if (available >= wanted) found = null;
		else if (before >= wanted) found = event;
	}
	return found;
}
