import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
	MENDABLE,
	PROBLEMS,
	type CatalogItem,
	type CatalogListing,
	type CatalogRow,
	type CatalogRules,
	type ProblemKind,
} from '../../../core/reconciling/catalog';
import { compareCatalogs } from '../../../core/reconciling/catalogComparison';
import { toSku } from '../../../core/model/sku';
import { readStockLevel } from '../../../core/model/stockLevel';

const rules: CatalogRules = { channel: 'The shop', severalListingsPerSku: false, ignoreCase: false };

function item(sku: string | null, more: Partial<CatalogItem> = {}): CatalogItem {
	const known = {
		itemId: '1',
		name: sku ?? 'Sticker',
		type: 'Inventory',
		quantityOnHand: 5,
		active: true,
		asOf: '2026-11-26T10:00:00.000Z',
		realmId: '1',
		changedAt: null,
		awaitsOpening: false,
		components: [],
		partOf: [],
	};
	return { sku: toSku(sku), ...known, ...more };
}

function listing(sku: string | null, more: Partial<CatalogListing> = {}): CatalogListing {
	return {
		sku: toSku(sku),
		listingRef: '10',
		name: sku ?? 'Sticker',
		quantity: 5,
		tracksStock: true,
		parentRef: null,
		poolRef: null,
		poolMembers: 1,
		...more,
	};
}

const untracked = { tracksStock: false, quantity: null };
const service = { type: 'Service', quantityOnHand: null };
const pooled = { parentRef: '9', poolRef: '9', poolMembers: 3 };

/** SKU, outcome, kinds of problem and kinds of note of each row. */
const told = (rows: readonly CatalogRow[]) =>
	rows.map(({ sku, outcome, problems, notes }) => [
		sku,
		outcome,
		...problems.map(({ problem }) => problem),
		...notes.map(({ note }) => note),
	]);
const compared = (items: CatalogItem[], listings: CatalogListing[], more: Partial<CatalogRules> = {}) =>
	told(compareCatalogs(items, listings, { ...rules, ...more }));
const textOf = (items: CatalogItem[], listings: CatalogListing[]) =>
	compareCatalogs(items, listings, rules)
		.flatMap(({ problems, notes }) => [...problems, ...notes].map(({ text }) => text))
		.join('\n');

describe('Of a SKU on both sides the comparison says', () => {
	test.each<[string, CatalogItem[], CatalogListing[], unknown[]]>([
		['nothing when all is well', [item('A')], [listing('A')], ['A', 'matched']],
		[
			'that the levels differ, and that this is no mistake',
			[item('A')],
			[listing('A', { quantity: 4 })],
			['A', 'matched', 'levelsDiffer'],
		],
		[
			'nothing of a part of a unit, which no shop can show',
			[item('A', { quantityOnHand: 5.5 })],
			[listing('A')],
			['A', 'matched'],
		],
		[
			'nothing of a level below zero that the shop shows as 0',
			[item('A', { quantityOnHand: -2 })],
			[listing('A', { quantity: 0 })],
			['A', 'matched'],
		],
		[
			'that two active items carry it',
			[item('A'), item('A', { itemId: '2' })],
			[listing('A')],
			['A', 'ambiguous', 'duplicateInQuickBooks'],
		],
		[
			'that an inactive item carries it too',
			[item('A', { active: false }), item('A', { itemId: '2' })],
			[listing('A')],
			['A', 'matched', 'inactiveNamesake'],
		],
		[
			'that two products carry it',
			[item('A')],
			[listing('A'), listing('A', { listingRef: '11' })],
			['A', 'ambiguous', 'duplicateInShop'],
		],
		['that variations share one stock', [item('A')], [listing('A', pooled)], ['A', 'ambiguous', 'sharedStock']],
		[
			'nothing of a variation that has the stock of its product to itself',
			[item('A')],
			[listing('A', { ...pooled, poolMembers: 1 })],
			['A', 'matched'],
		],
		[
			'that the item is inactive',
			[item('A', { active: false })],
			[listing('A')],
			['A', 'ambiguous', 'inactiveInQuickBooks'],
		],
		[
			'no more than that where two inactive items carry it',
			[item('A', { active: false }), item('A', { itemId: '2', active: false })],
			[listing('A')],
			['A', 'ambiguous', 'inactiveInQuickBooks'],
		],
		[
			'that QuickBooks does not count what the shop tracks',
			[item('A', service)],
			[listing('A')],
			['A', 'ambiguous', 'notInventory'],
		],
		[
			'that the shop does not track what QuickBooks counts',
			[item('A')],
			[listing('A', untracked)],
			['A', 'ambiguous', 'notTrackedInShop'],
		],
		['that neither side counts it', [item('A', service)], [listing('A', untracked)], ['A', 'matched', 'notCounted']],
		[
			'all that is wrong with it, worst first',
			[item('A', { active: false })],
			[listing('A', { ...pooled, ...untracked }), listing('A', { listingRef: '11' })],
			['A', 'ambiguous', 'duplicateInShop', 'sharedStock', 'inactiveInQuickBooks', 'notTrackedInShop'],
		],
	])('%s', (_what, items, listings, row) => {
		expect(compared(items, listings)).toEqual([row]);
	});

	test('nothing of several listings where the channel allows them', () => {
		expect(
			compared([item('A')], [listing('A'), listing('A', { listingRef: '11' })], { severalListingsPerSku: true }),
		).toEqual([['A', 'matched']]);
	});
});

