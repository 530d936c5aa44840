import { describe, expect, test } from '@jest/globals';
import type { PushOutcome, PushResult } from '../../../core/pushing/pushOutcome';
import { withCauses } from '../../../core/pushing/differenceCause';
import { pushOutcome, stockLevel } from '../../support/levels';

const NOW = Date.parse('2026-11-23T12:00:00Z');
let accounts = 0;

/** A node of its own account, so that no test remembers for another. */
function push() {
	const account = `account ${++accounts}`;
	return (outcome: PushResult, figures: Partial<PushOutcome>, of: { account?: string } = {}) => {
		const [[told] = []] = withCauses([[pushOutcome({ outcome, channel: 'ebay', ...figures })]], {
			account: of.account ?? account,
			levels: [stockLevel()],
			now: NOW,
		});
		return told?.cause?.kind ?? null;
	};
}

describe('What a push left on a listing', () => {
	test('is known in the next run of the same account, and of no other', () => {
		const run = push();
		expect(run('written', { before: 9, after: 7 })).toBe('unknown');
		expect(run('preview', { before: 12 })).toBe('editedInShop');
		expect(run('preview', { before: 12 }, { account: 'another' })).toBe('unknown');
		expect(run('preview', { before: 12, listingRef: '2' })).toBe('unknown');
		expect(run('preview', { before: 12, channel: 'woocommerce' })).toBe('unknown');
	});

	test('is also what it found as it should be, and what it could not write; a preview leaves nothing', () => {
		const run = push();
		expect(run('unchanged', {})).toBeNull();
		expect(run('preview', { before: 5, wanted: 6 })).toBe('editedInShop');
		expect(run('preview', { before: 7, wanted: 6 })).toBe('ordersOrRulesChanged');
		expect(run('failed', { before: 7, wanted: 6, reason: 'down' })).toBe('failedWrite');
		expect(run('preview', { before: 7, wanted: 6 })).toBe('failedWrite');
	});

	test('is what the channel says that it shows afterwards', () => {
		const run = push();
		run('written', { before: 9, wanted: 7, after: 5 });
		expect(run('preview', { before: 5 })).toBe('ordersOrRulesChanged');
	});
});
