import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { collectMovingRows, type CountedPage } from '../../../core/http/movingPages';

const SIZE = 3;

interface Move {
	/** Before which answer, from 0 on. */
	readonly before: number;
	/** The places of rows that leave, by the list at the start. */
	readonly leave: readonly number[];
	/** How many rows join at the end. */
	readonly join: number;
}

/** A list of numbers that moves before some answers. A page behind its end counts nothing, as WooCommerce's. */
function movingList(length: number, moves: readonly Move[], hidden: ReadonlySet<number> = new Set()) {
	let rows = Array.from({ length }, (_, place) => place);
	let answers = 0;
	let joined = length;
	const asked: number[] = [];
	const ask = async (offset: number): Promise<CountedPage<number>> => {
		for (const { before, leave, join } of moves) {
			if (before !== answers) continue;
			rows = rows.filter((row) => !leave.includes(row));
			for (let n = 0; n < join; n++) rows.push(joined++);
		}
		answers += 1;
		asked.push(offset);
		const page = rows.slice(offset, offset + SIZE);
		return {
			list: 'numbers',
			rows: page.filter((row) => !hidden.has(row)),
			next: offset + SIZE < rows.length ? offset + SIZE : null,
			total: page.length === 0 ? 0 : rows.length,
		};
	};
	return { asked, collect: async () => await collectMovingRows({ ask, keyOf: String }) };
}

describe('a list that moves while it is read', () => {
	test('and does not move is read page by page, once', async () => {
		const { asked, collect } = movingList(7, []);
		expect([await collect(), asked]).toEqual([
			[0, 1, 2, 3, 4, 5, 6],
			[0, 3, 6],
		]);
	});

	test('a row that leaves a page that was read hides no other: that page is read again', async () => {
		const { asked, collect } = movingList(7, [{ before: 1, leave: [1], join: 0 }]);
		expect([await collect(), asked]).toEqual([
			[0, 1, 2, 4, 5, 6, 3],
			[0, 3, 0, 3],
		]);
	});

	test('so it is on the last page, which is empty then and counts nothing', async () => {
		const { collect } = movingList(7, [{ before: 2, leave: [1], join: 0 }]);
		expect((await collect()).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
	});

	test.each([
		[
			'get shorter at one place twice',
			11,
			[
				{ before: 2, leave: [0], join: 0 },
				{ before: 3, leave: [4, 1], join: 0 },
				{ before: 6, leave: [2, 3], join: 0 },
			],
		],
		[
			'get as many again before that place is read once more',
			8,
			[
				{ before: 1, leave: [4], join: 0 },
				{ before: 2, leave: [], join: 4 },
				{ before: 3, leave: [0, 1, 2, 3], join: 0 },
			],
		],
		[
			'end in an empty page, and get as many again',
			13,
			[
				{ before: 4, leave: [0, 1, 2, 3], join: 0 },
				{ before: 5, leave: [], join: 4 },
			],
		],
	])('rows that stay are found in a list that may %s', async (_what, length, moves) => {
		const gone = moves.flatMap(({ leave }) => leave);
		const stay = Array.from({ length }, (_, place) => place).filter((row) => !gone.includes(row));
		expect(await movingList(length, moves).collect()).toEqual(expect.arrayContaining(stay));
	});

	test('a list of which fewer rows come than it counts is read once more, and no more often', async () => {
		const { asked, collect } = movingList(7, [], new Set([4]));
		expect([await collect(), asked]).toEqual([
			[0, 1, 2, 3, 5, 6],
			[0, 3, 6, 0, 3, 6],
		]);
	});

	test('every row that stays is found once, whatever leaves, and whatever joins at another time', async () => {
		const move = fc.record({
			before: fc.nat(8),
			leave: fc.array(fc.nat(14), { maxLength: 4 }),
			join: fc.constant(0),
		});
		const join = fc.record({ before: fc.nat(8), leave: fc.constant([]), join: fc.integer({ min: 1, max: 4 }) });
		await fc.assert(
			fc.asyncProperty(
				fc.nat(15),
				fc.array(move, { maxLength: 3 }),
				fc.array(join, { maxLength: 2 }),
				async (...drawn) => {
					const [length, leaves, joins] = drawn;
					const apart = joins.filter(({ before }) => leaves.every((one) => one.before !== before));
					const found = await movingList(length, [...leaves, ...apart]).collect();
					const gone = new Set(leaves.flatMap(({ leave }) => leave));
					const stay = Array.from({ length }, (_, place) => place).filter((row) => !gone.has(row));
					expect(found).toEqual(expect.arrayContaining(stay));
					expect(new Set(found).size).toBe(found.length);
				},
			),
			{ numRuns: 2000 },
		);
	});

	test('a service that counts otherwise with each answer is read to its end', async () => {
		let answers = 0;
		const ask = async (offset: number) => ({
			list: 'numbers',
			rows: [offset, offset + 1],
			next: offset < 20 ? offset + 2 : null,
			total: (answers += 1) % 2 === 0 ? 21 : 22,
		});
		expect(new Set(await collectMovingRows({ ask, keyOf: String })).size).toBe(22);
	});

	test('that has no end is refused by name', async () => {
		const ask = async (offset: number) => ({ list: 'shop /products', rows: [7], next: offset + 1, total: null });
		await expect(collectMovingRows({ ask, keyOf: String })).rejects.toMatchObject({
			name: 'UnreadableError',
			path: 'shop /products',
		});
		const empty = async (offset: number) => ({ list: 'shop /products', rows: [], next: offset + 1, total: null });
		await expect(collectMovingRows({ ask: empty, keyOf: String })).rejects.toMatchObject({ path: 'shop /products' });
	});
});