describe('Of what is on one side only the comparison says', () => {
	test.each<[string, CatalogItem[], CatalogListing[], unknown[]]>([
		['that the shop alone has it', [], [listing('A')], ['A', 'unmatched', 'onlyInShop']],
		['that QuickBooks alone has it', [item('A')], [], ['A', 'unmatched', 'onlyInQuickBooks']],
		['that a product has no SKU', [], [listing(null)], [null, 'ambiguous', 'blankSku']],
		[
			'that a variation has no SKU',
			[],
			[listing(null, { parentRef: '9' })],
			[null, 'ambiguous', 'variationWithoutSku'],
		],
		['that an inventory item has no SKU', [item(null)], [], [null, 'ambiguous', 'blankSku']],
		[
			'of a service without SKU, that only QuickBooks has it',
			[item(null, service)],
			[],
			[null, 'unmatched', 'onlyInQuickBooks'],
		],
		[
			'the same of an inactive item without SKU',
			[item(null, { active: false })],
			[],
			[null, 'unmatched', 'onlyInQuickBooks'],
		],
	])('%s', (_what, items, listings, row) => {
		expect(compared(items, listings)).toEqual([row]);
	});

	test('of both spellings, that they differ in case or spaces alone', () => {
		expect(compared([item('cap-green'), item('A B')], [listing('CAP-GREEN'), listing('AB')])).toEqual([
			['A B', 'ambiguous', 'differsInCaseOrSpaces'],
			['AB', 'ambiguous', 'differsInCaseOrSpaces'],
			['CAP-GREEN', 'ambiguous', 'differsInCaseOrSpaces'],
			['cap-green', 'ambiguous', 'differsInCaseOrSpaces'],
		]);
		expect(textOf([item('A B')], [listing('AB')])).toBe(
			'The shop has "AB": SKUs are compared exactly; make them the same.\nQuickBooks has "A B": SKUs are compared exactly; make them the same.',
		);
	});

	test('nothing of the case where it is ignored', () => {
		expect(compared([item('cap-green')], [listing('CAP-GREEN')], { ignoreCase: true })).toEqual([
			['cap-green', 'matched'],
		]);
	});

	test('of a third spelling, that both sides have another, so that nobody makes a duplicate of it', () => {
		expect(compared([item('A'), item('a')], [listing('A')])).toEqual([
			['a', 'ambiguous', 'differsInCaseOrSpaces'],
			['A', 'matched'],
		]);
		expect(textOf([item('A'), item('a')], [listing('A')])).toContain('keep "A" alone');
	});
});

