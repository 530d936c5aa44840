import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { NO_RULES } from '../../core/model/sellableRules';
import { readSkuRules } from '../../nodes/PushChannelStock/skuRules';

/** Rules by SKU as the form has them; without `rows` nobody made any. */
const rulesOf = (rows?: readonly object[]) =>
	readSkuRules({
		getNodeParameter: (_name: string, _index: number, usual: unknown) => rows ?? usual,
	} as unknown as IExecuteFunctions);
const entries = (rows: readonly object[], channel: string) => Object.fromEntries(rulesOf(rows)(channel));

describe('Rules by SKU', () => {
	test('are none where nobody made any', () => expect(rulesOf()('ebay')).toEqual(new Map()));

	test('hold on every channel where no channel is chosen, and leave out what the row does not say', () => {
		const rows = [
			{ sku: 'BOWL', percent: 50 },
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

	test('take a maximum of 0 for no limit', () =>
		expect(entries([{ sku: 'MUG', maximum: 0 }], 'ebay')).toEqual({ MUG: NO_RULES }));

	test.each([
		[[{ sku: 'MUG', percent: 120 }], 'Rules by SKU[0].percent'],
		[[{ sku: 'MUG', buffer: -1 }], 'Rules by SKU[0].buffer'],
		[[{ sku: '', buffer: 1 }], 'Rules by SKU[0].SKU'],
		[[{ sku: 'MUG', channel: 'amazon' }], 'Rules by SKU[0].Channel'],
		[
			[
				{ sku: 'MUG', buffer: 1 },
				{ sku: 'MUG', buffer: 2 },
			],
			'Rules by SKU[1].SKU',
		],
		[
			[
				{ sku: 'MUG', channel: 'ebay', buffer: 1 },
				{ sku: 'MUG', channel: 'ebay', buffer: 2 },
			],
			'Rules by SKU[1].SKU',
		],
	])('%j names the field that is wrong', (rows, field) => {
		expect(() => rulesOf(rows)).toThrow(field);
	});
});
