import { beforeEach, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { channels } from '../../../core/channels/channelRegistry';
import { numberPrefix } from '../../../core/model/orderIdentity';
import { addSeconds, type Moment } from '../../../core/model/moment';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { findDocumentsWithoutOrder } from '../../../core/reconciling/documentsWithoutOrder';
import { openBench, type ChannelBench } from '../../support/channelBench';
import { post } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

const now = (): Moment => DateTime.utc().toISO();
const ONE_MUG = { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] };

describe.each(channels)('D5: documents without order, $displayName', (channel) => {
	let bench: ChannelBench;
	let books: Awaited<ReturnType<typeof openQuickBooks>>;

	beforeEach(async () => {
		bench = await openBench(channel);
		books = await openQuickBooks();
	});

	/** So many orders, each with its document. */
	async function posted(count: number): Promise<SalesOrder[]> {
		const ids: string[] = [];
		for (let sale = 0; sale < count; sale++) ids.push((await bench.sell(ONE_MUG)).orderId);
		const orders = await Promise.all(
			ids.map(async (id) => (await bench.adapter.findOrder(id, { alsoSold: [] })).orders[0] as SalesOrder),
		);
		expect((await post(books.client, orders)).map(({ outcome }) => outcome)).toEqual(orders.map(() => 'created'));
		return orders;
	}

	const listed = async () => {
		const { id, displayName } = channel;
		const found = await findDocumentsWithoutOrder(bench.adapter, books.client, {
			channel: id,
			displayName,
			numberPrefix: numberPrefix({ channel: id }),
			days: 30,
			now: now(),
		});
		return found.map((one) => ('orderNumber' in one ? [one.orderId, one.orderNumber, one.reason] : [one.kind]));
	};

	test('lists the order that was deleted for good, and no living one', async () => {
		const [gone, cancelled] = await posted(3);
		await bench.control('/delete', { orderId: gone?.orderId, forGood: true });
		await bench.control('/cancel', { orderId: cancelled?.orderId });
		expect(await listed()).toEqual([
			[
				gone?.orderId,
				gone?.orderNumber,
				expect.stringContaining(
					`${channel.displayName} has no order ${gone?.orderNumber} any more; QuickBooks still has invoice`,
				),
			],
		]);
	});

	test('lists the credit whose refund the order has no more, and none that stands', async () => {
		const [sale] = (await posted(1)) as [SalesOrder];
		await bench.control('/refund', { orderId: sale.orderId, amount: '1.00' });
		const [order] = (await bench.adapter.findOrder(sale.orderId, { alsoSold: [] })).orders as [SalesOrder];
		const [refund] = order.refunds;
		const gone = { ...(refund as SalesOrder['refunds'][number]), refundId: '4711' };
		await post(books.client, [{ ...order, refunds: [...order.refunds, gone] }]);
		expect(await listed()).toEqual([
			[
				order.orderId,
				order.orderNumber,
				expect.stringContaining(`${channel.displayName} has no refund 4711 of order ${order.orderNumber} any more`),
			],
		]);
	});

	test('lists nothing that a person has voided, and nothing of another account', async () => {
		const [gone, other] = await posted(2);
		await bench.control('/delete', { orderId: gone?.orderId, forGood: true });
		await post(books.client, [
			{ ...(other as SalesOrder), account: 'somebody else', orderId: '999', orderNumber: '999' },
		]);
		expect(await listed()).toHaveLength(1);
		const [invoice] = (await books.documents()).filter(({ docNumber }) => docNumber.endsWith(`-${gone?.orderNumber}`));
		await books.client.void('Invoice', invoice?.id ?? '', '0', 'by hand');
		expect(await listed()).toEqual([]);
	});

	test('knows its account with and without an order, by the name that its orders bear', async () => {
		const before = await bench.adapter.readAccount();
		const [order] = await posted(1);
		expect([before, await bench.adapter.readAccount()]).toEqual([order?.account, order?.account]);
	});

	test('gives the ids of all orders placed since, whatever their state, a page after the other', async () => {
		const ids = await bench.bulkSell(230);
		await bench.control('/cancel', { orderId: ids[0] });
		const found: string[] = [];
		for await (const page of bench.adapter.readOrderIdsPlacedSince(addSeconds(now(), -3600))) found.push(...page);
		expect(found.sort()).toEqual([...ids].sort());
	});

	test('fails when the channel cannot be reached', async () => {
		const [order] = await posted(1);
		await expect(bench.unreachable.readOrderPresence(order?.orderId ?? '')).rejects.toThrow();
		await expect(bench.stranger.readOrderPresence(order?.orderId ?? '')).rejects.toMatchObject({
			kind: 'notAuthorised',
		});
	});

	if (channel.id === 'woocommerce') {
		test('says of a trashed order that it is in the trash', async () => {
			const [binned] = await posted(2);
			await bench.control('/delete', { orderId: binned?.orderId });
			expect(await listed()).toEqual([
				[binned?.orderId, binned?.orderNumber, expect.stringContaining('only in the trash')],
			]);
		});

		test('does not take another order that bears the number for the one with the id', async () => {
			const { orderId: gone } = await bench.sell(ONE_MUG);
			const living = await bench.sell({ ...ONE_MUG, orderNumber: gone });
			expect(await bench.adapter.readOrderPresence(gone)).toBe('there');
			await bench.control('/delete', { orderId: gone, forGood: true });
			expect([
				await bench.adapter.readOrderPresence(gone),
				await bench.adapter.readOrderPresence(living.orderId),
			]).toEqual(['gone', 'there']);
		});
	}

	if (channel.id === 'bigcommerce') {
		test.each(['hidden', 'listed'])(
			'says of an archived order that it is in the archive, where the list has it %s',
			async (archivedOrders) => {
				await bench.control('/settings', { archivedOrders });
				const [archived] = await posted(2);
				await bench.control('/delete', { orderId: archived?.orderId });
				expect(await listed()).toEqual([
					[archived?.orderId, archived?.orderNumber, expect.stringContaining('only in its archive')],
				]);
			},
		);
	}
});
