import { beforeEach, describe, expect, test } from '@jest/globals';
import { channels } from '../../../core/channels/channelRegistry';
import { addSeconds, momentFromMillis } from '../../../core/model/moment';
import type { OrderCursor } from '../../../core/orders/orderCursor';
import { orderFeed } from '../../../core/orders/orderFeed';
import { openBench, type ChannelBench } from '../../support/channelBench';

describe.each(channels)('the feed of $displayName', (channel) => {
	let bench: ChannelBench;
	let cursor: OrderCursor;
	let orderId: string;

	/** What one poll delivers: the state of the order, each time. */
	const poll = async (): Promise<string[]> => {
		const feed = orderFeed(bench.adapter, {
			alsoSold: [],
			listLagSeconds: channel.listLagSeconds,
			placedFrom: addSeconds(momentFromMillis(Date.now()), -300),
			now: Date.now,
			tellStart: () => undefined,
		});
		const delivered: string[] = [];
		for await (const page of feed.pages(cursor)) {
			delivered.push(...page.units.map(({ order }) => order?.state ?? 'unreadable'));
			cursor = page.done(page.handled(cursor, page.units));
		}
		return delivered;
	};
	const modifiedAt = async (): Promise<string> => {
		const { orders } = await bench.adapter.findOrder(orderId, { alsoSold: [] });
		return orders[0]?.modifiedAt ?? '';
	};

	beforeEach(async () => {
		bench = await openBench(channel);
		cursor = {
			since: addSeconds(momentFromMillis(Date.now()), -300),
			placedFrom: '2026-01-01T00:00:00.000Z',
			handled: {},
		};
		({ orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] }));
	});

	test('delivers an order once, however often its date alone moves', async () => {
		expect(await poll()).toEqual(['sold']);
		await bench.advanceClock(2100);
		await bench.control('/touch', { orderId });
		expect(await poll()).toEqual([]);
	});

	test('delivers an edit that a clock of two seconds ago has stamped, once', async () => {
		expect(await poll()).toEqual(['sold']);
		const at = addSeconds(await modifiedAt(), -2);
		await bench.control('/cancel', { orderId });
		await bench.control('/touch', { orderId, at });
		expect(await poll()).toEqual(['cancelled']);
		expect(await poll()).toEqual([]);
	});
});
