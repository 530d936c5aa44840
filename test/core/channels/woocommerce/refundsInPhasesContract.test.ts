import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ChannelDefinition } from '../../../../core/channels/channelAdapter';
import { channelById } from '../../../../core/channels/channelRegistry';
import type { Refund, SalesOrder } from '../../../../core/model/salesOrder';
import { openBench, type ChannelBench } from '../../../support/channelBench';

const woocommerce: ChannelDefinition = channelById('woocommerce');

describe('A refund that WooCommerce makes in steps', () => {
	let bench: ChannelBench;
	let orderId: string;

	beforeEach(async () => {
		bench = await openBench(woocommerce);
		({ orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 3 }] }));
		await bench.advanceClock(5000);
	});

	const read = async (): Promise<SalesOrder | null> => {
		const [found] = (await bench.adapter.findOrder(orderId, { alsoSold: [] }))?.orders ?? [];
		return found ?? null;
	};
	const refunds = async (): Promise<readonly Refund[] | undefined> => (await read())?.refunds;
	const begin = async (): Promise<string> => {
		const lines = [{ sku: 'MUG-BLUE', quantity: 3 }];
		const begun = await bench.control('/refund', { orderId, lines, restock: true, begin: true });
		await bench.advanceClock(3000);
		return (begun as { refundId: string }).refundId;
	};

	test('is none while the gateway is asked, and comes with its goods in the next version', async () => {
		const before = await read();
		const refundId = await begin();
		expect([await refunds(), (await read())?.modifiedAt]).toEqual([[], before?.modifiedAt]);
		await bench.control('/refund-finish', { orderId, refundId });
		const after = await read();
		expect(after).toMatchObject({ state: 'refunded', refunds: [{ refundId, lines: [{ quantity: 3, restocked: 3 }] }] });
		expect(String(after?.modifiedAt) > String(before?.modifiedAt)).toBe(true);
	});

	test('never was one where the gateway declines', async () => {
		const refundId = await begin();
		await bench.control('/refund-delete', { orderId, refundId });
		expect([await refunds(), (await read())?.state]).toEqual([[], 'sold']);
	});
});
