import { describe, expect, test } from '@jest/globals';
import type { ChannelAdapter, ChannelDefinition } from '../../../core/channels/channelAdapter';
import type { Listing, Pool, StockChange, StockWrite } from '../../../core/model/listing';
import { NO_RULES } from '../../../core/availability/sellable';
import type { StockLevel } from '../../../core/model/stockLevel';
import { IntegrationError } from '../../../core/http/integrationError';
import { pushLevels } from '../../../core/pushing/pushLevels';
import { component, sku, stockLevel } from '../../support/levels';
import { quickBooksWithItems, type ItemRow } from '../../support/quickBooksWithItems';

const asOf = '2026-11-23T10:00:00.000Z';
const openOrders = { channels: ['shop'], readAt: asOf, trouble: null };

const level = (text: string, quantityOnHand: number, over: Partial<StockLevel> = {}) =>
	stockLevel({ sku: sku(text), itemId: text, name: text, quantityOnHand, asOf, openOrders, ...over });

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
function world({
	listings,
	items,
	pools = [],
	write = () => ({ result: 'written', after: null }) as StockWrite,
	count = 20,
	quickBooksDown = false,
	trouble = null,
}: World) {
	const writes: StockChange[][] = [];
	const looked: string[][] = [];
	const adapter = {
		listingsBySku: async (skus: readonly string[]) => {
			looked.push([...skus]);
			return typeof listings === 'function' ? listings(looked.length) : listings;
		},
		pools: async (refs: readonly string[]) => pools.filter(({ whole }) => refs.includes(whole.listingRef)),
		listingCount: async () => count,
		writingTrouble: async () => trouble,
		setStock: async (changes: readonly StockChange[]) => {
			if (changes.length > 0) writes.push([...changes]);
			return changes.map(write);
		},
	} as unknown as ChannelAdapter;
	const { client, asked } = quickBooksWithItems(items, asOf);
	const connect = async () =>
		quickBooksDown ? await Promise.reject(new IntegrationError('unavailable', 'QuickBooks is down')) : client;
	const targets = {
		channel: { id: 'shop', severalListingsPerSku: false } as ChannelDefinition,
		adapter,
		quickBooks: connect,
	};
	return {
		targets,
		asked,
		looked,
		written: () => writes.map((changes) => changes.map(({ listing: { name }, wanted }) => [name, wanted])),
	};
}

interface World {
	/** By the how manieth reading, where they change. */
	readonly listings: Listing[] | ((reading: number) => Listing[]);
	readonly items: ItemRow[];
	readonly pools?: Pool[];
	readonly write?: (change: StockChange) => StockWrite;
	readonly quickBooksDown?: boolean;
	/** How many listings the channel says it has. */
	readonly count?: number;
	/** Why the channel must not be written at all. */
	readonly trouble?: string | null;
}

