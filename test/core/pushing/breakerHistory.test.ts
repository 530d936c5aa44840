import { describe, expect, test } from '@jest/globals';
import type { Memory } from '../../../core/memory/memory';
import { processMemory } from '../../../core/memory/processMemory';
import { recallBreaker, rememberBreakerRun } from '../../../core/pushing/breakerHistory';
import { breakerAlert } from '../../../core/pushing/pushAlerts';
import { aRun } from '../../support/aRun';
import { heldLevel } from '../../support/levels';

const DAY = 24 * 3600_000;

/** Whether a run whose breaker opened for this reason, or stayed closed, tells it. */
function push(run = aRun(), memory: Memory = processMemory()) {
	return async (reason: string | null, now: number) =>
		(await breakerAlert(reason, { memory, run, channel: 'shop', now })) !== null;
}

describe('F3: what a push remembers of its fuse', () => {
	test('a blown fuse is told once, and again after a day', async () => {
		const tells = push();
		const told = [];
		for (const now of [0, 1, DAY / 2, DAY - 1, DAY]) told.push(await tells('too many', now));
		expect(told).toEqual([true, false, false, true, false]);
	});

	test('one that blows again after a good run is told at once', async () => {
		const tells = push();
		expect([await tells('x', 0), await tells(null, 1), await tells('x', 2)]).toEqual([true, false, true]);
	});

	test('a person who runs it in the editor does not keep the alert from the others', async () => {
		const tells = push(aRun({ isManual: true }));
		expect([await tells('x', 0), await tells('x', 0)]).toEqual([true, true]);
	});

	test('what it raised or took to 0 counts for an hour', async () => {
		const memory = processMemory();
		const listings = (...refs: string[]) => refs.map((listingRef) => ({ listingRef, stockRef: listingRef }));
		const ran = async (increased: string[], zeroed: string[], now: number) => {
			const counted = { increased: listings(...increased), zeroed: listings(...zeroed) };
			await rememberBreakerRun(memory, 'node', { levels: [], counted, isOpen: false, now });
		};
		await ran(['a', 'b'], ['z'], 0);
		await ran([], [], 1);
		await ran(['c'], [], DAY / 48);
		const lately = async (now: number, node = 'node') => {
			const { increased, zeroed } = (await recallBreaker(memory, node, now)).lately;
			return [increased, zeroed].map((list) => list.map(({ listingRef }) => listingRef).join('')).join(' ');
		};
		expect([
			await lately(DAY / 48),
			await lately(DAY / 24 - 1),
			await lately(DAY / 24),
			await lately(DAY / 16),
		]).toEqual(['abc z', 'abc z', 'c ', ' ']);
		expect(await lately(0, 'another node')).toBe(' ');
	});

	test('the company is that of the last run that went through, each node for itself', async () => {
		const memory = processMemory();
		const company = async (node = 'node') => (await recallBreaker(memory, node, 0)).formerCompany;
		const ran = async (realmIds: readonly string[], isOpen: boolean, now: number) => {
			const levels = realmIds.map((realmId) => heldLevel({ realmId }));
			await rememberBreakerRun(memory, 'node', { levels, counted: { increased: [], zeroed: [] }, isOpen, now });
		};
		expect(await company()).toBeNull();
		await ran(['1'], false, 0);
		await ran(['2'], true, 1);
		await ran([], false, 2);
		expect(await company()).toBe('1');
		expect(await company('another node')).toBeNull();
	});
});
