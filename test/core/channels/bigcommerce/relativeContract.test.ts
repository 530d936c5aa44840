import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ChannelAdapter } from '../../../../core/channels/channelAdapter';
import { channelById } from '../../../../core/channels/channelRegistry';
import type { Listing } from '../../../../core/model/listing';
import { toSku, type Sku } from '../../../../core/model/sku';
import { withRetry } from '../../../../core/http/retry';
import { alone } from '../../../support/bigReplies';
import { openBench, type ChannelBench } from '../../../support/channelBench';
import { httpOverAxios } from '../../../support/httpOverAxios';

const bigcommerce = channelById('bigcommerce');
let bench: ChannelBench;

beforeEach(async () => {
	bench = await openBench(bigcommerce);
	await bench.control('/settings', { inventoryDelay: 0 });
});

const listingOf = async (sku: string): Promise<Listing> => {
	const [listing] = await bench.adapter.findListings([toSku(sku) as Sku]);
	if (listing === undefined) throw new Error(`The store sells ${sku}`);
	return listing;
};
const levelOf = async (sku: string) => (await bench.stock()).find((row) => row.sku === sku)?.quantity;

/** As the nodes connect: what may be sent again is sent again. */
function patient(): ChannelAdapter {
	const { url = '', storeHash = '', accessToken = '' } = bench.service;
	const http = withRetry(httpOverAxios({ headers: { 'x-auth-token': accessToken } }), {
		attempts: 4,
		longestWait: 60_000,
		sleep: async () => {},
		random: () => 0,
		now: () => 0,
	});
	return bigcommerce.connect(http, { environment: 'custom', customUrl: url, storeHash }, alone());
}

test.each([
	['MUG-BLUE', 20],
	['TEE-RED-M', 60],
])('a sale of %s between reading and writing %d is not undone', async (sku, target) => {
	const listing = await listingOf(sku);
	await bench.sell({ lines: [{ sku, quantity: 4 }] });
	await bench.adapter.writeStock([{ listing, target }]);
	expect(await levelOf(sku)).toBe(target - 4);
});

describe.each(['rejectAll', 'applyRest'])('a stock that takes no difference (%s)', (badEntries) => {
	beforeEach(async () => void (await bench.control('/settings', { badEntries })));

	test.each([
		[5, 1],
		[90, 86],
	])('since it was never set goes to %d, and a sale of the others stands', async (target, left) => {
		await bench.control('/stock', { sku: 'BOWL-OAK', quantity: 40, neverSet: true });
		const changes = [
			{ listing: await listingOf('MUG-BLUE'), target },
			{ listing: await listingOf('BOWL-OAK'), target },
		];
		await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 4 }] });
		expect(await bench.adapter.writeStock(changes)).toMatchObject([{ result: 'written' }, { result: 'written' }]);
		expect([await levelOf('MUG-BLUE'), await levelOf('BOWL-OAK')]).toEqual([left, target]);
	});

	test('since it would fall below its safety stock goes down all the same', async () => {
		await bench.control('/stock', { sku: 'BOWL-OAK', quantity: 50, safetyStock: 10 });
		const changes = [
			{ listing: await listingOf('MUG-BLUE'), target: 12 },
			{ listing: await listingOf('BOWL-OAK'), target: 9 },
		];
		expect(await bench.adapter.writeStock(changes)).toMatchObject([{ result: 'written' }, { result: 'written' }]);
		expect([await levelOf('MUG-BLUE'), await levelOf('BOWL-OAK')]).toEqual([12, 9]);
	});
});

describe('a change whose answer is lost', () => {
	test.each([
		['after it was carried out', { reset: 'after' }, 30],
		['before anything was done', { reset: 'before' }, 40],
		['behind a gateway that gave up', { status: 504, body: '<html>' }, 40],
	])('%s is not sent again, and the next run puts it right', async (_when, fault, level) => {
		const listing = await listingOf('MUG-BLUE');
		await bench.control('/faults', { path: 'adjustments/relative', times: 1, ...fault });
		const writes = await patient().writeStock([{ listing, target: 30 }]);
		expect(writes).toEqual([
			{ result: 'failed', reason: 'It is not known whether BigCommerce took it; the next run reads the level again' },
		]);
		expect(await levelOf('MUG-BLUE')).toBe(level);
		await patient().writeStock([{ listing: await listingOf('MUG-BLUE'), target: 30 }]);
		expect(await levelOf('MUG-BLUE')).toBe(30);
	});

	test('is sent again where it sets a level to 0', async () => {
		const listing = await listingOf('MUG-BLUE');
		await bench.control('/faults', { path: 'adjustments/absolute', reset: 'after', times: 1 });
		expect(await patient().writeStock([{ listing, target: 0 }])).toMatchObject([{ result: 'written' }]);
		expect(await levelOf('MUG-BLUE')).toBe(0);
	});
});

test('two runs that raise the same level from the same reading leave it where it should be', async () => {
	const listing = await listingOf('MUG-BLUE');
	for (const run of [patient(), patient()]) await run.writeStock([{ listing, target: 55 }]);
	expect(await levelOf('MUG-BLUE')).toBe(55);
});

test('two runs that lower the same level from the same reading leave it at most there, and the next run puts it right', async () => {
	const listing = await listingOf('MUG-BLUE');
	for (const run of [patient(), patient()]) await run.writeStock([{ listing, target: 35 }]);
	expect(await levelOf('MUG-BLUE')).toBe(30);
	await patient().writeStock([{ listing: await listingOf('MUG-BLUE'), target: 35 }]);
	expect(await levelOf('MUG-BLUE')).toBe(35);
});
