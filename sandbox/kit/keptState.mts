/** What holds a part of a service's data: a map, a set, a list, or an object whose fields change. */
type Holder = Map<unknown, unknown> | Set<unknown> | unknown[] | Record<string, unknown>;

/** All that a service must not forget, by name. Plain data only: what structured clone cannot copy cannot be kept. */
export type Holders = Readonly<Record<string, object>>;

/** A service's whole data, to be written down and taken over again. */
export interface KeptState {
	/** The data as it is, not copied. */
	save(): unknown;
	/** Takes over what `save` gave. Throws OtherShape, before anything is changed, when it was another version's. */
	load(saved: unknown): void;
}

/** Data that was saved by a service that kept other things. */
export class OtherShape extends Error {
	constructor(part: string) {
		super(`its "${part}" differs`);
	}
}

/** The holders are asked for each time: a reset may have made new ones. They are filled in place, so that whoever knows one sees the new content. */
export function stateIn(holders: () => Holders): KeptState {
	return {
		save: holders,
		load(saved) {
			const targets = Object.entries(holders()) as (readonly [string, Holder])[];
			const given = (saved ?? {}) as Record<string, unknown>;
			for (const name of Object.keys(given)) if (!targets.some(([known]) => known === name)) throw new OtherShape(name);
			for (const [name, target] of targets) requireSameShape(name, target, given[name]);
			for (const [name, target] of targets) fill(target, given[name] as Holder);
		},
	};
}

function requireSameShape(name: string, target: Holder, saved: unknown): void {
	if (kindOf(saved) !== kindOf(target)) throw new OtherShape(name);
	if (kindOf(target) !== 'object') return;
	const fields = [target, saved as object].map((holder) => Object.keys(holder).sort().join());
	if (fields[0] !== fields[1]) throw new OtherShape(name);
}

function kindOf(value: unknown): string {
	if (value instanceof Map) return 'map';
	if (value instanceof Set) return 'set';
	return Array.isArray(value) ? 'list' : value === null ? 'nothing' : typeof value;
}

function fill(target: Holder, saved: Holder): void {
	if (target instanceof Map) {
		target.clear();
		for (const [key, value] of saved as Map<unknown, unknown>) target.set(key, value);
	} else if (target instanceof Set) {
		target.clear();
		for (const value of saved as Set<unknown>) target.add(value);
	} else if (Array.isArray(target)) {
		target.splice(0, target.length);
		for (const value of saved as unknown[]) target.push(value);
	} else {
		Object.assign(target, saved);
	}
}
