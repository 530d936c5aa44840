import type { Listing, StockChange } from '../../../model/listing';
import { keyOf, type Stock } from '../countedStock';

/** One stock with the level that it is to have. */
export interface Entry extends Stock {
	readonly wanted: number;
	/** The level that is to be replaced; null where none is known. */
	readonly read: number | null;
}

export function entryOf({ listing, wanted }: StockChange): Entry {
	return { ...stockOf(listing), wanted, read: listing.quantity };
}

function stockOf({ listingRef, poolRef }: Listing): Stock {
	const [product = '', variant] = listingRef.split('/');
	return variant === undefined || poolRef !== null
		? { productId: poolRef ?? product, variantId: null }
		: { productId: product, variantId: variant };
}

/** Each stock once; those of which different levels are wanted are left out. */
export function agreedEntries(entries: readonly Entry[]): Entry[] {
	const levels = new Map<string, Entry[]>();
	for (const entry of entries) {
		const known = levels.get(keyOf(entry)) ?? [];
		if (!known.some(({ wanted }) => wanted === entry.wanted)) levels.set(keyOf(entry), [...known, entry]);
	}
	return [...levels.values()].filter(([, ...others]) => others.length === 0).flat();
}

export interface Routes {
	readonly settled: readonly Entry[];
	/** Set to a level, whatever it was: what nobody knows, and what is to be 0, which undoes no sale. */
	readonly absolute: readonly Entry[];
	/** Changed by a difference. */
	readonly lower: readonly Entry[];
	readonly raise: readonly Entry[];
}

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

export function differenceOf({ read, wanted }: Entry): number {
	return wanted - (read ?? 0);
}
