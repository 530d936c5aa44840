import type { Hostile } from './hostile';

/** What becomes of one place of a sample. */
export type Change =
	| { readonly kind: 'put'; readonly hostile: Hostile }
	| { readonly kind: 'drop' }
	| { readonly kind: 'double' }
	| { readonly kind: 'textify' }
	/** The value goes to another key of its object. */
	| { readonly kind: 'rename'; readonly key: string }
	/** What stands at another place of the sample comes here. */
	| { readonly kind: 'move'; readonly from: number };

export interface Mutation {
	/** Counts the places of the sample, its root first. */
	readonly at: number;
	readonly change: Change;
}

export type Place = ReadonlyArray<string | number>;

type Container = unknown[] | Record<string, unknown>;

/** Every place of a value, its root first. */
export function placesOf(value: unknown, at: Place = []): Place[] {
	if (typeof value !== 'object' || value === null) return [at];
	const entries = Array.isArray(value) ? value.map((part, place) => [place, part] as const) : Object.entries(value);
	return [at, ...entries.flatMap(([key, part]) => placesOf(part, [...at, key]))];
}

export function valueAt(value: unknown, place: Place): unknown {
	return place.reduce<unknown>(
		(holder, key) => (isContainer(holder) ? (holder as Record<string | number, unknown>)[key] : undefined),
		value,
	);
}

/** The sample with the changes made one after the other; a place that an earlier change took away stays away. The sample is not touched. */
export function mutated(sample: unknown, places: readonly Place[], mutations: readonly Mutation[]): unknown {
	return mutations.reduce<unknown>(
		(value, { at, change }) =>
			changedAt(value, places[at] ?? [], (holder, key) => {
				apply(
					holder,
					key,
					change.kind === 'move'
						? { kind: 'put', hostile: { name: '', value: valueAt(sample, places[change.from] ?? []) } }
						: change,
				);
			}),
		sample,
	);
}

function changedAt(value: unknown, place: Place, change: (holder: Container, key: string | number) => void): unknown {
	const root = { value };
	let holder: Container = root;
	let key: string | number = 'value';
	for (const next of place) {
		const inside: unknown = (holder as Record<string | number, unknown>)[key];
		if (!isContainer(inside) || !Object.hasOwn(inside, next)) return root.value;
		const copy: Container = Array.isArray(inside) ? [...(inside as unknown[])] : { ...inside };
		set(holder, key, copy);
		[holder, key] = [copy, next];
	}
	change(holder, key);
	return root.value;
}

function apply(holder: Container, key: string | number, change: Change): void {
	const value = (holder as Record<string | number, unknown>)[key];
	if (change.kind === 'put') set(holder, key, change.hostile.value);
	if (change.kind === 'textify') set(holder, key, textified(value));
	if (change.kind === 'rename' && !Array.isArray(holder)) {
		Reflect.deleteProperty(holder, key);
		set(holder, change.key, value);
	}
	if (change.kind === 'drop' && Array.isArray(holder)) holder.splice(Number(key), 1);
	else if (change.kind === 'drop') set(holder, key, undefined);
	if (change.kind === 'double')
		set(holder, key, Array.isArray(value) ? [...(value as unknown[]), ...(value as unknown[])] : [value, value]);
}

/** Numbers and flags as text, text as the number that it may be, objects as JavaScript prints them. */
function textified(value: unknown): unknown {
	if (typeof value === 'string') return Number(value);
	return typeof value === 'object' ? '[object Object]' : String(value);
}

/** Assigning to __proto__ would change the prototype instead. */
function set(holder: Container, key: string | number, value: unknown): void {
	Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function isContainer(value: unknown): value is Container {
	return typeof value === 'object' && value !== null;
}
