import { readList } from './parameters.mts';

/** Tree of the fields asked for; a leaf keeps everything below it. */
interface Wanted {
	readonly [name: string]: Wanted | true;
}

/**
 * Keeps what `_fields` names ("id,billing.email"), in each row of a list. In the reply of a batch it looks for the
 * names at the top, so `_fields=id` leaves nothing; an object without any field is `[]`, as PHP writes it.
 */
export function pickFields(data: unknown, fields: string | string[] | undefined): unknown {
	if (fields === undefined || fields === '' || typeof data !== 'object' || data === null) return data;
	const wanted = treeOf(readList(fields));
	return Array.isArray(data) ? data.map((row) => pick(row, wanted)) : pick(data, wanted);
}

function treeOf(names: readonly string[]): Wanted {
	const tree: Record<string, Wanted | true> = {};
	for (const name of names) {
		const [first = '', ...rest] = name.split('.');
		const below = tree[first];
		if (rest.length === 0) tree[first] = true;
		else if (below !== true) tree[first] = { ...below, ...treeOf([rest.join('.')]) };
	}
	return tree;
}

function pick(data: unknown, wanted: Wanted): unknown {
	if (typeof data !== 'object' || data === null) return data;
	const kept = Object.entries(data)
		.filter(([name]) => name in wanted)
		.map(([name, value]) => [name, pickBelow(value, wanted[name])] as const);
	return kept.length === 0 ? [] : Object.fromEntries(kept);
}

function pickBelow(value: unknown, wanted: Wanted | true | undefined): unknown {
	return wanted === true || wanted === undefined ? value : pick(value, wanted);
}
