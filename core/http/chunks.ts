/** Lists of at most `size`, in the order given. */
export function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
	const count = Math.ceil(items.length / size);
	return Array.from({ length: count }, (_, place) => items.slice(place * size, (place + 1) * size));
}

export interface ListLimits {
	/** Values in one list. */
	readonly most: number;
	/** Characters of one list, as they stand in the URL. */
	readonly longest: number;
}

/**
 * Lists for a query parameter that separates its values by commas, none too long for a URL.
 * A value with a comma of its own stands alone: in a list it would fall apart.
 */
export function commaLists(values: readonly string[], { most, longest }: ListLimits): string[][] {
	const lists = values.filter((value) => value.includes(',')).map((value) => [value]);
	let list: string[] = [];
	let length = 0;
	for (const value of values) {
		if (value.includes(',')) continue;
		const size = lengthInUrl(value) + COMMA;
		if (list.length === most || (list.length > 0 && length + size > longest)) {
			lists.push(list);
			list = [];
			length = 0;
		}
		list.push(value);
		length += size;
	}
	return list.length === 0 ? lists : [...lists, list];
}

/** A comma itself is written as %2C. */
const COMMA = 3;

/** At least as long as the encoded text: three characters a byte, three bytes for what is not ASCII. */
function lengthInUrl(text: string): number {
	return text.replace(/[^ -~]/g, '%%%').replace(/[^A-Za-z0-9]/g, '%%%').length;
}
