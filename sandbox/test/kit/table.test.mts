import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Table } from '../../kit/table.mts';

interface Row {
	readonly key: number;
	name: string;
	rank: number;
}

const open = () =>
	new Table<number, Row, 'byName' | 'byRank' | 'named'>({
		byName: { names: ({ name }) => [name] },
		byRank: { names: () => [''], rank: ({ rank }) => rank },
		named: { names: ({ name }) => (name === '' ? [] : ['']) },
	});

/** Numbers that look random and are the same each time. */
function numbers(): () => number {
	let state = 7;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state;
	};
}

test('lists hold after any changes what a look at all rows finds, in the same sequence', () => {
	const table = open();
	const next = numbers();
	for (let step = 0; step < 3000; step++) {
		const key = next() % 60;
		const row = table.get(key);
		const change = { name: ['', 'a', 'b'][next() % 3] ?? '', rank: next() % 9 };
		if (next() % 7 === 0) table.delete(key);
		else table.set(key, row === undefined ? { key, ...change } : Object.assign(row, change));
	}
	const all = [...table.values()];
	assert.ok(all.length > 20);
	assert.deepEqual(
		[...table.list('byName', 'a')],
		all.filter(({ name }) => name === 'a'),
	);
	assert.deepEqual(
		[...table.list('named')],
		all.filter(({ name }) => name !== ''),
	);
	const ranked = all.toSorted((one, other) => one.rank - other.rank);
	const list = table.list('byRank');
	assert.deepEqual([...list], ranked);
	assert.deepEqual(list.slice(3, 8), ranked.slice(3, 8));
	assert.deepEqual(list.reversed().slice(2, 5), ranked.toReversed().slice(2, 5));
	assert.deepEqual(
		[...list.from(list.firstAt(4))],
		ranked.filter(({ rank }) => rank >= 4),
	);
});

test('a table that was cleared finds nothing, and fills again', () => {
	const table = open();
	table.set(1, { key: 1, name: 'a', rank: 1 });
	table.clear();
	assert.deepEqual([table.size, [...table.list('byName', 'a')], table.list('byRank').length], [0, [], 0]);
	table.set(2, { key: 2, name: 'a', rank: 1 });
	assert.deepEqual(
		[...table.list('byName', 'a')].map(({ key }) => key),
		[2],
	);
});