const on = {
	write: true,
	onlyDecrease: false,
	ignoreCase: false,
	rulesFor: () => NO_RULES,
	sharedStock: 'parentsItem',
	withoutOpenOrders: false,
	letThroughUntil: null,
	formerCompany: null,
	increasedLately: 0,
	clock: () => Date.parse(asOf),
} as const;
const results = ({ outcomes }: Awaited<ReturnType<typeof pushLevels>>) =>
	outcomes.map((ofLevel) => ofLevel.map(({ outcome }) => outcome));

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

	describe('when the listings took two minutes to read', () => {
		const slow = (listings: (reading: number) => Listing[]) => {
			let time = Date.parse(asOf);
			const store = world({
				listings: (reading) => ((time += 120_000), listings(reading)),
				items: [{ id: 'up', sku: 'up', quantity: 9 }],
			});
			return { ...store, clock: () => time };
		};

		test('what is to be written is read once more, and nothing else', async () => {
			const store = slow((reading) => [listing('down', reading === 1 ? 12 : 5), listing('same', 3)]);
			const { outcomes } = await pushLevels([level('down', 4), level('same', 3)], store.targets, {
				...on,
				clock: store.clock,
			});
			expect(store.looked).toEqual([['down', 'same'], ['down']]);
			expect(outcomes).toMatchObject([[{ outcome: 'written', before: 5, wanted: 4 }], [{ outcome: 'unchanged' }]]);
		});

		test('what another run has set right meanwhile stays', async () => {
			const store = slow((reading) => [listing('down', reading === 1 ? 12 : 4)]);
			expect(results(await pushLevels([level('down', 4)], store.targets, { ...on, clock: store.clock }))).toEqual([
				['unchanged'],
			]);
			expect(store.written()).toEqual([]);
		});

		test('A1: open orders that were read five minutes before the write let nothing go up', async () => {
			const known = { ...openOrders, readAt: new Date(Date.parse(asOf) - 120_000).toISOString() };
			const store = slow(() => [listing('up', 2), listing('down', 8)]);
			const { outcomes } = await pushLevels(
				[level('up', 9, { openOrders: known }), level('down', 4, { openOrders: known })],
				store.targets,
				{ ...on, clock: store.clock },
			);
			expect(outcomes).toMatchObject([
				[{ outcome: 'heldBack', reason: 'Not raised: the open orders were read 6 minutes ago', retry: true }],
				[{ outcome: 'written' }],
			]);
		});

		test('a preview is content with the first reading', async () => {
			const store = slow(() => [listing('down', 12)]);
			await pushLevels([level('down', 4)], store.targets, { ...on, write: false, clock: store.clock });
			expect(store.looked).toHaveLength(1);
		});
	});

	test('A1: lowerings that take longer than the open orders are fresh leave the raises to a later run', async () => {
		let time = Date.parse(asOf);
		const write = (): StockWrite => ((time += 301_000), { result: 'written', after: null });
		const { targets } = world({
			listings: [listing('up', 2), listing('down', 8)],
			items: [{ id: 'up', sku: 'up', quantity: 9 }],
			write,
		});
		expect(
			results(await pushLevels([level('up', 9), level('down', 4)], targets, { ...on, clock: () => time })),
		).toEqual([['heldBack'], ['written']]);
	});

	test('writes zeros first, then lowerings, then the raises that QuickBooks confirms in one query', async () => {
		const { targets, asked, written } = world({
			listings: [listing('up', 1), listing('zero', 3), listing('down', 9), listing('same', 4)],
			items: [{ id: 'up', sku: 'up', quantity: 6 }],
		});
		const outcomes = await pushLevels(
			[level('up', 6), level('down', 8), level('zero', 0), level('same', 4)],
			targets,
			on,
		);
		expect(written()).toEqual([
			[
				['zero', 0],
				['down', 8],
			],
			[['up', 6]],
		]);
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
		expect(outcomes.outcomes).toMatchObject([
			[{ outcome: 'heldBack', reason: expect.stringContaining('QuickBooks says 5'), retry: false }],
		]);
		expect(written()).toEqual([]);
	});

	test('raises nothing under a SKU that a second item carries, though only one of them moved', async () => {
		const { targets, written } = world({
			listings: [listing('up', 2)],
			items: [
				{ id: 'up', sku: 'up', quantity: 50 },
				{ id: 'other', sku: 'up', quantity: 2 },
			],
		});
		expect(results(await pushLevels([level('up', 50)], targets, on))).toEqual([['heldBack']]);
		expect(written()).toEqual([]);
	});

	test('with QuickBooks down raises nothing and still lowers', async () => {
		const { targets, written } = world({
			listings: [listing('up', 1), listing('down', 9)],
			items: [],
			quickBooksDown: true,
		});
		const outcomes = await pushLevels([level('up', 6), level('down', 8)], targets, on);
		expect(results(outcomes)).toEqual([['heldBack'], ['written']]);
		expect(written()).toEqual([[['down', 8]]]);
	});

	test('raises nothing to the level of another company', async () => {
		const { targets } = world({ listings: [listing('up', 1)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		expect(results(await pushLevels([level('up', 6, { realmId: '2' })], targets, on))).toEqual([['heldBack']]);
	});

	test('as a preview reads and plans the same, and writes nothing', async () => {
		const { targets, written } = world({
			listings: [listing('up', 1), listing('down', 9)],
			items: [{ id: 'up', sku: 'up', quantity: 6 }],
		});
		const outcomes = await pushLevels([level('up', 6), level('down', 8)], targets, { ...on, write: false });
		expect(results(outcomes)).toEqual([['preview'], ['preview']]);
		expect(written()).toEqual([]);
	});

	test('hands on what the channel refused, and what it shows now', async () => {
		const { targets } = world({
			listings: [listing('a', 9), listing('b', 9)],
			items: [],
			write: ({ listing: { name } }) =>
				name === 'a' ? { result: 'refused', reason: 'listing ended' } : { result: 'written', after: 8 },
		});
		const outcomes = await pushLevels([level('a', 8), level('b', 8)], targets, on);
		expect(outcomes.outcomes.flat()).toMatchObject([
			{ outcome: 'refused', reason: 'listing ended', before: 9, after: 9 },
			{ outcome: 'written', after: 8 },
		]);
	});

	test.each([true, false])(
		'F4: to a channel that must not be written as it is set up refuses every change with the reason, and writes nothing (write: %s)',
		async (write) => {
			const { targets, asked, written } = world({
				listings: [listing('up', 1), listing('down', 9), listing('same', 4)],
				items: [],
				trouble: 'Takes stock too late',
			});
			const outcomes = await pushLevels([level('up', 6), level('down', 8), level('same', 4)], targets, {
				...on,
				write,
			});
			expect(outcomes.outcomes.flat().map(({ outcome, reason, after }) => [outcome, reason, after])).toEqual([
				['refused', 'Takes stock too late', 1],
				['refused', 'Takes stock too late', 9],
				['unchanged', null, 4],
			]);
			expect([written(), asked]).toEqual([[], []]);
		},
	);

	test('asks a channel for its trouble only where something is to be changed', async () => {
		const { targets } = world({ listings: [listing('same', 4)], items: [], trouble: 'never asked' });
		expect(results(await pushLevels([level('same', 4)], targets, on))).toEqual([['unchanged']]);
	});

	test('of no levels at all asks nobody', async () => {
		const { targets } = world({ listings: [], items: [] });
		expect(await pushLevels([], { ...targets, adapter: {} as ChannelAdapter }, on)).toEqual({
			outcomes: [],
			openReason: null,
		});
	});

	test('A1: raises nothing that did not come through Hold Back Open Sales, and still lowers it', async () => {
		const { targets, asked, written } = world({
			listings: [listing('up', 1), listing('down', 9)],
			items: [{ id: 'up', sku: 'up', quantity: 6 }],
		});
		const outcomes = await pushLevels(
			[level('up', 6, { openOrders: null }), level('down', 8, { openOrders: null })],
			targets,
			on,
		);
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
		const { targets, written } = world({
			listings: [listing('up', 1), listing('down', 9)],
			items: [{ id: 'up', sku: 'up', quantity: 6 }],
		});
		expect(
			results(await pushLevels([level('up', 6), level('down', 8)], targets, { ...on, onlyDecrease: true })),
		).toEqual([['heldBack'], ['written']]);
		expect(written()).toEqual([[['down', 8]]]);
	});

	test('E9: a bundle goes up when QuickBooks still says the same of each of its parts', async () => {
		const items = [
			{ id: '6', sku: 'BOX', quantity: 9 },
			{ id: '9', sku: 'SET', type: 'Group' },
		];
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
	const restock = () =>
		world({
			listings: many.map((one) => listing(one, 1)),
			items: many.map((one) => ({ id: one, sku: one, quantity: 50 })),
		});
	const levels = [...many.map((one) => level(one, 50)), level('down', 8)];

	test('holds a run back that would raise more than 30 % of the channel, and lets its lowerings pass', async () => {
		const { targets, written } = restock();
		targets.adapter.listingsBySku = async () => [...many.map((one) => listing(one, 1)), listing('down', 9)];
		const pushed = await pushLevels(levels, targets, on);
		expect(pushed.openReason).toContain('12 of the channel');
		expect(results(pushed)).toEqual([...many.map(() => ['heldBack']), ['written']]);
		expect(written()).toEqual([[['down', 8]]]);
	});

	test('lets it through until the time that a person has set, and no longer', async () => {
		const { targets } = restock();
		const until = on.clock() + 1;
		expect((await pushLevels(levels, targets, { ...on, letThroughUntil: until })).openReason).toBeNull();
		expect(
			(await pushLevels(levels, targets, { ...on, letThroughUntil: until, clock: () => until })).openReason,
		).not.toBeNull();
	});

	test('stops levels of another company than before, however few', async () => {
		const { targets, written } = world({ listings: [listing('up', 1)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		expect((await pushLevels([level('up', 6)], targets, { ...on, formerCompany: '2' })).openReason).toContain(
			'company 1',
		);
		expect(written()).toEqual([]);
	});

	test('counts no zero that the orders of the day explain', async () => {
		const three = ['a', 'b', 'c'];
		const zeros = (soldLately: number) => three.map((one) => level(one, 0, { soldLately }));
		const shop = () => world({ listings: three.map((one) => listing(one, 2)), items: [], count: 4 });
		expect((await pushLevels(zeros(2), shop().targets, on)).openReason).toBeNull();
		const unexplained = shop();
		expect((await pushLevels(zeros(1), unexplained.targets, on)).openReason).toContain('3 of the channel');
		expect(unexplained.written()).toEqual([]);
	});
});

describe('E8: a stock that variations share, as the sum of their items', () => {
	const capOf = (text: string, quantity: number, ref = '40'): Listing => ({
		...listing(text, quantity),
		listingRef: `${ref}/${text}`,
		parentRef: ref,
		poolRef: ref,
		poolMembers: 2,
	});
	const poolOf = (quantity: number, skus: readonly string[], ref = '40'): Pool => ({
		whole: { ...listing('CAP', quantity), listingRef: ref },
		members: skus.map((text) => capOf(text, quantity, ref)),
	});
	const sum = { ...on, sharedStock: 'sum' } as const;
	const caps = (quantity: number, more: Partial<World> = {}) =>
		world({
			listings: [capOf('A-RED', quantity), capOf('A-BLUE', quantity)],
			pools: [poolOf(quantity, ['A-RED', 'A-BLUE'])],
			items: [
				{ id: 'A-RED', sku: 'A-RED', quantity: 4 },
				{ id: 'A-BLUE', sku: 'A-BLUE', quantity: 3 },
			],
			...more,
		});
	const levels = [level('A-RED', 4), level('A-BLUE', 3)];

	test('is written for all of them at once, one QuickBooks query for all that a raise rests on', async () => {
		const { targets, asked, written } = caps(5);
		const { outcomes } = await pushLevels(levels, targets, sum);
		expect(written()).toEqual([
			[
				['A-RED', 7],
				['A-BLUE', 7],
			],
		]);
		expect(asked).toEqual(["Sku IN ('A-RED', 'A-BLUE')"]);
		expect(outcomes.flat()).toMatchObject(
			['A-RED', 'A-BLUE'].map((text) => ({
				outcome: 'written',
				sku: text,
				before: 5,
				wanted: 7,
				arithmetic: 'shared stock: 4 of A-RED + 3 of A-BLUE = 7 to show',
			})),
		);
	});

	test('asks nobody for variations where each level stands for itself', async () => {
		const { targets } = caps(5);
		targets.adapter.pools = async () => await Promise.reject(new Error('not to be asked'));
		expect(results(await pushLevels(levels, targets, on))).toEqual([['refused'], ['refused']]);
	});

	test('A1: goes up only when every one of them passes', async () => {
		const moved = caps(5, {
			items: [
				{ id: 'A-RED', sku: 'A-RED', quantity: 4 },
				{ id: 'A-BLUE', sku: 'A-BLUE', quantity: 2 },
			],
		});
		const { outcomes } = await pushLevels(levels, moved.targets, sum);
		const because = {
			outcome: 'heldBack',
			reason: 'Not raised: QuickBooks says 2 by now, a newer run will carry it (A-BLUE, a part of the shared stock)',
		};
		expect(outcomes.flat()).toMatchObject([because, because]);
		expect(moved.written()).toEqual([]);

		const unread = caps(5);
		expect(
			(
				await pushLevels([level('A-RED', 4), level('A-BLUE', 3, { openOrders: null })], unread.targets, sum)
			).outcomes.flat(),
		).toMatchObject([
			{ outcome: 'heldBack', reason: expect.stringContaining('(A-BLUE, a part of the shared stock)') },
			{ outcome: 'heldBack' },
		]);
		expect(unread.asked).toEqual([]);
		const late = level('A-BLUE', 3, { openOrders: { ...openOrders, readAt: '2026-11-23T09:50:00.000Z' } });
		expect((await pushLevels([level('A-RED', 4), late], caps(5).targets, sum)).outcomes.flat()).toMatchObject([
			{ outcome: 'heldBack', retry: true },
			{ outcome: 'heldBack', retry: true },
		]);
	});

	test('rests on a level that came also where the channel did not find its listing by SKU', async () => {
		const lost = () =>
			caps(5, {
				listings: [capOf('A-RED', 5)],
				items: [
					{ id: 'A-RED', sku: 'A-RED', quantity: 4 },
					{ id: 'A-BLUE', sku: 'A-BLUE', quantity: 2 },
				],
			});
		const { targets, asked } = lost();
		expect(results(await pushLevels(levels, targets, sum))).toEqual([['heldBack'], ['unknownSku']]);
		expect(asked).toEqual(["Sku IN ('A-RED', 'A-BLUE')"]);
		expect(
			(
				await pushLevels([level('A-RED', 4), level('A-BLUE', 3, { realmId: '2' })], lost().targets, {
					...sum,
					formerCompany: '1',
				})
			).openReason,
		).toContain('company 2');
	});

	test('goes down whatever is known of the open orders, and with QuickBooks out of reach', async () => {
		const { targets, written } = caps(9, { quickBooksDown: true });
		expect(
			results(
				await pushLevels(
					levels.map((one) => ({ ...one, openOrders: null })),
					targets,
					sum,
				),
			),
		).toEqual([['written'], ['written']]);
		expect(written()).toEqual([
			[
				['A-RED', 7],
				['A-BLUE', 7],
			],
		]);
	});

	test('stays as it is where one is missing, whether it would go up or down', async () => {
		for (const quantity of [2, 9]) {
			const { targets, written } = caps(quantity, { listings: [capOf('A-RED', quantity)] });
			expect((await pushLevels([level('A-RED', 4)], targets, sum)).outcomes).toMatchObject([
				[{ outcome: 'heldBack', reason: expect.stringContaining('no level of A-BLUE') }],
			]);
			expect(written()).toEqual([]);
		}
	});

	describe('F3: before the fuse', () => {
		const skus = (count: number, of = '') => Array.from({ length: count }, (_, place) => `${of}${place}`);
		const pooledWorld = (
			refs: readonly string[],
			size: number,
			{ quantity, count }: { quantity: number; count: number },
		) => {
			const pools = refs.map((ref) => poolOf(quantity, skus(size, `${ref} `), ref));
			const members = pools.flatMap((pool) => pool.members);
			return {
				...world({
					listings: members,
					pools,
					items: members.map(({ name }) => ({ id: name, sku: name, quantity: 1 })),
					count,
				}),
				members,
			};
		};

		test('one stock is one event, however many variations draw on it', async () => {
			const { targets, members } = pooledWorld(['40'], 12, { quantity: 3, count: 13 });
			expect(
				(
					await pushLevels(
						members.map(({ name }) => level(name, 1)),
						targets,
						sum,
					)
				).openReason,
			).toBeNull();
			const emptied = pooledWorld(['40'], 12, { quantity: 3, count: 13 });
			expect(
				(
					await pushLevels(
						members.map(({ name }) => level(name, 0)),
						emptied.targets,
						sum,
					)
				).openReason,
			).toBeNull();
		});

		test('very many of them are measured by all that the channel lists', async () => {
			const { targets, members, written } = pooledWorld(skus(11), 5, { quantity: 3, count: 66 });
			expect(
				(
					await pushLevels(
						members.map(({ name }) => level(name, 1)),
						targets,
						sum,
					)
				).openReason,
			).toContain("55 of the channel's 66 listings would go up");
			expect(written()).toEqual([]);
		});

		test('a zero is explained by the sales of all together', async () => {
			const zeros = (soldLately: number) =>
				['40', '41', '42'].flatMap((ref) => skus(2, `${ref} `).map((text) => level(text, 0, { soldLately })));
			expect(
				(await pushLevels(zeros(2), pooledWorld(['40', '41', '42'], 2, { quantity: 4, count: 9 }).targets, sum))
					.openReason,
			).toBeNull();
			expect(
				(await pushLevels(zeros(1), pooledWorld(['40', '41', '42'], 2, { quantity: 4, count: 9 }).targets, sum))
					.openReason,
			).toContain("6 of the channel's 9 listings would go to 0");
		});

		test('levels of another company stop, whichever of a sum they are', async () => {
			const { targets } = caps(5);
			expect(
				(
					await pushLevels([level('A-RED', 4), level('A-BLUE', 3, { realmId: '2' })], targets, {
						...sum,
						formerCompany: '1',
					})
				).openReason,
			).toContain('company 2');
		});
	});
});
