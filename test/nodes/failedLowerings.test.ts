import { describe, expect, test } from '@jest/globals';
import { PUSH_RESULTS, type PushOutcome, type PushResult } from '../../core/pushing/pushOutcome';
import { askingAgain } from '../../nodes/PushChannelStock/failedLowerings';
import { aNode } from '../support/aNode';
import { pushOutcome } from '../support/levels';

const lost = { before: 7, wanted: 4, reason: 'It is not known whether BigCommerce took it' };

/** Runs of one push, each of one listing: whether it asks to come again. */
function push(node = aNode()) {
	return (outcome: PushResult, figures: Partial<PushOutcome> = lost, account = 'shop') =>
		askingAgain(node, [[pushOutcome({ outcome, ...figures })]], account)[0]?.[0]?.retry;
}

describe('A lowering that failed', () => {
	test('comes again at once, twice in a row and no more', () => {
		const run = push();
		expect([1, 2, 3, 4].map(() => run('failed'))).toEqual([true, true, false, false]);
	});

	test('counts for its listing, account, node and workflow alone', () => {
		const node = aNode();
		const run = push(node);
		[1, 2, 3].forEach(() => run('failed'));
		expect([
			run('failed', { ...lost, listingRef: '2' }),
			run('failed', { ...lost, channel: 'ebay' }),
			run('failed', lost, 'another shop'),
			push()('failed'),
		]).toEqual([true, true, true, true]);
		expect(push({ ...node, getWorkflow: () => ({ id: 'copy' }) } as unknown as typeof node)('failed')).toBe(true);
	});

	test.each(['written', 'unchanged'] as const)('is over when the channel shows what it should: %s', (good) => {
		const run = push();
		[1, 2, 3].forEach(() => run('failed'));
		expect([run(good), run('failed')]).toEqual([false, true]);
	});

	test('is not over by a run that only looked, or was held back, and those keep what they ask for', () => {
		const run = push();
		expect([
			run('failed'),
			run('preview'),
			run('heldBack', { ...lost, retry: true }),
			run('failed'),
			run('failed'),
		]).toEqual([true, false, true, true, false]);
	});

	test('asks also where nobody knows what the channel shows, if nothing is left', () => {
		expect(push()('failed', { ...lost, before: null, wanted: 0 })).toBe(true);
		expect(push()('failed', { ...lost, before: null })).toBe(false);
	});

	test('neither asks nor counts in a run in the editor, which nothing repeats', () => {
		const node = aNode();
		const byHand = push({ ...node, getMode: () => 'manual' } as unknown as typeof node);
		expect([1, 2, 3].map(() => byHand('failed'))).toEqual([false, false, false]);
		expect(push(node)('failed')).toBe(true);
	});

	test('is over when a run in the editor put it right', () => {
		const node = aNode();
		[1, 2, 3].forEach(() => push(node)('failed'));
		push({ ...node, getMode: () => 'manual' } as unknown as typeof node)('written');
		expect(push(node)('failed')).toBe(true);
	});
});

describe('What does not ask to come again', () => {
	test('a raise that failed: sent again before the shop shows the first it could be added twice', () => {
		expect(push()('failed', { ...lost, wanted: 9 })).toBe(false);
	});

	test('a level of which no listing is known', () => {
		expect(push()('failed', { ...lost, listingRef: null })).toBe(false);
	});

	test('any other outcome', () => {
		const run = push();
		expect(PUSH_RESULTS.filter((outcome) => run(outcome))).toEqual(['failed']);
	});
});
