import fc from 'fast-check';
import { HOSTILE, HOSTILE_KEYS, type Hostile } from './hostile';
import { mutated, placesOf, type Change, type Mutation, type Place } from './mutations';
import { troubleWith, type Reader } from './reader';

export interface Found {
	readonly reader: string;
	readonly seed: number;
	/** How the smallest input that fails is made of the reader's sample. */
	readonly input: string;
	readonly trouble: string;
}

interface Recipe {
	readonly describe: () => string;
	readonly input: unknown;
}

/** So many inputs from one seed; the first that fails, made as small as it gets, or null. */
export async function fuzzed(
	reader: Reader,
	runs: { readonly inputs: number; readonly seed: number },
): Promise<Found | null> {
	const trouble = { of: '' };
	const holds = (found: string | null): boolean => {
		trouble.of = found ?? trouble.of;
		return found === null;
	};
	const recipes = recipesFor(reader);
	const asks = troubleWith(reader, reader.sample) instanceof Promise;
	const settings = { numRuns: runs.inputs, seed: runs.seed };
	const { failed, counterexample } = asks
		? await fc.check(
				fc.asyncProperty(recipes, async ({ input }) => holds(await troubleWith(reader, input))),
				settings,
			)
		: fc.check(
				fc.property(recipes, ({ input }) => holds(troubleWith(reader, input) as string | null)),
				settings,
			);
	if (!failed) return null;
	return { reader: reader.name, seed: runs.seed, input: counterexample?.[0].describe() ?? 'any', trouble: trouble.of };
}

/** Mostly the sample with one to three changes, and now and then JSON of any kind. */
function recipesFor({ sample }: Reader): fc.Arbitrary<Recipe> {
	const places = placesOf(sample);
	const fromSample = fc.array(mutations(places.length), { minLength: 1, maxLength: 3 }).map((list) => ({
		describe: () => list.map((mutation) => described(mutation, places)).join(', then '),
		input: mutated(sample, places, list),
	}));
	const anyJson = fc
		.jsonValue({ maxDepth: 3 })
		.map((input) => ({ describe: () => JSON.stringify(input).slice(0, 500), input }));
	return fc.oneof({ weight: 15, arbitrary: fromSample }, { weight: 1, arbitrary: anyJson });
}

function mutations(count: number): fc.Arbitrary<Mutation> {
	const place = fc.nat({ max: count - 1 });
	return fc.record({ at: place, change: changes(place) });
}

function changes(place: fc.Arbitrary<number>): fc.Arbitrary<Change> {
	return fc.oneof(
		{ weight: 8, arbitrary: hostiles().map((hostile): Change => ({ kind: 'put', hostile })) },
		{ weight: 1, arbitrary: fc.constant<Change>({ kind: 'drop' }) },
		{ weight: 1, arbitrary: fc.constant<Change>({ kind: 'double' }) },
		{ weight: 1, arbitrary: fc.constant<Change>({ kind: 'textify' }) },
		{ weight: 1, arbitrary: fc.constantFrom(...HOSTILE_KEYS).map((key): Change => ({ kind: 'rename', key })) },
		{ weight: 2, arbitrary: place.map((from): Change => ({ kind: 'move', from })) },
	);
}

function hostiles(): fc.Arbitrary<Hostile> {
	const random = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 12 }),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.integer(),
		fc.double({ min: -1000, max: 1000, noNaN: true }).map((number) => number.toFixed(4)),
	);
	return fc.oneof(
		{ weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
		{ weight: 1, arbitrary: random.map((value) => ({ name: JSON.stringify(value), value })) },
	);
}

function described({ at, change }: Mutation, places: readonly Place[]): string {
	const nameOf = (place: number) => `.${(places[place] ?? []).join('.')}`;
	const what = {
		put: change.kind === 'put' ? change.hostile.name : '',
		rename: change.kind === 'rename' ? change.key : '',
		move: change.kind === 'move' ? nameOf(change.from) : '',
	};
	return `${change.kind} ${nameOf(at)} ${what[change.kind as 'put'] ?? ''}`.trim();
}
