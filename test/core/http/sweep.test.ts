import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { sweepChanges, type ChangedRow } from '../../../core/http/sweep';

interface Row extends ChangedRow {
	readonly id: string;
	readonly changedAt: number;
}

/** A list as the shops keep it: whoever changes goes to its end. */
function movingList(rows: readonly Row[], size: number) {
	const now = new Map(rows.map((row) => [row.id, row]));
	const asked: Array<[from: number, offset: number]> = [];
	return {
		asked,
		change: (id: string, changedAt: number) => now.set(id, { id, changedAt }),
		remove: (id: string) => now.delete(id),
		rows: () => [...now.values()],
		ask: async (from: number, offset: number) => {
			asked.push([from, offset]);
			const found = [...now.values()]
				.filter((row) => row.changedAt >= from)
				.sort((a, b) => a.changedAt - b.changedAt || a.id.localeCompare(b.id));
			const part = found.slice(offset, offset + size);
			return { list: 'orders', rows: part, next: part.length < size ? null : offset + size };
		},
	};
}

const row = (id: string, changedAt: number): Row => ({ id, changedAt });

async function swept(
	list: ReturnType<typeof movingList>,
	from: number,
	between: (page: number) => void = () => {},
): Promise<Row[]> {
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
		expect(list.asked).toEqual([
			[0, 0],
			[2, 0],
			[3, 0],
			[4, 0],
			[5, 0],
		]);
	});

	test('counts pages only within one moment that fills them, and goes through that moment a second time', async () => {
		const list = movingList(
			['a', 'b', 'c', 'd', 'e'].map((id) => row(id, 7)),
			2,
		);
		expect((await swept(list, 7)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(list.asked).toEqual([
			[7, 0],
			[7, 0],
			[7, 2],
			[7, 4],
			[7, 0],
			[7, 2],
			[7, 4],
			[8, 0],
		]);
	});

	test('finds the row that slips from the next page to the one just read', async () => {
		const list = movingList(
			['a', 'b', 'c', 'd', 'e'].map((id) => row(id, 7)),
			2,
		);
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
		const ask = async (from: number, offset: number) => ({
			list: 'orders',
			...(from > 0
				? { rows: [row('c', 3)], next: null }
				: { rows: pages[offset] ?? [], next: offset >= 1 ? null : offset + 1 }),
		});
		for await (const rows of sweepChanges<ChangedRow>(ask, 0)) found.push(...rows.map(({ id }) => id));
		expect(found).toEqual(['a', 'b', 'c']);
	});

	test('misses nothing and never goes back in time, whatever changes while it reads', async () => {
		const ids = fc.constantFrom(...'abcdefghij');
		const happenings = fc.array(fc.record({ after: fc.integer({ min: 1, max: 8 }), id: ids, remove: fc.boolean() }), {
			maxLength: 12,
		});
		const stamps = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 10 });
		await fc.assert(
			fc.asyncProperty(stamps, happenings, fc.integer({ min: 1, max: 4 }), async (times, events, size) => {
				const list = movingList(
					times.map((changedAt, place) => row('abcdefghij'[place] ?? '', changedAt)),
					size,
				);
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

/** A full list that looks at no part of its query but, perhaps, the page number. */
function deafList(
	rows: readonly Row[],
	{ size, heedsPage = false }: { readonly size: number; readonly heedsPage?: boolean },
) {
	const asked: number[] = [];
	const ask = async (_from: number, offset: number) => {
		asked.push(offset);
		const first = heedsPage ? offset : 0;
		const next = first + size >= rows.length ? null : offset + size;
		return { list: 'shop /orders', rows: rows.slice(first, first + size), next };
	};
	return { ask, asked };
}

const REFUSAL = {
	name: 'UnreadableError',
	path: 'shop /orders',
	message: expect.stringMatching(/a cache or a plugin .* ignore the query/),
};

describe('a list that does not heed its query ends in an error that names it', () => {
	const upwards = Array.from({ length: 40 }, (_, place) => row(`o${place}`, place));
	const ofOneMoment = upwards.map(({ id }) => row(id, 100));
	test.each([
		['a cache hands out one page for ever', upwards, 5, { size: 10 }],
		['a cache hands out one page of one moment', ofOneMoment, 100, { size: 10 }],
		['a cache hands out one page of older rows', upwards, 50, { size: 10 }],
		['the moment is ignored, oldest first', upwards, 30, { size: 10, heedsPage: true }],
		['the moment and the order are ignored', [...upwards].reverse(), 30, { size: 10, heedsPage: true }],
	])('%s', async (_what, rows, start, how) => {
		const list = deafList(rows, how);
		const reading = (async () => {
			for await (const page of sweepChanges<Row>(list.ask, start)) expect(page.length).toBeGreaterThan(0);
		})();
		await expect(reading).rejects.toMatchObject(REFUSAL);
		expect(list.asked.length).toBeLessThan(20);
	});

	test('unless all of it fits on one page', async () => {
		const found: Row[] = [];
		for await (const rows of sweepChanges<Row>(deafList(upwards, { size: 40 }).ask, 30)) found.push(...rows);
		expect(found).toHaveLength(40);
	});

	test('and so does one whose times cannot be read and never end', async () => {
		const rows = Array.from({ length: 10 }, (_, place): ChangedRow => ({ id: `o${place}`, changedAt: null }));
		const ask = async (_from: number, offset: number) => ({
			list: 'shop /orders',
			rows: offset === 0 ? rows : [],
			next: offset > 0 ? null : 10,
		});
		const reading = (async () => {
			for await (const page of sweepChanges<ChangedRow>(ask, 0)) expect(page).toHaveLength(10);
		})();
		await expect(reading).rejects.toMatchObject(REFUSAL);
	});
});

test('a moment of many pages is gone through twice without a word', async () => {
	const list = movingList(
		Array.from({ length: 90 }, (_, place) => row(`o${place}`, 7)),
		5,
	);
	expect(await swept(list, 7)).toHaveLength(90);
});

test('pages that a plugin has emptied are no repetition', async () => {
	const pages: Row[][] = [[row('a', 7), row('b', 7)], [], [], [], [], [row('c', 7)]];
	const ask = async (from: number, offset: number) => ({
		list: 'shop /orders',
		rows: from > 7 ? [] : (pages[offset] ?? []),
		next: from > 7 || offset + 1 >= pages.length ? null : offset + 1,
	});
	const found: string[] = [];
	for await (const rows of sweepChanges<Row>(ask, 7)) found.push(...rows.map(({ id }) => id));
	expect(found).toEqual(['a', 'b', 'c']);
});
