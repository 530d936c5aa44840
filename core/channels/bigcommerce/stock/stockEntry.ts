import type { Listing, StockChange } from '../../../model/listing';
import { keyOf, type Stock } from '../countedStock';

/** One stock with the level that it is to get, in whole units. */
export interface Entry extends Stock {
	readonly wanted: number;
	/** The level that is replaced; null where nobody knows it. */
	readonly read: number | null;
}

/** The stock that a listing draws on, with the level that the change asks for. */
export function entryOf({ listing, wanted }: StockChange): Entry {
	return { ...stockOf(listing), wanted, read: listing.quantity };
}

function stockOf({ listingRef, poolRef }: Listing): Stock {
	const [product = '', variant] = listingRef.split('/');
	return variant === undefined || poolRef !== null
		? { productId: poolRef ?? product, variantId: null }
		: { productId: product, variantId: variant };
}

/** Each stock once. A stock for which different levels are asked is left out. */
export function agreedEntries(entries: readonly Entry[]): Entry[] {
	const levels = new Map<string, Entry[]>();
	for (const entry of entries) {
		const known = levels.get(keyOf(entry)) ?? [];
		if (!known.some(({ wanted }) => wanted === entry.wanted)) levels.set(keyOf(entry), [...known, entry]);
	}
	return [...levels.values()].filter(([, ...others]) => others.length === 0).flat();
}

/** Entries by the way in which they are written. */
export interface Routes {
	readonly settled: readonly Entry[];
	/** Levels to be set: those that nobody knows, and those that are to be 0, since a zero undoes no sale. */
	readonly absolute: readonly Entry[];
	/** Levels to be changed by a difference. */
	readonly lower: readonly Entry[];
	readonly raise: readonly Entry[];
}

/** Decides how each entry is written. */
export function routesOf(entries: readonly Entry[]): Routes {
	const isAbsolute = ({ read, wanted }: Entry) => read === null || wanted === 0;
	const changes = entries.filter(({ read, wanted }) => read !== wanted);
	const relative = changes.filter((entry) => !isAbsolute(entry));
	return {
		settled: entries.filter(({ read, wanted }) => read === wanted),
		absolute: changes.filter(isAbsolute),
		lower: relative.filter((entry) => differenceOf(entry) < 0),
		raise: relative.filter((entry) => differenceOf(entry) > 0),
	};
}

/** Units to add; negative to take away. */
export function differenceOf({ read, wanted }: Entry): number {
	return wanted - (read ?? 0);
}
