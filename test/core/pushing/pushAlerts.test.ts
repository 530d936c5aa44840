import { describe, expect, test } from '@jest/globals';
import { MOST_ENTRIES } from '../../../core/memory/boundedStore';
import type { Memory } from '../../../core/memory/memory';
import { processMemory } from '../../../core/memory/processMemory';
import { createItemWithoutSku } from '../../../core/model/itemWithoutSku';
import { itemsDue, outcomesForAttention } from '../../../core/pushing/pushAlerts';
import type { PushOutcome } from '../../../core/pushing/pushOutcome';
import { PUSH_RESULTS } from '../../support/pushResults';
import type { PushRun } from '../../../core/pushing/pushRun';
import { aRun } from '../../support/aRun';
import { pushOutcome, sku, heldLevel } from '../../support/levels';

const refused = pushOutcome({ outcome: 'refused', reason: 'The listing has ended' });
const HOUR = 3600_000;

/** A process in which runs push one outcome each: whether people are told of it. */
function aProcess(memory: Memory = processMemory()) {
	return async (run: PushRun, pushed: PushOutcome, now: number) =>
		(await outcomesForAttention([pushed], { memory, run, channel: pushed.channel, now })).has(pushed);
}

/** Of outcomes of one node, one after the other, a millisecond apart: whether people are told of each. */
async function toldInTurn(outcomes: readonly PushOutcome[]): Promise<boolean[]> {
	const [tells, run] = [aProcess(), aRun()];
	const told = [];
	for (const [now, pushed] of outcomes.entries()) told.push(await tells(run, pushed, now));
	return told;
}

describe('A listing that somebody has to look at', () => {
	test('is told once a day, also where the daily run is a little early', async () => {
		const [tells, run] = [aProcess(), aRun()];
		const told = [];
		for (const now of [0, 1, 19 * HOUR, 23 * HOUR, 24 * HOUR]) told.push(await tells(run, refused, now));
		expect(told).toEqual([true, false, false, true, false]);
	});

	test('is told at once when something else is wrong', async () => {
		const runs = [
			refused,
			{ ...refused, reason: 'It is sold in lots' },
			pushOutcome({ outcome: 'failed', reason: 'lost' }),
		];
		expect(await toldInTurn(runs)).toEqual([true, true, true]);
	});

	test('is told again when it does not come again by itself any more', async () => {
		const failed = pushOutcome({ outcome: 'failed', reason: 'lost', retry: true });
		expect(await toldInTurn([failed, failed, { ...failed, retry: false }])).toEqual([true, false, true]);
	});

	test("of which no listing is known is told by its SKU, which is no listing's number", async () => {
		const [tells, run] = [aProcess(), aRun()];
		const twice = pushOutcome({ outcome: 'ambiguous', sku: sku('1'), listingRef: null });
		const first = await tells(run, twice, 0);
		const besides = await tells(run, pushOutcome({ outcome: 'refused', sku: sku('MUG'), listingRef: '1' }), 1);
		const second = await tells(run, twice, 2);
		await tells(run, pushOutcome({ outcome: 'written', sku: sku('1'), listingRef: '9' }), 3);
		expect([first, besides, second, await tells(run, twice, 4)]).toEqual([true, true, false, true]);
	});

	test.each(['written', 'unchanged'] as const)(
		'is told at once when it was as it should be in between: %s',
		async (outcome) => {
			expect(await toldInTurn([refused, pushOutcome({ outcome }), refused])).toEqual([true, false, true]);
		},
	);

	test('is told by each node and account for itself, and to whoever runs it in the editor', async () => {
		const [tells, run] = [aProcess(), aRun()];
		expect([
			await tells(run, refused, 0),
			await tells({ ...run, isManual: true }, refused, 1),
			await tells(aRun(), refused, 2),
			await tells({ ...run, account: 'another shop' }, refused, 3),
			await tells(run, { ...refused, listingRef: '2' }, 4),
		]).toEqual(Array(5).fill(true));
		expect(await tells(run, refused, 5)).toBe(false);
	});

	test('is told once more when the run that told it failed, and its workflow alone', async () => {
		const memory = processMemory();
		const tells = aProcess(memory);
		const [run, other] = [aRun({ workflow: 'failing' }), aRun({ workflow: 'other' })];
		await tells(run, refused, 10);
		await tells(other, refused, 10);
		await memory.alerts.takeBack('failing', 11);
		expect(await tells(run, refused, 12)).toBe(false);
		await memory.alerts.takeBack('failing', 10);
		expect([await tells(run, refused, 13), await tells(other, refused, 13)]).toEqual([true, false]);
	});

	test('is told once also where a whole catalogue of 100,001 is sick, on three channels', async () => {
		const [memory, run] = [processMemory(), aRun()];
		const told = async (now: number) => {
			const ofChannels = ['woocommerce', 'bigcommerce', 'ebay'].map(async (channel) => {
				const sick = Array.from({ length: 100_001 }, (_, place) => ({ ...refused, channel, listingRef: `${place}` }));
				return (await outcomesForAttention(sick, { memory, run, channel, now })).size;
			});
			return await Promise.all(ofChannels);
		};
		expect(3 * 100_001).toBeLessThan(MOST_ENTRIES.small);
		expect([await told(0), await told(1)]).toEqual([
			[100_001, 100_001, 100_001],
			[0, 0, 0],
		]);
	});
});

