import type { StockEvent } from '../diary.mts';

/** A sale of units that nobody had any more. */
export interface Oversale {
	readonly sale: StockEvent;
	/** Units sold below zero. */
	readonly units: number;
	/** Units at the start, and all that changed them before the sale, everywhere, in time. */
	readonly start: number;
	readonly history: readonly StockEvent[];
}

/** A level that the shop got from us: from when it rests on reads, and since when it stood. Milliseconds since the epoch. */
export interface Told {
	readonly readsBegan: number;
	readonly at: number;
}

/** The sales of one SKU that went below what there was, all channels and counts together. */
export function oversalesOf(start: number, events: readonly StockEvent[]): Oversale[] {
	const inOrder = events.toSorted((one, other) => one.at - other.at);
	const found: Oversale[] = [];
	let available = start;
	inOrder.forEach((event, place) => {
		available += event.by;
		if (event.kind !== 'sale' || available >= 0) return;
		found.push({ sale: event, units: Math.min(-event.by, -available), start, history: inOrder.slice(0, place) });
	});
	return found;
}

/**
 * Whether a level that holds all that was visible when its reads began had to be so low that the shop would have refused. From when it
 * stood on the shop counted its own sales by itself; what it sold between reads and write, the write undid.
 */
export function hadToRefuse(oversale: Oversale, told: Told): boolean {
	return shownBy(oversale, told, (event) => event.at <= told.readsBegan) < -oversale.sale.by;
}

/** The last event after those reads with which there were fewer than the sale took; null where the level alone was to blame. */
export function usedUpBy(oversale: Oversale, told: Told): StockEvent | null {
	const later = oversale.history.filter((event) => event.at > told.readsBegan && !isOwnCount(event, oversale, told));
	let left = shownBy(oversale, told, (event) => event.at <= told.readsBegan);
	let found: StockEvent | null = null;
	for (const event of later) {
		const before = left;
		left += event.by;
		if (left < -oversale.sale.by && before >= -oversale.sale.by) found = event;
	}
	return found;
}

/**
 * The units of a cancelled order that the shop put back on its shelf by itself and now sold, though they are owed elsewhere: where less than nothing
 * is left a level is 0, and no level can tell the shop of the debt. What it sold since is taken from what it put back, one for one, in order. Null
 * where nothing was owed, or where the shop sold more than it had put back.
 */
export function putBackAndSold(oversale: Oversale, told: Told): StockEvent | null {
	const own = oversale.history.filter((event) => isOwnCount(event, oversale, told));
	const others = oversale.history.filter((event) => event.at <= told.readsBegan && !own.includes(event));
	if (sumOf(others, oversale.start) >= 0) return null;
	const isSale = ({ by }: StockEvent): boolean => by < 0;
	let sold = -sumOf(own.filter(isSale), 0);
	return own.filter((event) => !isSale(event)).find(({ by }) => (sold -= by) < 0) ?? null;
}

/** What the shop would show at the sale had it been told of these events, at least 0, with its own count since. */
function shownBy(oversale: Oversale, told: Told, isKnown: (event: StockEvent) => boolean): number {
	const own = oversale.history.filter((event) => isOwnCount(event, oversale, told));
	const known = oversale.history.filter((event) => isKnown(event) && !own.includes(event));
	return sumOf(own, Math.max(0, sumOf(known, oversale.start)));
}

function sumOf(events: readonly StockEvent[], start: number): number {
	return events.reduce((sum, { by }) => sum + by, start);
}

function isOwnCount({ where, at }: StockEvent, { sale }: Oversale, told: Told): boolean {
	return where === sale.where && at > told.at;
}
