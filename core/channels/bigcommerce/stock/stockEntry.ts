import type { Listing, StockChange } from '../../../model/listing';
import { keyOf, type StockRef } from '../countedStock';

/** One stock with the level that it is to get, in whole units. */
export interface StockEntry extends StockRef {
	readonly target: number;
	/** The level that is replaced; null where nobody knows it. */
	readonly current: number | null;
}

/** The stock that a listing draws on, with the level that the change asks for. */
export function toStockEntry({ listing, target }: StockChange): StockEntry {
	return { ...toStockRef(listing), target, current: listing.quantity };
}

function toStockRef({ listingRef, poolRef }: Listing): StockRef {
	const [product = '', variant] = listingRef.split('/');
	return variant === undefined || poolRef !== null
		? { productId: poolRef ?? product, variantId: null }
		: { productId: product, variantId: variant };
}

/** Each stock once. A stock for which different levels are asked is left out. */
export function withoutConflicts(entries: readonly StockEntry[]): StockEntry[] {
	const levels = new Map<string, StockEntry[]>();
	for (const entry of entries) {
		const known = levels.get(keyOf(entry)) ?? [];
		if (!known.some(({ target }) => target === entry.target)) levels.set(keyOf(entry), [...known, entry]);
	}
	return [...levels.values()].filter(([, ...others]) => others.length === 0).flat();
}

/** Entries by the way in which they are written. */
interface WriteRoutes {
	readonly unchanged: readonly StockEntry[];
	/** Levels to be set: those that nobody knows, and those that are to be 0, since a zero undoes no sale. */
	readonly absolute: readonly StockEntry[];
	/** Levels to be changed by a difference. */
	readonly decreases: readonly StockEntry[];
	readonly increases: readonly StockEntry[];
}

/** Decides how each entry is written. */
export function planRoutes(entries: readonly StockEntry[]): WriteRoutes {
	const isAbsolute = ({ current, target }: StockEntry) => current === null || target === 0;
	const changes = entries.filter(({ current, target }) => current !== target);
	const relative = changes.filter((entry) => !isAbsolute(entry));
	return {
		unchanged: entries.filter(({ current, target }) => current === target),
		absolute: changes.filter(isAbsolute),
		decreases: relative.filter((entry) => differenceOf(entry) < 0),
		increases: relative.filter((entry) => differenceOf(entry) > 0),
	};
}

/** Units to add; negative to take away. */
export function differenceOf({ current, target }: StockEntry): number {
	return target - (current ?? 0);
}