describe('The comparison', () => {
	test('names the items and the products that are meant, and not hundreds of them', () => {
		const twins = Array.from({ length: 8 }, (_, place) =>
			item('A', { itemId: String(place), name: `Key ring ${place}` }),
		);
		const text = textOf(twins, [listing('A', untracked)]);
		expect(text).toContain('8 items in QuickBooks carry this SKU: "Key ring 0" (id 0), ');
		expect(text).toContain('"Key ring 4" (id 4) and 3 more. Give each a SKU of its own');
		expect(text).toContain('Switch stock management on there');
	});

	test('tells of a bundle that none of its parts is counted, and of a level what either side says', () => {
		expect(textOf([item('A', { type: 'Group', quantityOnHand: null })], [listing('A')])).toContain(
			'QuickBooks counts none of its parts',
		);
		expect(textOf([item('A', service)], [listing('A')])).toContain('its type is Service');
		expect(textOf([item('A')], [listing('A', { quantity: 3 })])).toBe('QuickBooks has 5 on hand, The shop shows 3.');
	});

	test('E8: of variations that share one stock it names both ways out', () => {
		const told = textOf([item('A')], [listing('A', pooled)]);
		expect(told).toContain("one item of QuickBooks that carries the product's own SKU");
		expect(told).toContain('Shared Stock: Sum of the Variations in Push Channel Stock');
	});

	test('takes a product that is sold only as its variations for nothing to be matched, unless QuickBooks has its SKU', () => {
		const tee = [
			listing('TEE', { listingRef: '9', tracksStock: false, quantity: null }),
			listing('TEE-S', { listingRef: '9/1', parentRef: '9' }),
			listing('TEE-M', { listingRef: '9/2', parentRef: '9' }),
		];
		expect(compared([item('TEE-S'), item('TEE-M')], tee)).toEqual([
			['TEE-M', 'matched'],
			['TEE-S', 'matched'],
		]);
		expect(compared([item('TEE-S'), item('TEE-M'), item('TEE')], tee)[0]).toEqual([
			'TEE',
			'ambiguous',
			'notTrackedInShop',
		]);
	});

	test('has the worst first, and what differs in its level before what does not', () => {
		const items = [
			item('FINE'),
			item('LEVEL'),
			item('LONELY'),
			item('TWICE'),
			item('TWICE', { itemId: '2' }),
			item(null),
		];
		const listings = [listing('FINE'), listing('LEVEL', { quantity: 1 }), listing('TWICE'), listing('NEW')];
		expect(compared(items, listings).map(([sku]) => sku)).toEqual(['TWICE', null, 'NEW', 'LONELY', 'LEVEL', 'FINE']);
	});

	test('hands an item on that reads as a stock level, so that a workflow can go on to Push with it', () => {
		const [row] = compareCatalogs([item('A')], [listing('A')], rules);
		expect(readStockLevel(row?.quickBooks)).toMatchObject({
			sku: 'A',
			itemId: '1',
			quantityOnHand: 5,
			active: true,
			realmId: '1',
		});
	});

	test('takes a hundred thousand SKUs, and a hundred thousand rows of one SKU, in its stride', () => {
		const many = Array.from({ length: 100_000 }, (_, place) => place);
		const different = compareCatalogs(
			many.map((place) => item(`sku-${place}`, { itemId: String(place) })),
			many.map((place) => listing(`SKU-${place}`, { listingRef: String(place) })),
			rules,
		);
		expect(different).toHaveLength(200_000);
		const same = compareCatalogs(
			many.map((place) => item('A', { itemId: String(place) })),
			many.map((place) => listing('A', { listingRef: String(place) })),
			rules,
		);
		expect(same).toHaveLength(1);
	}, 30_000);
});

