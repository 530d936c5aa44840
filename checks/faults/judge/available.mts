import type { StockEvent } from '../eventLog.mts';

/** A sale of units that nobody had any more. */
export interface Oversale {
	readonly sale: StockEvent;
	/** Units sold below zero. */
	readonly units: number;
	/** Units at the start, and every event before the sale that changed them, sorted by time. */
	readonly start: number;
	readonly earlierEvents: readonly StockEvent[];
}

/** When the reads of a level began, and since when it was in effect on the channel. Milliseconds since the epoch. */
export interface LevelTiming {
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
		found.push({ sale: event, units: Math.min(-event.by, -available), start, earlierEvents: inOrder.slice(0, place) });
	});
	return found;
}

/**
 * Whether a level that holds all that was visible when its reads began had to be so low that the shop would have refused. The shop
 * counts its own sales by itself once the level is in effect. The write undoes what it sold between reads and write.
 */
export function hadToRefuse(oversale: Oversale, timing: LevelTiming): boolean {
	return shownLevels(oversale, timing, (event) => event.at <= timing.readsBegan) < -oversale.sale.by;
}

/** The last event after those reads that left fewer units than the sale took. Null where the level alone was wrong. */
export function usedUpBy(oversale: Oversale, timing: LevelTiming): StockEvent | null {
	const later = oversale.earlierEvents.filter(
		(event) => event.at > timing.readsBegan && !isOwnCount(event, oversale, timing),
	);
	let left = shownLevels(oversale, timing, (event) => event.at <= timing.readsBegan);
	let found: StockEvent | null = null;
	for (const event of later) {
		const before = left;
		left += event.by;
		if (left < -oversale.sale.by && before >= -oversale.sale.by) found = event;
	}
	return found;
}

/**
 * The cancellation whose units the shop restocked by itself and now sold, though they are owed elsewhere.
 * A level is 0 where less than nothing is left, so no level can tell the shop of the debt.
 * What the shop sold since is taken from what it restocked, one for one, in order.
 * Null where nothing was owed, or where the shop sold more than it had restocked.
 */
export function restockedAndSold(oversale: Oversale, timing: LevelTiming): StockEvent | null {
	const own = oversale.earlierEvents.filter((event) => isOwnCount(event, oversale, timing));
	const others = oversale.earlierEvents.filter((event) => event.at <= timing.readsBegan && !own.includes(event));
	if (sumOf(others, oversale.start) >= 0) return null;
	const isSale = ({ by }: StockEvent): boolean => by < 0;
	let sold = -sumOf(own.filter(isSale), 0);
	return own.filter((event) => !isSale(event)).find(({ by }) => (sold -= by) < 0) ?? null;
}

/** What the shop would show at the sale if its level held these events: at least 0, with its own count since. */
function shownLevels(oversale: Oversale, timing: LevelTiming, isKnown: (event: StockEvent) => boolean): number {
	const own = oversale.earlierEvents.filter((event) => isOwnCount(event, oversale, timing));
	const known = oversale.earlierEvents.filter((event) => isKnown(event) && !own.includes(event));
	return sumOf(own, Math.max(0, sumOf(known, oversale.start)));
}

function sumOf(events: readonly StockEvent[], start: number): number {
	return events.reduce((sum, { by }) => sum + by, start);
}

function isOwnCount({ where, at }: StockEvent, { sale }: Oversale, timing: LevelTiming): boolean {
	return where === sale.where && at > timing.at;
}
