import { describe, expect, test } from '@jest/globals';
import { processMemory } from '../../../core/memory/processMemory';
import type { PushOutcome, PushResult } from '../../../core/pushing/pushOutcome';
import { withCauses } from '../../../core/pushing/lastSeen';
import { pushOutcome, heldLevel } from '../../support/levels';

const NOW = Date.parse('2026-11-23T12:00:00Z');
/** A push in a process of its own. */
function push() {
	const memory = processMemory();
	return async (outcome: PushResult, figures: Partial<PushOutcome>, of: { account?: string } = {}) => {
		const [[told] = []] = await withCauses([[pushOutcome({ outcome, channel: 'ebay', ...figures })]], {
			memory,
			account: of.account ?? 'shop',
			levels: [heldLevel()],
			now: NOW,
		});
		return told?.cause?.kind ?? null;
	};
}

describe('What a push left on a listing', () => {
	test('is known in the next run of the same account, and of no other', async () => {
		const run = push();
		expect(await run('written', { before: 9, after: 7 })).toBe('unknown');
		expect(await run('preview', { before: 12 })).toBe('editedInShop');
		expect(await run('preview', { before: 12 }, { account: 'another' })).toBe('unknown');
		expect(await run('preview', { before: 12, listingRef: '2' })).toBe('unknown');
		expect(await run('preview', { before: 12, channel: 'woocommerce' })).toBe('unknown');
	});

	test('is also what it found as it should be, and what it could not write; a preview leaves nothing', async () => {
		const run = push();
		expect(await run('unchanged', {})).toBeNull();
		expect(await run('preview', { before: 5, wanted: 6 })).toBe('editedInShop');
		expect(await run('preview', { before: 7, wanted: 6 })).toBe('ordersOrRulesChanged');
		expect(await run('failed', { before: 7, wanted: 6, reason: 'down' })).toBe('failedWrite');
		expect(await run('preview', { before: 7, wanted: 6 })).toBe('failedWrite');
	});

	test('is what the channel says that it shows afterwards', async () => {
		const run = push();
		await run('written', { before: 9, wanted: 7, after: 5 });
		expect(await run('preview', { before: 5 })).toBe('ordersOrRulesChanged');
	});
});
