import { describe, expect, test } from '@jest/globals';
import type { Listing, Pool } from '../../../core/model/listing';
import { pushLevels } from '../../../core/pushing/pushLevels';
import { level, listing, on, openOrders, results, world, type World } from '../../support/pushWorld';

const UNREAD = { channels: [], readAt: '2026-11-23T10:00:00.000Z', trouble: null };

describe('E8: a stock that variations share, as the sum of their items', () => {
	const capOf = (text: string, quantity: number, ref = '40'): Listing => ({
		...listing(text, quantity),
		listingRef: `${ref}/${text}`,
		parentRef: ref,
		poolRef: ref,
		poolMembers: 2,
	});
	const poolOf = (quantity: number, skus: readonly string[], ref = '40'): Pool => ({
		product: { ...listing('CAP', quantity), listingRef: ref },
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
		targets.adapter.readPools = async () => await Promise.reject(new Error('not to be asked'));
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
				await pushLevels([level('A-RED', 4), level('A-BLUE', 3, { openOrders: UNREAD })], unread.targets, sum)
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
					levels.map((one) => ({ ...one, openOrders: UNREAD })),
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
			).toContain("55 of the channel's 66 tracked listings would go up");
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
			).toContain("6 of the channel's 9 tracked listings would go to 0");
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
