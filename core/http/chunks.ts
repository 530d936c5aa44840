/** The items in lists of at most `size`, in the same order. */
export function chunk<Item>(items: readonly Item[], size: number): Item[][] {
	const count = Math.ceil(items.length / size);
	return Array.from({ length: count }, (_, place) => items.slice(place * size, (place + 1) * size));
}

interface ListLimits {
	/** Values in one list. */
	readonly most: number;
	/** Characters of one list, encoded for the URL. */
	readonly longest: number;
}

/**
 * Values for a query parameter that separates them by commas, in lists that fit into a URL.
 * A value with a comma stands alone, since it would fall apart in a list.
 */
export function commaLists(values: readonly string[], { most, longest }: ListLimits): string[][] {
	const lists = values.filter((value) => value.includes(',')).map((value) => [value]);
	let list: string[] = [];
	let length = 0;
	for (const value of values) {
		if (value.includes(',')) continue;
		const size = lengthInUrl(value) + COMMA_LENGTH;
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

/** A URL carries a comma as %2C. */
const COMMA_LENGTH = 3;

/** An upper bound of the encoded length: three characters a byte, three bytes for a character beyond ASCII. */
function lengthInUrl(text: string): number {
	return text.replace(/[^ -~]/g, '%%%').replace(/[^A-Za-z0-9]/g, '%%%').length;
}
