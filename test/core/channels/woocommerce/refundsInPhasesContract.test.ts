import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ChannelDefinition } from '../../../../core/channels/channelAdapter';
import { channelById } from '../../../../core/channels/channelRegistry';
import { connectWooCommerce } from '../../../../core/channels/woocommerce/adapter';
import type { Refund, SalesOrder } from '../../../../core/model/salesOrder';
import { httpOverAxios } from '../../../support/httpOverAxios';
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

	test('counts once it has stood for minutes, though something moved the date of its order back', async () => {
		await bench.control('/refund', { orderId, lines: [{ sku: 'MUG-BLUE', quantity: 1 }], restock: true });
		await bench.control('/touch', { orderId, at: '2020-01-01T00:00:00.000Z' });
		expect(await refunds()).toEqual([]);
		const { url = '', consumerKey = '', consumerSecret = '' } = bench.service;
		const keys = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
		const inMinutes = () => Date.now() + 10 * 60_000;
		const shop = connectWooCommerce(httpOverAxios({ headers: { authorization: `Basic ${keys}` } }), { url }, inMinutes);
		const [found] = (await shop.findOrder(orderId, { alsoSold: [] })).orders;
		expect(found?.refunds).toMatchObject([{ lines: [{ quantity: 1, restocked: 1 }] }]);
	});

	test('never was one where the gateway declines', async () => {
		const refundId = await begin();
		await bench.control('/refund-delete', { orderId, refundId });
		expect([await refunds(), (await read())?.state]).toEqual([[], 'sold']);
	});
});
