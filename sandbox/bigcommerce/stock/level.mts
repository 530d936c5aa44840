import { defaultLocation, type Store } from '../store.mts';

/** A level at one location. After an adjustment readers see `before` for a while. */
export interface Level {
	onHand: number;
	before: number;
	/** Milliseconds since the epoch. */
	adjustedAt: number;
	safetyStock: number;
	/** Whether it was ever set absolutely: a product that was just made takes no relative adjustment. */
	isSet: boolean;
}

/** Levels by location id. */
export type Stock = Map<number, Level>;

export function levelAt(stock: Stock, location: number): Level {
	const known = stock.get(location);
	if (known !== undefined) return known;
	const level: Level = { onHand: 0, before: 0, adjustedAt: 0, safetyStock: 0, isSet: false };
	stock.set(location, level);
	return level;
}

/** What the read routes show now. */
export function shownLevel(store: Store, level: Level): number {
	return store.now() - level.adjustedAt < store.settings.inventoryDelay ? level.before : level.onHand;
}

/** Sets a level through the Inventory API: true at once, shown later. */
export function adjustLevel(store: Store, level: Level, onHand: number): void {
	level.before = shownLevel(store, level);
	level.onHand = onHand;
	level.isSet = true;
	level.adjustedAt = store.now();
}

/** Sets a level by hand or by the catalog: true and shown at once. */
export function setLevel(level: Level, onHand: number): void {
	level.onHand = onHand;
	level.before = onHand;
	level.isSet = true;
}

/** A sale takes from the default location, a cancellation gives back; shown at once. */
export function moveLevel(stock: Stock, by: number): void {
	const level = levelAt(stock, defaultLocation.id);
	level.onHand += by;
	level.before += by;
}

/** So many units at the default location. */
export function newStock(quantity: number): Stock {
	return new Map([
		[defaultLocation.id, { onHand: quantity, before: quantity, adjustedAt: 0, safetyStock: 0, isSet: true }],
	]);
}