describe('Whatever stands on either side', () => {
	const skus = fc.constantFrom(null, 'A', 'a', 'A 1', 'a1', 'B', 'b', 'C');
	const anItem = fc.record({
		sku: skus,
		type: fc.constantFrom('Inventory', 'Service', 'Group'),
		quantity: fc.integer({ min: -2, max: 3 }),
		active: fc.boolean(),
	});
	const aListing = fc.record({
		sku: skus,
		quantity: fc.integer({ min: 0, max: 3 }),
		tracksStock: fc.boolean(),
		parent: fc.boolean(),
		members: fc.constantFrom(1, 2),
	});
	const sides = fc.record({
		items: fc
			.array(anItem, { maxLength: 9 })
			.map((all) =>
				all.map(({ sku, type, quantity, active }, place) =>
					item(sku, { itemId: String(place), type, active, quantityOnHand: type === 'Inventory' ? quantity : null }),
				),
			),
		listings: fc.array(aListing, { maxLength: 9 }).map((all) =>
			all.map(({ sku, quantity, tracksStock, parent, members }, place) =>
				listing(sku, {
					listingRef: String(place),
					tracksStock,
					quantity: tracksStock ? quantity : null,
					parentRef: parent ? 'p' : null,
					poolRef: parent && tracksStock ? 'p' : null,
					poolMembers: parent && tracksStock ? members : 1,
				}),
			),
		),
		rules: fc.record({
			channel: fc.constant('The shop'),
			severalListingsPerSku: fc.boolean(),
			ignoreCase: fc.boolean(),
		}),
	});
	const everySide = (
		check: (
			rows: CatalogRow[],
			given: { items: CatalogItem[]; listings: CatalogListing[]; rules: CatalogRules },
		) => void,
	) =>
		fc.assert(
			fc.property(sides, (given) => check(compareCatalogs(given.items, given.listings, given.rules), given)),
			{ numRuns: 500 },
		);
	const keyOf = (sku: string | null, { ignoreCase }: CatalogRules) => (ignoreCase ? sku?.toLowerCase() : sku);

	test('every SKU has exactly one row, and nothing is lost or told twice', () => {
		everySide((rows, { items, listings, rules: given }) => {
			const keys = rows.flatMap(({ sku }) => (sku === null ? [] : [keyOf(sku, given)]));
			expect(new Set(keys)).toEqual(
				new Set([...items, ...listings].flatMap(({ sku }) => (sku === null ? [] : [keyOf(sku, given)]))),
			);
			expect(keys).toHaveLength(new Set(keys).size);
			const found = rows.flatMap(({ quickBooks, namesakes }) => [
				...(quickBooks === null ? [] : [quickBooks]),
				...namesakes,
			]);
			expect(found.map(({ itemId }) => itemId).sort()).toEqual(items.map(({ itemId }) => itemId).sort());
			expect(rows.flatMap((row) => row.listings.map(({ listingRef }) => listingRef)).sort()).toEqual(
				listings.map(({ listingRef }) => listingRef).sort(),
			);
		});
	});

	test('an item and a listing share a row if they share a SKU, and only then', () => {
		everySide((rows, { rules: given }) => {
			for (const { sku, quickBooks, namesakes, listings } of rows) {
				const keys = [quickBooks, ...namesakes, ...listings].flatMap((one) =>
					one === null ? [] : [keyOf(one.sku, given)],
				);
				expect(new Set(keys)).toEqual(new Set([keyOf(sku, given)]));
				if (sku === null) expect(keys).toHaveLength(1);
			}
		});
	});

	/** What is wrong, reckoned anew by looking through everything. */
	function wrongWith(
		{ sku, quickBooks, namesakes, listings }: CatalogRow,
		all: { items: CatalogItem[]; listings: CatalogListing[]; rules: CatalogRules },
	): Set<ProblemKind> {
		const items = quickBooks === null ? [] : [quickBooks, ...namesakes];
		const loose = (text: string | null) => text?.toLowerCase().replaceAll(' ', '');
		const otherSide = items.length === 0 ? all.items : listings.length === 0 ? all.listings : [];
		const isNear = sku !== null && otherSide.some((other) => loose(other.sku) === loose(sku));
		const isOnlyBlank =
			sku === null && (listings.length > 0 || items.some(({ type, active }) => type === 'Inventory' && active));
		const truths: Record<ProblemKind, boolean> = {
			unreadableInQuickBooks: items.some(({ trouble }) => trouble !== undefined),
			unreadableInShop: listings.some(({ trouble }) => trouble !== undefined),
			duplicateInQuickBooks: sku !== null && items.filter(({ active }) => active).length > 1,
			duplicateInShop: sku !== null && listings.length > 1 && !all.rules.severalListingsPerSku,
			sharedStock: listings.some(({ poolRef, poolMembers }) => poolRef !== null && poolMembers > 1),
			differsInCaseOrSpaces: isNear,
			inactiveInQuickBooks: items.length > 0 && items.every(({ active }) => !active) && listings.length > 0,
			notInventory:
				items.length > 0 && quickBooks?.type !== 'Inventory' && listings.some(({ tracksStock }) => tracksStock),
			notTrackedInShop:
				quickBooks?.type === 'Inventory' &&
				listings.some(({ tracksStock, trouble }) => !tracksStock && trouble === undefined),
			variationWithoutSku: sku === null && listings.some(({ parentRef }) => parentRef !== null),
			blankSku: isOnlyBlank && !listings.some(({ parentRef }) => parentRef !== null),
			onlyInShop: sku !== null && items.length === 0 && !isNear,
			onlyInQuickBooks: listings.length === 0 && !isNear && !isOnlyBlank,
		};
		return new Set(PROBLEMS.filter((problem) => truths[problem]));
	}

	test('each row names all that is wrong with it and nothing else, and leaves by the output that this means', () => {
		everySide((rows, given) => {
			for (const row of rows) {
				const kinds = row.problems.map(({ problem }) => problem);
				expect(new Set(kinds)).toEqual(wrongWith(row, given));
				const mendable = kinds.some((kind) => (MENDABLE as readonly string[]).includes(kind));
				expect(row.outcome).toBe(kinds.length === 0 ? 'matched' : mendable ? 'ambiguous' : 'unmatched');
			}
		});
	});

	test('the rows are sorted worst first, and the same however the sides are shuffled', () => {
		everySide((rows, { items, listings, rules: given }) => {
			const badness = rows.map(({ problems: [worst] }) =>
				worst === undefined ? PROBLEMS.length : PROBLEMS.indexOf(worst.problem),
			);
			expect(badness).toEqual([...badness].sort((one, other) => one - other));
			expect(
				compareCatalogs([...items].reverse(), [...listings].reverse(), given).map(({ outcome }) => outcome),
			).toEqual(rows.map(({ outcome }) => outcome));
		});
	});
});
