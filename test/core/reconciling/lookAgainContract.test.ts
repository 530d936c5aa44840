import { beforeEach, describe, expect, test } from '@jest/globals';
import { channels } from '../../../core/channels/channelRegistry';
import { addSeconds, momentFromMillis } from '../../../core/model/moment';
import { numberPrefix } from '../../../core/model/orderIdentity';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { orderFeed } from '../../../core/orders/orderFeed';
import { lookingAgain, type LookingCursor } from '../../../core/reconciling/lookAgainFeed';
import { missingOrdersFinder } from '../../../core/reconciling/missingOrders';
import { openBench, type ChannelBench } from '../../support/channelBench';
import { post } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const MUG = 'MUG-BLUE';
const MINUTES = 60_000;

/** rules.md H */
describe.each(channels)('a trigger of $displayName that looks again', (channel) => {
	let bench: ChannelBench;
	let books: StrictBooks;
	let cursor: LookingCursor;
	let orderId: string;

	beforeEach(async () => {
		bench = await openBench(channel);
		books = await openBooks();
		const placedFrom = addSeconds(momentFromMillis(Date.now()), -300);
		const lookAgain = { daysAt: placedFrom, allAt: momentFromMillis(Date.now()), turn: null };
		cursor = { since: placedFrom, placedFrom, handled: {}, lookAgain };
		await books.control('/item', { id: books.itemId, Sku: 'OTHER' });
		({ orderId } = await bench.sell({ lines: [{ sku: MUG, quantity: 1 }] }));
	});

	/** What a poll delivers so many minutes from now. */
	const look = async (later: number): Promise<SalesOrder[]> => {
		const common = { alsoSold: [], listLagSeconds: channel.listLagSeconds, placedFrom: null };
		const settings = { ...common, now: () => Date.now() + later * MINUTES, tellStart: () => undefined };
		const feed = lookingAgain(orderFeed(bench.adapter, settings), {
			...settings,
			channel: bench.adapter,
			zone: 'UTC',
			every: 3600,
			books: async (goLive) =>
				await missingOrdersFinder(books.client, {
					choices: () => ({ prefix: numberPrefix({ channel: channel.id }), goLive }),
					recordPayments: false,
					now: momentFromMillis(settings.now()),
				}),
		});
		const delivered: SalesOrder[] = [];
		for await (const page of feed.pages(cursor)) {
			delivered.push(...page.units.flatMap(({ order }) => order ?? []));
			cursor = page.done(page.handled(cursor, page.units));
		}
		return delivered;
	};

	/** What becomes in the books of what a poll delivers. */
	const poll = async (later: number): Promise<string[]> => {
		const delivered = await look(later);
		expect(delivered.every((order) => order.orderId === orderId)).toBe(true);
		return (await post(books.client, delivered)).map(({ outcome }) => outcome);
	};

	test('has an order that waited posted as soon as its cause is mended, once', async () => {
		expect(await poll(0)).toEqual(['needsAttention']);
		expect(await poll(20)).toEqual([]);
		expect(await poll(62)).toEqual(['needsAttention']);
		await books.control('/item', { id: books.itemId, Sku: MUG });
		expect(await poll(100)).toEqual([]);
		expect(await poll(124)).toEqual(['created']);
		expect(await poll(186)).toEqual([]);
		expect(await books.documents()).toHaveLength(1);
	});

	test('asks QuickBooks nothing between two turns, and in one no more for many orders than for one', async () => {
		const readsOf = async (later: number) => {
			const before = books.client.requestsMade().reads;
			const delivered = (await look(later)).length;
			return { delivered, reads: books.client.requestsMade().reads - before };
		};
		await bench.bulkSell(39);
		expect(await readsOf(0)).toEqual({ delivered: 40, reads: 0 });
		expect(await readsOf(30)).toEqual({ delivered: 0, reads: 0 });
		// What the company is like, which a client asks once; each type of document; and once an hour of QuickBooks' clock what was deleted.
		expect(await readsOf(62)).toEqual({ delivered: 40, reads: 2 + 4 + 1 });
		expect(await readsOf(124)).toEqual({ delivered: 40, reads: 4 });
		expect(books.client.requestsMade().writes).toBe(0);
	});
});
