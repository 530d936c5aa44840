import { describe, expect, test } from '@jest/globals';
import type { ChannelAdapter, ChannelDefinition } from '../../core/channels/channelAdapter';
import type { Listing, StockChange, StockWrite } from '../../core/domain/listing';
import { NO_RULES } from '../../core/domain/sellable';
import type { StockLevel } from '../../core/domain/stockLevel';
import { IntegrationError } from '../../core/http/integrationError';
import { pushLevels } from '../../nodes/PushChannelStock/pushLevels';
import { component, sku, stockLevel } from '../support/levels';
import { quickBooksWithItems, type ItemRow } from '../support/quickBooksWithItems';

const asOf = '2026-11-23T10:00:00.000Z';
const openOrders = { channels: ['shop'], readAt: asOf, trouble: null };

const level = (text: string, quantityOnHand: number, over: Partial<StockLevel> = {}) => stockLevel({ sku: sku(text), itemId: text, name: text, quantityOnHand, asOf, openOrders, ...over });

const listing = (text: string, quantity: number): Listing => ({
	channel: 'shop',
	sku: sku(text),
	listingRef: `ref ${text}`,
	name: text,
	quantity,
	tracksStock: true,
	price: null,
	parentRef: null,
	poolRef: null,
	poolMembers: 1,
});

/** A channel with these listings, and a QuickBooks with these items; both remember what they were asked. */
function world({ listings, items, write = () => ({ result: 'written', after: null }) as StockWrite, count = 20, quickBooksDown = false, trouble = null }: World) {
	const writes: StockChange[][] = [];
	const adapter = {
		listingsBySku: async () => listings,
		listingCount: async () => count,
		writingTrouble: async () => trouble,
		setStock: async (changes: readonly StockChange[]) => {
			if (changes.length > 0) writes.push([...changes]);
			return changes.map(write);
		},
	} as unknown as ChannelAdapter;
	const { client, asked } = quickBooksWithItems(items, asOf);
	const connect = async () => (quickBooksDown ? await Promise.reject(new IntegrationError('unavailable', 'QuickBooks is down')) : client);
	const targets = { channel: { id: 'shop', severalListingsPerSku: false } as ChannelDefinition, adapter, quickBooks: connect };
	return { targets, asked, written: () => writes.map((changes) => changes.map(({ listing: { name }, wanted }) => [name, wanted])) };
}

interface World {
	readonly listings: Listing[];
	readonly items: ItemRow[];
	readonly write?: (change: StockChange) => StockWrite;
	readonly quickBooksDown?: boolean;
	/** How many listings the channel says it has. */
	readonly count?: number;
	/** Why the channel must not be written at all. */
	readonly trouble?: string | null;
}

const on = { write: true, onlyLower: false, ignoreCase: false, rulesFor: () => NO_RULES, sharedStock: 'parentsItem', withoutOpenOrders: false, letThroughUntil: null, formerCompany: null, now: Date.parse(asOf) } as const;
const results = ({ outcomes }: Awaited<ReturnType<typeof pushLevels>>) => outcomes.map((ofLevel) => ofLevel.map(({ outcome }) => outcome));

