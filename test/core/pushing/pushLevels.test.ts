import { describe, expect, test } from '@jest/globals';
import { pushLevels } from '../../../core/pushing/pushLevels';
import type { ChannelAdapter } from '../../../core/channels/channelAdapter';
import type { Listing, StockWrite } from '../../../core/model/listing';
import { component } from '../../support/levels';
import { asOf, level, listing, on, openOrders, results, world } from '../../support/pushWorld';

const UNREAD = { channels: [], readAt: '2026-11-23T10:00:00.000Z', trouble: null };

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
			counted: { increased: [], zeroed: [] },
		});
	});

	test('A1: raises nothing of which the open orders were not read, and still lowers it', async () => {
		const { targets, asked, written } = world({
			listings: [listing('up', 1), listing('down', 9)],
			items: [{ id: 'up', sku: 'up', quantity: 6 }],
		});
		const outcomes = await pushLevels(
			[level('up', 6, { openOrders: UNREAD }), level('down', 8, { openOrders: UNREAD })],
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
