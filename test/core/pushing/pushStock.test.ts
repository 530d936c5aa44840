import { describe, expect, test } from '@jest/globals';
import { processMemory } from '../../../core/memory/processMemory';
import type { HeldLevel } from '../../../core/availability/heldLevel';
import { pushStock, type PushJob } from '../../../core/pushing/pushStock';
import { aRun } from '../../support/aRun';
import { asOf, level, listing, on, settings, world } from '../../support/pushWorld';

const HOUR = 3600_000;

/** A node in a process of its own, which pushes levels to a shop, each run an hour after the one before. */
function aNode(more: Partial<PushJob> = {}) {
	const [memory, run] = [processMemory(), aRun()];
	let now = Date.parse(asOf) - HOUR;
	return {
		memory,
		run,
		push: async (levels: readonly HeldLevel[], shop: ReturnType<typeof world>, changes: Partial<PushJob> = {}) => {
			now += HOUR;
			const fresh = levels.map((one) => ({
				...one,
				openOrders: { channels: ['shop'], readAt: new Date(now).toISOString(), trouble: null },
			}));
			const percentages = { percent: 100, bySku: new Map() };
			const job = { settings, percentages, run, memory, clock: () => now, ...more, ...changes };
			return await pushStock({ levels: fresh, ...job }, shop.targets);
		},
	};
}

describe('a push, without n8n', () => {
	test('brings the channel to the levels, and says what it did', async () => {
		const shop = world({ listings: [listing('down', 9), listing('same', 3)], items: [] });
		const report = await aNode().push([level('down', 4), level('same', 3)], shop);
		expect(shop.written()).toEqual([[['down', 4]]]);
		expect(report.outcomes).toMatchObject([
			[{ outcome: 'written', before: 9, wanted: 4, cause: { kind: 'unknown' } }],
			[{ outcome: 'unchanged', cause: null }],
		]);
		expect(report).toMatchObject({ breakerAlert: null, percentageWarning: null });
		expect(report.forAttention.size).toBe(0);
	});

	test('remembers what it left on a listing, and explains the next difference by it', async () => {
		const { push } = aNode();
		await push([level('down', 4)], world({ listings: [listing('down', 9)], items: [] }));
		const { outcomes } = await push([level('down', 4)], world({ listings: [listing('down', 6)], items: [] }));
		expect(outcomes).toMatchObject([[{ outcome: 'written', cause: { kind: 'editedInShop' } }]]);
	});

	test('lets a decrease whose write failed come again, and tells people of it once', async () => {
		const { push } = aNode();
		const shop = () =>
			world({ listings: [listing('down', 9)], items: [], write: () => ({ result: 'failed', reason: 'lost' }) });
		const runs = [];
		for (let run = 0; run < 4; run++) {
			const { outcomes, forAttention } = await push([level('down', 4)], shop());
			runs.push([outcomes[0]?.[0]?.retry, forAttention.size]);
		}
		expect(runs).toEqual([
			[true, 1],
			[true, 0],
			[false, 1],
			[false, 0],
		]);
	});

	test('F3: adds up what the runs of an hour increased, and tells of the open breaker once', async () => {
		const skus = (from: number) => Array.from({ length: 15 }, (_, place) => `sku ${from + place}`);
		const restock = (from: number) =>
			world({
				listings: skus(from).map((one) => listing(one, 1)),
				items: skus(from).map((one) => ({ id: one, sku: one, quantity: 50 })),
				count: 60,
			});
		const now = Date.parse(asOf);
		const { push } = aNode({ clock: () => now });
		const levels = (from: number) => skus(from).map((one) => level(one, 50));
		const inOneHour = [];
		for (const from of [0, 15, 30]) inOneHour.push(await push(levels(from), restock(from)));
		expect(inOneHour.map(({ breakerAlert }) => breakerAlert?.outcome ?? null)).toEqual([null, 'fused', null]);
		expect(inOneHour[1]?.breakerAlert?.reason).toBe(
			"The fuse of shop has blown: 15 of the channel's 60 tracked listings would go up in one run, after 15 in the last hour, which is more than 30 %. Raises and unexplained zeros wait, all other lowerings were written. Look whether it is right; if so, set Let Through Until in this node to a time when it will be done",
		);
	});

	test('F3: takes the company of the last run that went through for its own', async () => {
		const { push } = aNode();
		const shop = () => world({ listings: [listing('up', 1)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		await push([level('up', 1, { realmId: '2' })], shop());
		const { breakerAlert, outcomes } = await push([level('up', 6)], shop());
		expect(breakerAlert?.reason).toContain('the levels come from QuickBooks company 1, and came from 2 before');
		expect(outcomes).toMatchObject([[{ outcome: 'heldBack' }]]);
	});

	test('E6: warns where the percentages of two channels are too much', async () => {
		const { push, memory, run } = aNode();
		const half = { percentages: { percent: 60, bySku: new Map() } };
		const shop = world({ listings: [listing('same', 3)], items: [] });
		expect((await push([level('same', 3)], shop, half)).percentageWarning).toBeNull();
		const other = { ...shop.targets, channel: { ...shop.targets.channel, id: 'other', displayName: 'Other' } };
		const job = { settings, run, memory, clock: on.clock, ...half };
		expect((await pushStock({ levels: [level('same', 3)], ...job }, other)).percentageWarning).toContain('= 120 %');
		expect((await pushStock({ levels: [], ...job }, other)).percentageWarning).toBeNull();
	});

	test('writes nothing as a preview', async () => {
		const shop = world({ listings: [listing('down', 9)], items: [] });
		const { outcomes } = await aNode().push([level('down', 4)], shop, { settings: { ...settings, write: false } });
		expect([outcomes[0]?.[0]?.outcome, shop.written()]).toEqual(['preview', []]);
	});
});
