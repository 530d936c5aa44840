import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { allRows, commaLists, inChunks, pageByPage, sweepChanges, type ChangedRow } from '../../core/http/pages';

interface Row extends ChangedRow {
	readonly id: string;
	readonly changedAt: number;
}

/** A list as the shops keep it: whoever changes goes to its end. */
function movingList(rows: readonly Row[], size: number) {
	const now = new Map(rows.map((row) => [row.id, row]));
	const asked: Array<[from: number, page: number]> = [];
	return {
		asked,
		change: (id: string, changedAt: number) => now.set(id, { id, changedAt }),
		remove: (id: string) => now.delete(id),
		rows: () => [...now.values()],
		ask: async (from: number, page: number) => {
			asked.push([from, page]);
			const found = [...now.values()].filter((row) => row.changedAt >= from).sort((a, b) => a.changedAt - b.changedAt || a.id.localeCompare(b.id));
			const part = found.slice((page - 1) * size, page * size);
			return { rows: part, isLast: part.length < size };
		},
	};
}

const row = (id: string, changedAt: number): Row => ({ id, changedAt });

async function swept(list: ReturnType<typeof movingList>, from: number, between: (page: number) => void = () => {}): Promise<Row[]> {
	const found: Row[] = [];
	let pages = 0;
	for await (const rows of sweepChanges<Row>(list.ask, from)) {
		found.push(...(rows as Row[]));
		between((pages += 1));
	}
	return found;
}

describe('a sweep over changes', () => {
	test('goes on from the last change, not by page number', async () => {
		const list = movingList([row('a', 1), row('b', 2), row('c', 3), row('d', 4), row('e', 5)], 2);
		expect((await swept(list, 0)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(list.asked).toEqual([[0, 1], [2, 1], [3, 1], [4, 1], [5, 1]]);
	});

	test('counts pages only within one moment that fills them, and goes through that moment a second time', async () => {
		const list = movingList(['a', 'b', 'c', 'd', 'e'].map((id) => row(id, 7)), 2);
		expect((await swept(list, 7)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(list.asked).toEqual([[7, 1], [7, 1], [7, 2], [7, 3], [7, 1], [7, 2], [7, 3], [8, 1]]);
	});

	test('finds the row that slips from the next page to the one just read', async () => {
		const list = movingList(['a', 'b', 'c', 'd', 'e'].map((id) => row(id, 7)), 2);
		const found = await swept(list, 7, (page) => page === 1 && list.change('a', 9));
		expect(found).toContainEqual(row('c', 7));
		expect(found.at(-1)).toEqual(row('a', 9));
	});

	test('delivers a row again only when it changed again', async () => {
		const list = movingList([row('a', 1), row('b', 2), row('c', 3)], 2);
		const found = await swept(list, 0, (page) => page === 1 && list.change('a', 5));
		expect(found).toEqual([row('a', 1), row('b', 2), row('c', 3), row('a', 5)]);
	});

	test('gets past rows whose time cannot be read', async () => {
		const unreadable = (id: string): ChangedRow => ({ id, changedAt: null });
		const pages = [[unreadable('a'), unreadable('b')], [row('c', 3)]];
		const found: string[] = [];
		const ask = async (from: number, page: number) => (from > 0 ? { rows: [row('c', 3)], isLast: true } : { rows: pages[page - 1] ?? [], isLast: page >= 2 });
		for await (const rows of sweepChanges<ChangedRow>(ask, 0)) found.push(...rows.map(({ id }) => id));
		expect(found).toEqual(['a', 'b', 'c']);
	});

	test('misses nothing and never goes back in time, whatever changes while it reads', async () => {
		const ids = fc.constantFrom(...'abcdefghij');
		const happenings = fc.array(fc.record({ after: fc.integer({ min: 1, max: 8 }), id: ids, remove: fc.boolean() }), { maxLength: 12 });
		const stamps = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 10 });
		await fc.assert(
			fc.asyncProperty(stamps, happenings, fc.integer({ min: 1, max: 4 }), async (times, events, size) => {
				const list = movingList(times.map((changedAt, place) => row('abcdefghij'[place] ?? '', changedAt)), size);
				let clock = 10;
				const found = await swept(list, 0, (page) => {
					for (const { id, remove } of events.filter(({ after }) => after === page)) {
						if (remove) list.remove(id);
						else list.change(id, (clock += 1));
					}
				});
				expect(new Set(found.map(({ id, changedAt }) => `${id} ${changedAt}`)).size).toBe(found.length);
				const stampsFound = found.map(({ changedAt }) => changedAt);
				expect(stampsFound).toEqual([...stampsFound].sort((a, b) => a - b));
				const later = await swept(list, Math.max(...stampsFound));
				expect([...found, ...later]).toEqual(expect.arrayContaining(list.rows()));
			}),
			{ numRuns: 300 },
		);
	});
});

describe('page by page', () => {
	test('a list ends where the service says so, empty pages are no pages', async () => {
		const pages = [['a'], [], ['b']];
		const ask = async (page: number) => ({ rows: pages[page - 1] ?? [], isLast: page === 3 });
		const found: string[][] = [];
		for await (const rows of pageByPage(ask)) found.push([...rows]);
		expect(found).toEqual([['a'], ['b']]);
		expect(await allRows(ask)).toEqual(['a', 'b']);
	});

	test('chunks keep the order and leave nothing out', () => {
		expect(inChunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
		expect(inChunks([], 2)).toEqual([]);
	});
});

describe('lists with commas', () => {
	test('hold no more values and no more characters than a URL may carry', () => {
		const values = fc.array(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }), { maxLength: 60 });
		fc.assert(
			fc.property(values, (texts) => {
				const lists = commaLists(texts, { most: 5, longest: 200 });
				expect([...lists.flat()].sort()).toEqual([...texts].sort());
				for (const list of lists) {
					expect(list.length).toBeLessThanOrEqual(5);
					if (list.length > 1) expect(encodeURIComponent(list.join(',')).length).toBeLessThanOrEqual(200);
					if (list.some((text) => text.includes(','))) expect(list).toHaveLength(1);
				}
			}),
		);
	});

	test('are full as far as they may be', () => {
		expect(commaLists(['a', 'b', 'c,d', 'e', 'f'], { most: 3, longest: 200 })).toEqual([['c,d'], ['a', 'b', 'e'], ['f']]);
	});
});
