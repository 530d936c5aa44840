import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readFields, readNumber } from '../../../core/reading/readUnknown';
import { failedItem, itemsFromN8n } from '../../../nodes/bridge/items/itemsFromN8n';

const readQuantity = (json: unknown) => readNumber(readFields(json, 'level').quantity, 'level.quantity');

function contextOf(continues: boolean, ...items: INodeExecutionData[]): IExecuteFunctions {
	const node = { id: '1', name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
	return {
		getInputData: () => items,
		continueOnFail: () => continues,
		getNode: () => node,
	} as unknown as IExecuteFunctions;
}

const mixed = [{ json: { quantity: 4 } }, { json: { quantity: 'many', sku: 'A' } }, { json: { quantity: 0 } }];

describe('items that come in', () => {
	test('keep their places when one between them cannot be read', () => {
		const { good, bad } = itemsFromN8n(contextOf(true, ...mixed), readQuantity);
		expect(good).toEqual([
			{ index: 0, value: 4 },
			{ index: 2, value: 0 },
		]);
		expect(bad).toEqual([
			{
				json: {
					summary: 'level.quantity should be a number',
					outcome: 'failed',
					sku: 'A',
					name: null,
					reason: 'level.quantity should be a number',
					input: { quantity: 'many', sku: 'A' },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	test('stop the node at the first that cannot be read, unless it is to continue', () => {
		const read = () => itemsFromN8n(contextOf(false, ...mixed), readQuantity);
		expect(read).toThrow(
			expect.objectContaining({
				message: 'level.quantity should be a number',
				context: expect.objectContaining({ itemIndex: 1 }),
			}),
		);
	});
});

test('a failed item never uses the key "error", which n8n takes for its own', () => {
	expect(failedItem(contextOf(true, ...mixed), new Error('no'), 0).json).not.toHaveProperty('error');
});