test('the other outcomes are for nobody', async () => {
	const [tells, run] = [aProcess(), aRun()];
	const told = await Promise.all(PUSH_RESULTS.map(async (outcome) => await tells(run, pushOutcome({ outcome }), 0)));
	expect(PUSH_RESULTS.filter((_, place) => told[place])).toEqual(['ambiguous', 'notTracked', 'refused', 'failed']);
});

describe('E11: how often people are told of an item without SKU', () => {
	const DAY = 24 * HOUR;
	const blanked = createItemWithoutSku({
		itemId: '5',
		name: 'Mug',
		quantityOnHand: 7,
		changedAt: '2026-11-23T09:59:00.000Z',
		asOf: '2026-11-23T10:00:00.000Z',
		realmId: '1',
	});
	const aShop = (memory: Memory = processMemory()) => ({
		tells: async (run: PushRun, now: number, itemId = '5') => {
			const levels = [heldLevel({ itemId: '8' })];
			const announcement = { run, alerts: memory.alerts, now };
			return (await itemsDue([{ ...blanked, itemId }], levels, announcement))[0];
		},
		levelComes: async (run: PushRun, now: number) =>
			await itemsDue([], [heldLevel({ itemId: '5' })], { run, alerts: memory.alerts, now }),
	});

	test('a person who runs it in the editor does not keep it from the others', async () => {
		const { tells } = aShop();
		const byHand = aRun({ isManual: true });
		expect([await tells(byHand, 0), await tells(byHand, 1)]).toEqual([true, true]);
	});

	test('once, and again after a day; in between it leaves by Done', async () => {
		const [{ tells }, run] = [aShop(), aRun()];
		const told = [];
		for (const now of [0, 1, DAY / 2, DAY - 1, DAY]) told.push(await tells(run, now));
		expect(told).toEqual([true, false, false, true, false]);
	});

	test('each item, and each node, for itself', async () => {
		const [{ tells }, run] = [aShop(), aRun()];
		expect([await tells(run, 0), await tells(run, 1, '6'), await tells(aRun(), 2)]).toEqual([true, true, true]);
	});

	test('at once when it had its SKU in between', async () => {
		const [{ tells, levelComes }, run] = [aShop(), aRun()];
		await tells(run, 0);
		await levelComes(run, 1);
		expect(await tells(run, 2)).toBe(true);
	});
});
