import { describe, expect, test } from '@jest/globals';
import { PUSH_RESULTS, type PushOutcome, type PushResult } from '../../core/domain/pushOutcome';
import { withHistory } from '../../nodes/PushChannelStock/lastSeen';
import { sku, stockLevel } from '../support/levels';

const NOW = Date.parse('2026-11-23T12:00:00Z');
let accounts = 0;

/** A node of its own account, so that no test remembers for another. */
function push() {
	const account = `account ${++accounts}`;
	return (outcome: PushResult, figures: Partial<PushOutcome>, of: { account?: string } = {}) => {
		const known = { channel: 'ebay', sku: sku('MUG'), listingRef: '1', name: 'Mug', before: 7, wanted: 7, after: 7, reason: null, retry: false, arithmetic: '', cause: null };
		const [[left] = []] = withHistory([[{ ...known, outcome, ...figures }]], { account: of.account ?? account, levels: [stockLevel()], now: NOW });
		return { cause: left?.cause?.kind ?? null, retry: left?.retry };
	};
}

describe('What a push left on a listing', () => {
	test('is known in the next run of the same account, and of no other', () => {
		const run = push();
		expect(run('written', { before: 9, after: 7 }).cause).toBe('unknown');
		expect(run('preview', { before: 12 }).cause).toBe('editedInShop');
		expect(run('preview', { before: 12 }, { account: 'another' }).cause).toBe('unknown');
		expect(run('preview', { before: 12, listingRef: '2' }).cause).toBe('unknown');
		expect(run('preview', { before: 12, channel: 'woocommerce' }).cause).toBe('unknown');
	});

	test('is also what it found as it should be, and what it could not write; a preview leaves nothing', () => {
		const run = push();
		expect(run('unchanged', {}).cause).toBeNull();
		expect(run('preview', { before: 5, wanted: 6 }).cause).toBe('editedInShop');
		expect(run('preview', { before: 7, wanted: 6 }).cause).toBe('ordersOrRulesChanged');
		expect(run('failed', { before: 7, wanted: 6, reason: 'down' }).cause).toBe('failedWrite');
		expect(run('preview', { before: 7, wanted: 6 }).cause).toBe('failedWrite');
	});

	test('is what the channel says that it shows afterwards', () => {
		const run = push();
		run('written', { before: 9, wanted: 7, after: 5 });
		expect(run('preview', { before: 5 }).cause).toBe('ordersOrRulesChanged');
	});
});

describe('A write that failed', () => {
	const lost = { before: 7, wanted: 4, after: 7, reason: 'It is not known whether BigCommerce took it' };

	test('comes again at once, twice in a row and no more; each listing counts for itself', () => {
		const run = push();
		expect([1, 2, 3, 4].map(() => run('failed', lost).retry)).toEqual([true, true, false, false]);
		expect(run('failed', { ...lost, listingRef: '2' }).retry).toBe(true);
	});

	test.each(['written', 'unchanged'] as const)('is over when the channel shows what it should: %s', (good) => {
		const run = push();
		[1, 2, 3].forEach(() => run('failed', lost));
		expect(run(good, {}).retry).toBe(false);
		expect(run('failed', lost).retry).toBe(true);
	});

	test('is not over by a run that only looked, or was held back', () => {
		const run = push();
		run('failed', lost);
		expect(run('preview', lost).retry).toBe(false);
		expect(run('heldBack', { ...lost, retry: true }).retry).toBe(true);
		expect(run('failed', lost).retry).toBe(true);
		expect(run('failed', lost).retry).toBe(false);
	});

	test('of no listing that is known waits for a person', () => {
		expect(push()('failed', { ...lost, listingRef: null }).retry).toBe(false);
	});

	test('no other outcome asks for it', () => {
		const run = push();
		expect(PUSH_RESULTS.filter((outcome) => run(outcome, lost).retry)).toEqual(['failed']);
	});
});
