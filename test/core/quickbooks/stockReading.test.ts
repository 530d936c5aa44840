import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gentlerConditions, inLists, quoted } from '../../../core/quickbooks/queryLanguage';
import { readItem, toItemWithoutLevel, toStockLevel } from '../../../core/quickbooks/items';
import { readInventoryItems, readItemsChangedSince } from '../../../core/quickbooks/stockReading';
import { anItem } from '../../support/aCompany';
import { quickBooksWithItems } from '../../support/quickBooksWithItems';

const asOf = '2026-11-23T10:00:00.000Z';
const aBooks = { realmId: '1', itemUrl: () => null };

describe('The query language', () => {
	test.each([
		["O'RING 3%", "'O\\'RING 3%'"],
		['NUT,BOLT\\5', "'NUT,BOLT\\\\5'"],
		["\\'", "'\\\\\\''"],
	])('%s is quoted', (value, literal) => {
		expect(quoted(value)).toBe(literal);
	});

	test('lists cover every value once, at most 50 at a time and never too long', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[A-Z']{1,200}$/), { maxLength: 300 }), (values) => {
				const lists = inLists('Sku', values);
				const asked = lists.flatMap((list) => /^Sku IN \((.*)\)$/.exec(list)?.[1]?.split(', ') ?? []);
				expect(asked).toEqual([...new Set(values)].map(quoted));
				expect(lists.every((list) => list.split(', ').length <= 50 && list.length < 3300)).toBe(true);
			}),
		);
	});

	test('a character beyond Latin-1 never stands in a question: it is asked for by LIKE', () => {
		expect(inLists('Sku', ['MÜG-1', 'BOWL\u2013OAK', 'кружка 5', 'BOWL\u2014OAK'])).toEqual([
			"Sku IN ('MÜG-1')",
			"Sku LIKE 'BOWL%OAK'",
			"Sku LIKE '% 5'",
		]);
	});

	test('a condition that cannot be parsed is asked in halves, and a single value by the rest of its condition', () => {
		fc.assert(
			fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 60 }), (values) => {
				const [list = ''] = inLists(
					'Sku',
					values.map((value) => value.replace(/[\u0100-\uffff]/g, '?')),
				);
				const literals = (where: string) => where.match(/'(?:[^'\\]|\\.)*'/gs) ?? [];
				const halves = gentlerConditions(`${list} AND Active IN (true, false)`);
				expect(halves.flatMap(literals)).toEqual(literals(list).length > 1 ? literals(list) : []);
				expect(halves.every((half) => half.endsWith('Active IN (true, false)'))).toBe(true);
			}),
		);
		expect(gentlerConditions("Sku IN ('A, \\'B') AND Active IN (true, false)")).toEqual(['Active IN (true, false)']);
		expect(gentlerConditions("DisplayName LIKE '%'")).toEqual(['']);
		for (const value of ['SALT AND PEPPER', "IN ('A', 'B')", 'A LIKE B'])
			for (const sought of [`Sku IN (${quoted(value)})`, `Sku LIKE ${quoted(value)}`])
				expect(gentlerConditions(`${sought} AND Active IN (true, false)`)).toEqual(['Active IN (true, false)']);
		expect(gentlerConditions("Type = 'Group'")).toEqual([]);
	});

	test('no values make no question', () => {
		expect(inLists('Sku', [])).toEqual([]);
	});
});

describe('Items', () => {
	test('are read with what a level and a document need', () => {
		expect(readItem({ ...anItem, Sku: ' MUG-BLUE ', QtyOnHand: -2.5 })).toEqual({
			itemId: '5',
			trouble: null,
			isBookable: true,
			name: 'Blue mug',
			sku: 'MUG-BLUE',
			type: 'Inventory',
			quantityOnHand: -2.5,
			active: true,
			awaitsOpening: false,
			invStartDate: '2026-01-01',
			lastUpdatedTime: '2026-01-01T08:00:00.000Z',
		});
	});

	test('that are not counted have no level; a counted one without quantity is unreadable', () => {
		const service = readItem({ ...anItem, Type: 'Service', QtyOnHand: undefined });
		expect(toStockLevel(service, asOf, aBooks)).toBeNull();
		expect(toStockLevel(readItem({ ...anItem, Sku: undefined }), asOf, aBooks)).toBeNull();
		const odd = readItem({ ...anItem, QtyOnHand: undefined });
		expect(odd).toMatchObject({ trouble: 'Item.QtyOnHand should be a number', isBookable: true });
		expect(toStockLevel(odd, asOf, aBooks)).toBeNull();
	});

	test('that have a level or none say where people see them in QuickBooks', () => {
		const books = { realmId: '1', itemUrl: (id: string) => `https://books.test/item?itemId=${id}` };
		const itemUrl = 'https://books.test/item?itemId=5';
		expect(toStockLevel(readItem({ ...anItem, QtyOnHand: 2 }), asOf, books)).toMatchObject({ itemUrl });
		expect(toItemWithoutLevel(readItem({ ...anItem, Sku: undefined }), asOf, books)).toMatchObject({ itemUrl });
		const nameless = toItemWithoutLevel(readItem({ ...anItem, Id: undefined }), asOf, books);
		expect(nameless?.kind).toBe('unreadable');
		expect(nameless).not.toHaveProperty('itemUrl');
		expect(toStockLevel(readItem(anItem), asOf, aBooks)).not.toHaveProperty('itemUrl');
	});

	test('changed since a moment are asked for to the second, inactive ones included', async () => {
		const { client, asked } = quickBooksWithItems([{ id: '1', updatedAt: '2026-11-23T09:59:59.000Z' }], asOf);
		for await (const page of readItemsChangedSince(client, '2026-11-23T09:59:59.987Z'))
			expect(page).toMatchObject({ asOf, items: [{ itemId: '1' }] });
		expect(asked).toEqual([
			"Type = 'Inventory' AND Active IN (true, false) AND MetaData.LastUpdatedTime >= '2026-11-23T09:59:59Z'",
		]);
	});

	test('are all read when all are asked for', async () => {
		const { client, asked } = quickBooksWithItems([{ id: '1' }], asOf);
		for await (const { items } of readInventoryItems(client)) expect(items).toHaveLength(1);
		expect(asked).toEqual(["Type = 'Inventory' AND Active IN (true, false)"]);
	});
});