describe('pushing levels', () => {
	test('E7: asks to have the mark of an item of our making taken off once it has a quantity, and only when it writes', async () => {
		const fresh = [level('soap', 8, { awaitsOpening: true })];
		const preview = world({ listings: [listing('soap', 9)], items: [{ id: 'soap', sku: 'soap', quantity: 8 }] });
		await pushLevels(fresh, preview.targets, { ...on, write: false });
		expect(preview.asked).toEqual([]);
		const writing = world({ listings: [listing('soap', 9)], items: [{ id: 'soap', sku: 'soap', quantity: 8 }] });
		await pushLevels(fresh, writing.targets, on);
		expect(writing.asked).toEqual(["Id IN ('soap')"]);
	});


	test('writes zeros first, then lowerings, then the raises that QuickBooks confirms in one query', async () => {
		const { targets, asked, written } = world({
			listings: [listing('up', 1), listing('zero', 3), listing('down', 9), listing('same', 4)],
			items: [{ id: 'up', sku: 'up', quantity: 6 }],
		});
		const outcomes = await pushLevels([level('up', 6), level('down', 8), level('zero', 0), level('same', 4)], targets, on);
		expect(written()).toEqual([[['zero', 0], ['down', 8]], [['up', 6]]]);
		expect(results(outcomes)).toEqual([['written'], ['written'], ['written'], ['unchanged']]);
		expect(asked).toHaveLength(1);
	});

	test('asks QuickBooks nothing when nothing goes up', async () => {
		const { targets, asked } = world({ listings: [listing('down', 9)], items: [] });
		await pushLevels([level('down', 8)], targets, on);
		expect(asked).toEqual([]);
	});

	test('leaves a raise to the newer run when QuickBooks has moved meanwhile', async () => {
		const { targets, written } = world({ listings: [listing('up', 1)], items: [{ id: 'up', sku: 'up', quantity: 5 }] });
		const outcomes = await pushLevels([level('up', 6)], targets, on);
		expect(outcomes.outcomes).toMatchObject([[{ outcome: 'heldBack', reason: expect.stringContaining('QuickBooks says 5'), retry: false }]]);
		expect(written()).toEqual([]);
	});

	test('raises nothing under a SKU that a second item carries, though only one of them moved', async () => {
		const { targets, written } = world({ listings: [listing('up', 2)], items: [{ id: 'up', sku: 'up', quantity: 50 }, { id: 'other', sku: 'up', quantity: 2 }] });
		expect(results(await pushLevels([level('up', 50)], targets, on))).toEqual([['heldBack']]);
		expect(written()).toEqual([]);
	});

	test('with QuickBooks down raises nothing and still lowers', async () => {
		const { targets, written } = world({ listings: [listing('up', 1), listing('down', 9)], items: [], quickBooksDown: true });
		const outcomes = await pushLevels([level('up', 6), level('down', 8)], targets, on);
		expect(results(outcomes)).toEqual([['heldBack'], ['written']]);
		expect(written()).toEqual([[['down', 8]]]);
	});

	test('raises nothing to the level of another company', async () => {
		const { targets } = world({ listings: [listing('up', 1)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		expect(results(await pushLevels([level('up', 6, { realmId: '2' })], targets, on))).toEqual([['heldBack']]);
	});

	test('as a preview reads and plans the same, and writes nothing', async () => {
		const { targets, written } = world({ listings: [listing('up', 1), listing('down', 9)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		const outcomes = await pushLevels([level('up', 6), level('down', 8)], targets, { ...on, write: false });
		expect(results(outcomes)).toEqual([['preview'], ['preview']]);
		expect(written()).toEqual([]);
	});

	test('hands on what the channel refused, and what it shows now', async () => {
		const { targets } = world({
			listings: [listing('a', 9), listing('b', 9)],
			items: [],
			write: ({ listing: { name } }) => (name === 'a' ? { result: 'refused', reason: 'listing ended' } : { result: 'written', after: 8 }),
		});
		const outcomes = await pushLevels([level('a', 8), level('b', 8)], targets, on);
		expect(outcomes.outcomes.flat()).toMatchObject([{ outcome: 'refused', reason: 'listing ended', before: 9, after: 9 }, { outcome: 'written', after: 8 }]);
	});

	test.each([true, false])('F4: to a channel that must not be written as it is set up refuses every change with the reason, and writes nothing (write: %s)', async (write) => {
		const { targets, asked, written } = world({ listings: [listing('up', 1), listing('down', 9), listing('same', 4)], items: [], trouble: 'Takes stock too late' });
		const outcomes = await pushLevels([level('up', 6), level('down', 8), level('same', 4)], targets, { ...on, write });
		expect(outcomes.outcomes.flat().map(({ outcome, reason, after }) => [outcome, reason, after])).toEqual([
			['refused', 'Takes stock too late', 1], ['refused', 'Takes stock too late', 9], ['unchanged', null, 4],
		]);
		expect([written(), asked]).toEqual([[], []]);
	});

	test('asks a channel for its trouble only where something is to be changed', async () => {
		const { targets } = world({ listings: [listing('same', 4)], items: [], trouble: 'never asked' });
		expect(results(await pushLevels([level('same', 4)], targets, on))).toEqual([['unchanged']]);
	});

	test('of no levels at all asks nobody', async () => {
		const { targets } = world({ listings: [], items: [] });
		expect(await pushLevels([], { ...targets, adapter: {} as ChannelAdapter }, on)).toEqual({ outcomes: [], fuse: null });
	});

	test('A1: raises nothing that did not come through Hold Back Open Sales, and still lowers it', async () => {
		const { targets, asked, written } = world({ listings: [listing('up', 1), listing('down', 9)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		const outcomes = await pushLevels([level('up', 6, { openOrders: null }), level('down', 8, { openOrders: null })], targets, on);
		expect(results(outcomes)).toEqual([['heldBack'], ['written']]);
		expect(written()).toEqual([[['down', 8]]]);
		expect(asked).toEqual([]);
	});

	test('F5: what could not go up because a channel was out of reach comes again', async () => {
		const { targets } = world({ listings: [listing('up', 1)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		const trouble = { reason: 'eBay: down', passing: true };
		const { outcomes } = await pushLevels([level('up', 6, { openOrders: { ...openOrders, trouble } })], targets, on);
		expect(outcomes).toMatchObject([[{ outcome: 'heldBack', reason: 'Not raised: eBay: down', retry: true }]]);
	});

	test('only lowers, when the user wants it so', async () => {
		const { targets, written } = world({ listings: [listing('up', 1), listing('down', 9)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		expect(results(await pushLevels([level('up', 6), level('down', 8)], targets, { ...on, onlyLower: true }))).toEqual([['heldBack'], ['written']]);
		expect(written()).toEqual([[['down', 8]]]);
	});

	test('E9: a bundle goes up when QuickBooks still says the same of each of its parts', async () => {
		const items = [{ id: '6', sku: 'BOX', quantity: 9 }, { id: '9', sku: 'SET', type: 'Group' }];
		const bundle = level('SET', 4, { itemId: '9', components: [component({ quantity: 2, quantityOnHand: 9 })] });
		const { targets, written } = world({ listings: [listing('SET', 1)], items });
		expect(results(await pushLevels([bundle], targets, on))).toEqual([['written']]);
		expect(written()).toEqual([[['SET', 4]]]);
		const moved = world({ listings: [listing('SET', 1)], items: [{ id: '6', sku: 'BOX', quantity: 8 }] });
		expect(results(await pushLevels([bundle], moved.targets, on))).toEqual([['heldBack']]);
	});
});

describe('F3: the fuse', () => {
	const many = Array.from({ length: 12 }, (_, place) => `sku ${place}`);
	const restock = () => world({ listings: many.map((one) => listing(one, 1)), items: many.map((one) => ({ id: one, sku: one, quantity: 50 })) });
	const levels = [...many.map((one) => level(one, 50)), level('down', 8)];

	test('holds a run back that would raise more than 30 % of the channel, and lets its lowerings pass', async () => {
		const { targets, written } = restock();
		targets.adapter.listingsBySku = async () => [...many.map((one) => listing(one, 1)), listing('down', 9)];
		const pushed = await pushLevels(levels, targets, on);
		expect(pushed.fuse).toContain('12 of the channel');
		expect(results(pushed)).toEqual([...many.map(() => ['heldBack']), ['written']]);
		expect(written()).toEqual([[['down', 8]]]);
	});

	test('lets it through until the time that a person has set, and no longer', async () => {
		const { targets } = restock();
		const until = on.now + 1;
		expect((await pushLevels(levels, targets, { ...on, letThroughUntil: until })).fuse).toBeNull();
		expect((await pushLevels(levels, targets, { ...on, letThroughUntil: until, now: until })).fuse).not.toBeNull();
	});

	test('stops levels of another company than before, however few', async () => {
		const { targets, written } = world({ listings: [listing('up', 1)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		expect((await pushLevels([level('up', 6)], targets, { ...on, formerCompany: '2' })).fuse).toContain('company 1');
		expect(written()).toEqual([]);
	});

	test('counts no zero that the orders of the day explain', async () => {
		const three = ['a', 'b', 'c'];
		const zeros = (soldLately: number) => three.map((one) => level(one, 0, { soldLately }));
		const shop = () => world({ listings: three.map((one) => listing(one, 2)), items: [], count: 4 });
		expect((await pushLevels(zeros(2), shop().targets, on)).fuse).toBeNull();
		const unexplained = shop();
		expect((await pushLevels(zeros(1), unexplained.targets, on)).fuse).toContain('3 of the channel');
		expect(unexplained.written()).toEqual([]);
	});
});
