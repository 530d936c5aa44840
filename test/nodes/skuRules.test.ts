import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { NO_RULES } from '../../core/model/sellableRules';
import { rulesOfRows } from '../../core/pushing/skuRules';
import { assertOneRowEach, readFormRules, readSecondInput } from '../../nodes/PushChannelStock/skuRules';

/** Rules by SKU as the form has them; without `rows` nobody made any. */
const rowsOf = (rows?: readonly object[]) =>
	readFormRules({
		getNodeParameter: (_name: string, _index: number, usual: unknown) => rows ?? usual,
	} as unknown as IExecuteFunctions);
const entries = (rows: readonly object[] | undefined, channel: string) =>
	Object.fromEntries(rulesOfRows({ form: rowsOf(rows), incoming: [] }, false)(channel));

describe('Rules by SKU', () => {
	test('are none where nobody made any', () => expect(entries(undefined, 'ebay')).toEqual({}));

	test('hold on every channel where no channel is chosen, and leave out what the row does not say', () => {
		const rows = [
			{ sku: 'BOWL', percentage: 50 },
			{ sku: 'TEE', channel: 'any', buffer: 1, minimum: 2, maximum: 9 },
		];
		for (const channel of ['woocommerce', 'bigcommerce', 'ebay'])
			expect(entries(rows, channel)).toEqual({
				BOWL: { ...NO_RULES, percent: 50 },
				TEE: { buffer: 1, percent: 100, minimum: 2, maximum: 9 },
			});
	});

	test('of a channel hold there alone, and go before those of any, wherever they stand', () => {
		const rows = [
			{ sku: 'MUG', channel: 'ebay', buffer: 5 },
			{ sku: 'MUG', channel: 'any', buffer: 1 },
			{ sku: 'TEE', channel: 'ebay', buffer: 2 },
		];
		expect(entries(rows, 'ebay')).toMatchObject({ MUG: { buffer: 5 }, TEE: { buffer: 2 } });
		expect(entries(rows, 'woocommerce')).toEqual({ MUG: { ...NO_RULES, buffer: 1 } });
	});

	test.each([
		[[{ sku: 'MUG', percentage: 120 }], 'Rules by SKU, row 1 (MUG): Percentage should be a percentage of at most 100'],
		[[{ sku: 'MUG', percentage: 0 }], 'Rules by SKU, row 1 (MUG): Percentage should be a percentage from 1 to 100'],
		[[{ sku: 'MUG', minimum: 4, maximum: 3 }], 'Rules by SKU, row 1 (MUG): Minimum should be at most 3, the Maximum'],
		[[{ sku: 'MUG', buffer: -1 }], 'Rules by SKU, row 1 (MUG): Buffer'],
		[[{ sku: '', buffer: 1 }], 'Rules by SKU, row 1: SKU'],
		[
			[{ sku: 'MUG', buffer: 1, channel: 'amazon' }],
			'Rules by SKU, row 1 (MUG): Channel should be any, bigcommerce, ebay, woocommerce',
		],
	])('%j names row and field that are wrong', (rows, words) => {
		expect(() => rowsOf(rows)).toThrow(words);
	});

	test.each([
		['mug', false, null],
		['MUG', false, 'Rules by SKU, row 2 (MUG): SKU should be in the list once for a channel, and stands in row 1 too'],
		[
			'mug',
			true,
			'Rules by SKU, row 2 (mug): SKU should be in the list once for a channel, and stands in row 1 as MUG too',
		],
	])('for MUG and then %s, where case is ignored: %j, contradict each other: %s', (second, ignoreCase, words) => {
		const rows = rowsOf(['MUG', second].map((sku, place) => ({ sku, channel: 'ebay', buffer: place + 1 })));
		const check = () => assertOneRowEach([...rows, ...rowsOf([{ sku: 'MUG', buffer: 3 }])], ignoreCase);
		if (words === null) expect(check).not.toThrow();
		else expect(check).toThrow(words);
	});
});

describe('More Rules From a Second Input', () => {
	const second = (isOn: unknown, rows: readonly object[]) =>
		readSecondInput({
			getNodeParameter: () => isOn,
			getInputData: (place: number) => (place === 1 ? rows.map((json) => ({ json })) : []),
		} as unknown as IExecuteFunctions);

	test('is not looked at where it is off', () => expect(second(false, [{ sku: 'MUG' }])).toBeNull());

	test('gives its rows, and the empty item of an empty table', () => {
		expect(second(true, [{ sku: 'MUG' }])).toEqual([{ sku: 'MUG' }]);
		expect(second(true, [{}])).toEqual([{}]);
	});

	test('is missed where it gave nothing: a level would go up that should not', () => {
		expect(() => second(true, [])).toThrow(
			'More Rules From a Second Input should be off, since no rows came in. Or connect the node that reads them to each trigger that leads here, and switch on Always Output Data',
		);
	});
});
