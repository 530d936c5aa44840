import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { collectRows, iteratePages } from '../../../core/http/pages';
import { commaLists, chunk } from '../../../core/http/chunks';

describe('page by page', () => {
	test('a list ends where the service says so, empty pages are no pages', async () => {
		const pages = [['a'], [], ['b']];
		const ask = async (offset: number) => ({
			rows: pages[offset] ?? [],
			next: offset === 2 ? null : offset + 1,
			list: 'letters',
		});
		const found: string[][] = [];
		for await (const rows of iteratePages(ask)) found.push([...rows]);
		expect(found).toEqual([['a'], ['b']]);
		expect(await collectRows(ask)).toEqual(['a', 'b']);
	});

	test('one page that comes again and again ends in an error that names the list', async () => {
		let asked = 0;
		const ask = async () => ({ list: 'shop /products', rows: [{ id: (asked += 1) && 7 }], next: 1 });
		await expect(collectRows(ask)).rejects.toMatchObject({
			name: 'UnreadableError',
			path: 'shop /products',
			message: expect.stringMatching(/the same rows come again and again: a cache or a plugin/),
		});
		expect(asked).toBe(4);
	});

	test('a page that comes twice because rows were put in front of it is read on', async () => {
		const pages = [['a', 'b'], ['a', 'b'], ['c', 'd'], ['c', 'd'], ['e']];
		const ask = async (offset: number) => ({
			list: 'letters',
			rows: pages[offset] ?? [],
			next: offset === 4 ? null : offset + 1,
		});
		expect((await collectRows(ask)).at(-1)).toBe('e');
	});

	test('chunks keep the order and leave nothing out', () => {
		expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
		expect(chunk([], 2)).toEqual([]);
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
		expect(commaLists(['a', 'b', 'c,d', 'e', 'f'], { most: 3, longest: 200 })).toEqual([
			['c,d'],
			['a', 'b', 'e'],
			['f'],
		]);
	});
});
