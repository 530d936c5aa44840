import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { NO_RULES } from '../../core/model/sellableRules';
import { toSku, type Sku } from '../../core/model/sku';
import { percentagesIn, readRuleTable, rulesIn } from '../../nodes/PushChannelStock/sellableFields';

const table = (values: Readonly<Record<string, unknown>>) =>
	readRuleTable({
		getNodeParameter: (name: string, _index: number, usual: unknown) => values[name] ?? usual,
	} as unknown as IExecuteFunctions);
const form = (values: Readonly<Record<string, unknown>>) => rulesIn(table(values));
const mug = toSku('MUG') as Sku;

describe('The rules of a channel', () => {
	test('are none where nobody chose any', () => {
		expect(form({})(mug)).toEqual(NO_RULES);
	});

	test('are for all SKUs but those that have their own', () => {
		const rules = form({ rules: { buffer: 2, maximum: 5 }, 'rulesBySku.values': [{ sku: 'BOWL', percent: 50 }] });
		expect(rules(mug)).toEqual({ ...NO_RULES, buffer: 2, maximum: 5 });
		expect(rules(toSku('BOWL') as Sku)).toEqual({ ...NO_RULES, percent: 50 });
		expect(rules(null)).toEqual({ ...NO_RULES, buffer: 2, maximum: 5 });
	});

	test('say what share the channel shows, in general and of the SKUs in the list, where no percentage is all of it', () => {
		const rows = [
			{ sku: 'BOWL', percent: 50 },
			{ sku: 'TEE', buffer: 1 },
		];
		expect(percentagesIn(table({ rules: { percent: 60 }, 'rulesBySku.values': rows }))).toEqual({
			percent: 60,
			bySku: new Map([
				['BOWL', 50],
				['TEE', 100],
			]),
		});
		expect(percentagesIn(table({}))).toEqual({ percent: 100, bySku: new Map() });
	});

	test.each([
		[{ rules: { percent: 120 } }, 'Rules.percent'],
		[{ rules: { buffer: -1 } }, 'Rules.buffer'],
		[{ 'rulesBySku.values': [{ sku: '', buffer: 1 }] }, 'Rules by SKU[0].SKU'],
		[
			{
				'rulesBySku.values': [
					{ sku: 'MUG', buffer: 1 },
					{ sku: 'MUG', buffer: 2 },
				],
			},
			'Rules by SKU[1].SKU',
		],
	])('%j names the field that is wrong', (values, field) => {
		expect(() => form(values)).toThrow(field);
	});
});
