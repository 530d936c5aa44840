import { describe, expect, test } from '@jest/globals';
import { NO_RULES } from '../../../core/model/sellableRules';
import { readIncomingRules, rulesOfRows } from '../../../core/pushing/skuRules';

const CHANNELS = [
	{ id: 'woocommerce', displayName: 'WooCommerce' },
	{ id: 'ebay', displayName: 'eBay' },
];
const read = (rows: readonly unknown[], ignoreCase = false) => readIncomingRules(rows, CHANNELS, ignoreCase);
const rules = (rows: readonly unknown[], channel = 'ebay', ignoreCase = false) =>
	Object.fromEntries(rulesOfRows({ form: [], incoming: read(rows, ignoreCase).rows }, ignoreCase)(channel));
const held = (reason: string, lowers = true) => ({
	...NO_RULES,
	hold: {
		reason: `${reason}. Until that is mended, ${lowers ? 'its level goes down and not up' : 'its level is left alone'}`,
		isChosen: false,
		lowers,
	},
});

describe('Rules that come in', () => {
	test('are read from the columns of a table, in any case, beside columns of its own', () => {
		const row = { id: 7, createdAt: 'x', SKU: ' MUG ', Channel: 'eBay', Buffer: '2', Percentage: '', minimum: null };
		expect(read([row])).toEqual({
			rows: [{ name: 'row 1', sku: 'MUG', channel: 'ebay', rules: { ...NO_RULES, buffer: 2 } }],
			troubles: [],
		});
	});

	test('are none in the empty item that stands for an empty table', () => {
		expect(read([{}])).toEqual({ rows: [], troubles: [] });
	});

	test.each([[true], ['TRUE'], [1], ['1']])('leave a SKU out where exclude is %j', (exclude) => {
		expect(rules([{ sku: 'MUG', exclude }])).toEqual({
			MUG: {
				...NO_RULES,
				hold: {
					reason: 'Excluded under Rules by SKU: the channel keeps its own number',
					isChosen: true,
					lowers: false,
				},
			},
		});
	});

	test.each([[false], ['False'], [0], [''], [null]])('do not leave a SKU out where exclude is %j', (exclude) => {
		expect(rules([{ sku: 'MUG', exclude, buffer: 1 }])).toEqual({ MUG: { ...NO_RULES, buffer: 1 } });
	});

	test('of the form go before those that came in, and those of a channel before all', () => {
		const incoming = read([
			{ sku: 'MUG', buffer: 1 },
			{ sku: 'TEE', buffer: 1 },
			{ sku: 'CAP', channel: 'ebay', buffer: 1 },
		]).rows;
		const form = read([
			{ sku: 'MUG', buffer: 2 },
			{ sku: 'CAP', buffer: 2 },
		]).rows;
		expect(Object.fromEntries(rulesOfRows({ form, incoming }, false)('ebay'))).toMatchObject({
			MUG: { buffer: 2 },
			TEE: { buffer: 1 },
			CAP: { buffer: 1 },
		});
	});

	test('a row that cannot be read names itself and the field, holds its SKU where it counts, and no other', () => {
		const rows = [
			{ sku: 'MUG', channel: 'ebay', buffer: 'two' },
			{ sku: 'TEE', buffer: 3 },
		];
		const words = 'Rules by SKU, row 1 (MUG): Buffer should be a number';
		expect(rules(rows)).toEqual({ MUG: held(words), TEE: { ...NO_RULES, buffer: 3 } });
		expect(rules(rows, 'woocommerce')).toEqual({ TEE: { ...NO_RULES, buffer: 3 } });
		expect(read(rows).troubles).toEqual([`${words}. Until that is mended, its level goes down and not up`]);
	});

	test('a row that may exclude its SKU leaves it alone until it can be read', () => {
		const words = 'Rules by SKU, row 1 (MUG): Exclude should be true or false';
		expect(rules([{ sku: 'MUG', exclude: 'perhaps' }])).toEqual({ MUG: held(words, false) });
		expect(rules([{ sku: 'MUG', exclude: true, channel: 'amazon' }])).toEqual({
			MUG: held('Rules by SKU, row 1 (MUG): Channel should be any, woocommerce, ebay, or empty for any', false),
		});
	});

	test('a row without a rule is a table with other names of its columns', () => {
		expect(read([{ sku: 'MUG', bufer: 2 }]).troubles).toEqual([
			'Rules by SKU, row 1 (MUG) should be a row with at least one of the columns buffer, percentage, minimum, maximum, exclude. Until that is mended, its level goes down and not up',
		]);
	});

	test('a row without a SKU holds nothing and is told of', () => {
		expect(read([{ buffer: 2 }, 'nonsense'])).toEqual({
			rows: [],
			troubles: [
				'Rules by SKU, row 1: SKU should be text that is not empty',
				'Rules by SKU, row 2 should be an object',
			],
		});
	});

	test('rows that say the same are one, and rows that differ hold their SKU', () => {
		const same = { sku: 'MUG', buffer: 2 };
		expect(read([same, same, { ...same, channel: 'any' }])).toMatchObject({ rows: [{ name: 'row 1' }], troubles: [] });
		const words = 'Rules by SKU, row 1 and row 3 say different things of MUG: remove one of the two';
		expect(rules([same, { ...same, channel: 'ebay' }, { sku: 'MUG', buffer: 3 }], 'woocommerce')).toEqual({
			MUG: held(words),
		});
		expect(rules([same, { sku: 'MUG', exclude: true }])).toEqual({
			MUG: held('Rules by SKU, row 1 and row 2 say different things of MUG: remove one of the two', false),
		});
	});

	test('a row that cannot be read is called wrong as often as it comes, and contradicts no other', () => {
		const wrong = { sku: 'MUG', buffer: 'two' };
		const words = (row: number) => `Rules by SKU, row ${row} (MUG): Buffer should be a number`;
		const told = (row: number) => `${words(row)}. Until that is mended, its level goes down and not up`;
		expect(read([wrong, wrong]).troubles).toEqual([told(1), told(2)]);
		expect(rules([{ sku: 'MUG', buffer: 1 }, wrong])).toEqual({ MUG: held(words(2)) });
		expect(rules([wrong, { sku: 'MUG', exclude: 'perhaps' }])).toEqual({
			MUG: held('Rules by SKU, row 2 (MUG): Exclude should be true or false', false),
		});
	});

	test('SKUs that differ in case alone are two, or one where case says nothing', () => {
		const rows = [
			{ sku: 'MUG', buffer: 2 },
			{ sku: 'mug', buffer: 3 },
		];
		expect(read(rows).troubles).toEqual([]);
		expect(read(rows, true).troubles).toHaveLength(1);
	});
});
