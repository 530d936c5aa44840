import { halved } from './halves';
import type { IntegrationError } from './integrationError';
import { troubleOfSizeOnly, UnservedRow } from './unservedRow';

/** Numbers of rows to a page, for one run: a service that cannot make large pages is asked for smaller ones from then on. */
export interface PageSizes {
	/** The largest size, up to `most`, that a page after `offset` rows may have. */
	at(offset: number, most?: number): number;
	/** The next smaller size; null below the smallest. */
	below(size: number): number | null;
	/** Keeps pages at `size` or below. */
	shrinkTo(size: number): void;
}

/** `sizes` from the largest down. Each has to divide the one before, so that a smaller page begins where a larger one did. */
export function pageSizes(sizes: readonly [number, ...number[]]): PageSizes {
	let [largest] = sizes;
	return {
		at: (offset, most = largest) => sizes.find((size) => size <= Math.min(largest, most) && offset % size === 0) ?? 1,
		below: (size) => sizes.find((smaller) => smaller < size) ?? null,
		shrinkTo: (size) => {
			largest = Math.min(largest, size);
		},
	};
}

interface RowsOfPage<Light> {
	/** The rows, with no more of each than its identity. */
	readonly lights: readonly Light[];
	/** Asks for some of the rows in full. Returns a row for each, in order; undefined for one that is gone by now. */
	ask(lights: readonly Light[]): Promise<readonly unknown[]>;
}

/**
 * The rows of a page that the service cannot make at once. They are asked for in halves, and in halves of these; a row that fails
 * alone becomes an UnservedRow. Rows that are gone by now are left out. Throws `trouble` where none of several rows can be had.
 */
export async function rowsInParts<Light>(
	{ lights, ask }: RowsOfPage<Light>,
	trouble: IntegrationError,
): Promise<unknown[]> {
	const rows = await halved(lights, inParts(ask), lights.length > 1 ? trouble : null);
	return someServed(rows, trouble);
}

/** Rows that are asked for one by one, where a service takes no list of ids; else as `rowsInParts`. */
export async function rowsOneByOne<Light>(
	lights: readonly Light[],
	ask: (light: Light) => Promise<unknown>,
	trouble: IntegrationError,
): Promise<unknown[]> {
	const rows: unknown[] = [];
	for (const light of lights)
		rows.push(
			...(await halved(
				[light],
				inParts(async () => [await ask(light)]),
			)),
		);
	return someServed(rows, trouble);
}

function inParts<Light>(ask: RowsOfPage<Light>['ask']) {
	return {
		ask: async (lights: readonly Light[]) => (await ask(lights)).filter((row) => row !== undefined),
		alone: (light: Light, trouble: IntegrationError): unknown => new UnservedRow(light, trouble),
		only: troubleOfSizeOnly,
	};
}

function someServed(rows: unknown[], trouble: IntegrationError): unknown[] {
	if (rows.length > 1 && rows.every((row) => row instanceof UnservedRow)) throw trouble;
	return rows;
}
