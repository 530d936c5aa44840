import { companyOf } from '../books/checkBooks.mts';

export interface Step {
	readonly name: string;
	/** The kind of search, for `--only`. */
	readonly kind: 'books' | 'readers' | 'properties' | 'faults';
	/** Run by the Node of the package, from the root of the checkout. */
	readonly args: readonly string[];
	readonly environment: Readonly<Record<string, string>>;
	/** The step is ended after so many minutes, and has failed. */
	readonly minutes: number;
}

const BOOKS_SEEDS = 50;
const BOOKS_ORDERS = 60;
const FAULT_RUNS = 2;
const READER_INPUTS = 20_000;
const PROPERTY_FACTOR = 20;

/** All random searches, from one seed. */
export function stepsFrom(seed: number): Step[] {
	const books = Array.from({ length: BOOKS_SEEDS }, (_nothing, place): Step => {
		const own = seed + place;
		return {
			name: `books with seed ${own}, a company in ${companyOf(own).country}`,
			kind: 'books',
			args: ['checks/books/main.mts', '--orders', String(BOOKS_ORDERS), '--seed', String(own)],
			environment: {},
			minutes: 15,
		};
	});
	const faults = Array.from(
		{ length: FAULT_RUNS },
		(_nothing, place): Step => ({
			name: `faults, run ${place + 1} of ${FAULT_RUNS}`,
			kind: 'faults',
			args: ['checks/faults/main.mts', '--orders', '60', '--kills', '3', '--seed', String(seed + place)],
			environment: {},
			minutes: 60,
		}),
	);
	return [
		...books,
		{
			name: 'readers',
			kind: 'readers',
			args: ['checks/readers/checkReaders.mjs', '--inputs', String(READER_INPUTS), '--seed', String(seed)],
			environment: {},
			minutes: 45,
		},
		{
			name: 'properties',
			kind: 'properties',
			args: ['checks/nightly/properties.mjs'],
			environment: { PROPERTY_SEED: String(seed), PROPERTY_FACTOR: String(PROPERTY_FACTOR) },
			minutes: 45,
		},
		...faults,
	];
}
