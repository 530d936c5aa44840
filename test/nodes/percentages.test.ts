import { describe, expect, test } from '@jest/globals';
import type { NodeExecutionHint } from 'n8n-workflow';
import type { Sku } from '../../core/model/sku';
import { percentageWarning } from '../../core/pushing/percentageWarning';
import { memory } from '../../nodes/bridge/memory/memory';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { aRun } from '../support/aRun';
import { executeQuickBooksNode } from '../support/executeQuickBooksNode';
import { stockLevel } from '../support/levels';
import { unaskedQuickBooks } from '../support/unaskedQuickBooks';

describe('E6: Push Channel Stock', () => {
	const run = async (percentage: number, input: readonly object[]) => {
		const hints: NodeExecutionHint[] = [];
		await executeQuickBooksNode(new PushChannelStock(), {
			client: unaskedQuickBooks().client,
			input,
			hints,
			shop: () => [],
			shopSettings: { percentage },
		});
		return hints.filter(({ type }) => type === 'warning').map(({ message }) => message);
	};

	test('says it in its output panel when another node pushes to another channel, and needs a level to know the company', async () => {
		const realmId = 'percentages of the node';
		const ofEbay = { name: 'eBay', percent: 70, bySku: new Map<Sku, number>(), channel: 'ebay' };
		const before = await percentageWarning(memory, aRun(), { ...ofEbay, realmId, now: Date.now() });
		expect(await run(60, [])).toEqual([]);
		expect(await run(60, [stockLevel({ realmId })])).toEqual([
			expect.stringContaining('eBay 70 % + WooCommerce 60 % = 130 %'),
		]);
		expect(before).toBeNull();
	});
});
