import { describe, expect, test } from '@jest/globals';
import { processMemory } from '../../../core/memory/processMemory';
import type { PushOutcome, PushResult } from '../../../core/pushing/pushOutcome';
import { PUSH_RESULTS } from '../../support/pushResults';
import { withRetries } from '../../../core/pushing/failedDecreases';
import { aRun } from '../../support/aRun';
import { pushOutcome } from '../../support/levels';

const lost = { before: 7, wanted: 4, reason: 'It is not known whether BigCommerce took it' };

/** Runs of one push, each of one listing: whether it asks to come again. */
function push(run = aRun(), memory = processMemory()) {
	return async (outcome: PushResult, figures: Partial<PushOutcome> = lost, account = run.account) =>
		(await withRetries([[pushOutcome({ outcome, ...figures })]], { memory, run: { ...run, account } }))[0]?.[0]?.retry;
}

/** What a push does three times. */
async function failsThreeTimes(run: ReturnType<typeof push>): Promise<void> {
	for (let time = 0; time < 3; time++) await run('failed');
}

describe('A lowering that failed', () => {
	test('comes again at once, twice in a row and no more', async () => {
		const run = push();
		const asked = [await run('failed'), await run('failed'), await run('failed'), await run('failed')];
		expect(asked).toEqual([true, true, false, false]);
	});

	test('counts for its listing, account, node and workflow alone', async () => {
		const memory = processMemory();
		const run = push(aRun(), memory);
		await failsThreeTimes(run);
		expect([
			await run('failed', { ...lost, listingRef: '2' }),
			await run('failed', { ...lost, channel: 'ebay' }),
			await run('failed', lost, 'another shop'),
			await push(aRun(), memory)('failed'),
		]).toEqual([true, true, true, true]);
	});

	test.each(['written', 'unchanged'] as const)('is over when the channel shows what it should: %s', async (good) => {
		const run = push();
		await failsThreeTimes(run);
		expect([await run(good), await run('failed')]).toEqual([false, true]);
	});

	test('is not over by a run that only looked, or was held back, and those keep what they ask for', async () => {
		const run = push();
		expect([
			await run('failed'),
			await run('preview'),
			await run('heldBack', { ...lost, retry: true }),
			await run('failed'),
			await run('failed'),
		]).toEqual([true, false, true, true, false]);
	});

	test('asks also where nobody knows what the channel shows, if nothing is left', async () => {
		expect(await push()('failed', { ...lost, before: null, wanted: 0 })).toBe(true);
		expect(await push()('failed', { ...lost, before: null })).toBe(false);
	});

	test('neither asks nor counts in a run in the editor, which nothing repeats', async () => {
		const [run, memory] = [aRun(), processMemory()];
		const byHand = push({ ...run, isManual: true }, memory);
		expect([await byHand('failed'), await byHand('failed'), await byHand('failed')]).toEqual([false, false, false]);
		expect(await push(run, memory)('failed')).toBe(true);
	});

	test('is over when a run in the editor put it right', async () => {
		const [run, memory] = [aRun(), processMemory()];
		await failsThreeTimes(push(run, memory));
		await push({ ...run, isManual: true }, memory)('written');
		expect(await push(run, memory)('failed')).toBe(true);
	});

	test('counts twice where one run met its listing twice', async () => {
		const [run, memory] = [aRun(), processMemory()];
		const failed = pushOutcome({ outcome: 'failed', ...lost });
		const asked = await withRetries([[failed], [failed], [failed]], { memory, run });
		expect(asked.flat().map(({ retry }) => retry)).toEqual([true, true, false]);
	});
});

describe('What does not ask to come again', () => {
	test('a raise that failed: sent again before the shop shows the first it could be added twice', async () => {
		expect(await push()('failed', { ...lost, wanted: 9 })).toBe(false);
	});

	test('a level of which no listing is known', async () => {
		expect(await push()('failed', { ...lost, listingRef: null })).toBe(false);
	});

	test('any other outcome', async () => {
		const run = push();
		const asked = await Promise.all(PUSH_RESULTS.map(async (outcome) => await run(outcome)));
		expect(PUSH_RESULTS.filter((_, place) => asked[place])).toEqual(['failed']);
	});
});
