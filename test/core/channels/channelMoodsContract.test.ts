import { beforeEach, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { channelById } from '../../../core/channels/channelRegistry';
import type { Listing, StockChange } from '../../../core/model/listing';
import { addSeconds, type Moment } from '../../../core/model/moment';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku, type Sku } from '../../../core/model/sku';
import { openBench, type ChannelBench } from '../../support/channelBench';

let bench: ChannelBench;

const recently = (): Moment => addSeconds(DateTime.utc().toISO(), -300);
const skus = (...texts: string[]): Sku[] => texts.flatMap((text) => toSku(text) ?? []);
const one = async (sku: string): Promise<Listing> => {
	const [listing] = await bench.adapter.findListings(skus(sku));
	if (listing === undefined) throw new Error(`${sku} is not on sale`);
	return listing;
};
const to =
	(target: number) =>
	(listing: Listing): StockChange => ({ listing, target });
const shown = async (sku: string) => (await bench.stock()).find((row) => row.sku === sku)?.quantity;

/** All orders, with something happening after the first page. */
async function ordersWhile(happening: (first: readonly SalesOrder[]) => Promise<void>): Promise<SalesOrder[]> {
	const orders: SalesOrder[] = [];
	for await (const page of bench.adapter.readOrdersSince(recently(), { alsoSold: [] })) {
		if (orders.length === 0) await happening(page.orders);
		orders.push(...page.orders);
	}
	return orders;
}

describe.each(['woocommerce', 'bigcommerce'])('%s, whose orders are read while they change', (id) => {
	test('loses none of those that move up', async () => {
		bench = await openBench(channelById(id));
		const ids = await bench.bulkSell(230);
		const orders = await ordersWhile(async (first) => {
			for (const { orderId } of first.slice(0, 5)) await bench.control('/touch', { orderId });
		});
		expect([...new Set(orders.map(({ orderId }) => orderId))].sort()).toEqual([...ids].sort());
	});
});

describe('a WooCommerce shop', () => {
	beforeEach(async () => {
		bench = await openBench(channelById('woocommerce'));
	});

	test('that does not see the connection as HTTPS says what to do', async () => {
		const reading = bench.at(bench.service.plainUrl ?? '').findListings(skus('MUG-BLUE'));
		await expect(reading).rejects.toMatchObject({
			kind: 'notAuthorised',
			advice: expect.stringContaining('X-Forwarded-Proto'),
		});
	});

	test('that numbers its orders in its own way finds one by that number before one by its id', async () => {
		const lines = [{ sku: 'MUG-BLUE', quantity: 1 }];
		const first = await bench.sell({ lines, orderNumber: 'W-7' });
		const second = await bench.sell({ lines, orderNumber: first.orderId });
		const found = async (asked: string) =>
			(await bench.adapter.findOrder(asked, { alsoSold: [] })).orders.map(({ orderId }) => orderId);
		expect(await found('#W-7')).toEqual([first.orderId]);
		expect(await found(first.orderId)).toEqual([second.orderId]);
		expect(await found(second.orderId)).toEqual([second.orderId]);
	});

	test('has no order that lies in its bin', async () => {
		const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
		await bench.control('/corrupt', { orderId, with: { status: 'trash' } });
		expect(await bench.adapter.findOrder(orderId, { alsoSold: [] })).toEqual({ orders: [], unreadable: [] });
	});

	test('that ignores the SKU filter still answers only what was asked', async () => {
		await bench.control('/settings', { skuEnabled: false });
		expect((await bench.adapter.findListings(skus('MUG-BLUE', 'NOWHERE'))).map(({ sku }) => sku)).toEqual(['MUG-BLUE']);
	});

	test('that stopped tracking stock ignores a level, which is found out', async () => {
		const listing = await one('MUG-BLUE');
		await bench.control('/settings', { manageStock: false });
		expect(await one('MUG-BLUE')).toMatchObject({ tracksStock: false, quantity: null });
		expect(await bench.adapter.writeStock([to(3)(listing)])).toMatchObject([{ result: 'notTracked' }]);
	});

	test.each(['America/New_York', 'Australia/Sydney'])(
		'in %s gives the orders of the hour that its clock skips in spring',
		async (timeZone) => {
			await bench.control('/settings', { timeZone });
			const skipped = timeZone === 'Australia/Sydney' ? '2026-10-04' : '2026-03-08';
			const sold = [];
			for (const minute of [10, 30, 55]) {
				const at = `${skipped}T02:${minute}:00Z`;
				const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }], placedAt: at });
				await bench.control('/touch', { orderId, at });
				sold.push(orderId);
			}
			const since = `${skipped}T02:20:00.000Z`;
			const { adapter } = bench;
			for (const pages of [
				adapter.readOrdersSince(since, { alsoSold: [] }),
				adapter.readOrdersPlacedSince(since, { alsoSold: [] }),
			]) {
				const found: string[] = [];
				for await (const { orders } of pages) found.push(...orders.map(({ orderId }) => orderId));
				expect(found).toEqual(sold.slice(1));
			}
		},
	);

	test('behind a cache that keeps every address is asked at another one each time, and each answer is fresh', async () => {
		await bench.control('/settings', { pageCache: 'byAddress' });
		await ordersWhile(async () => {});
		await one('MUG-BLUE');
		const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 3 }] });
		expect((await ordersWhile(async () => {})).map((order) => order.orderId)).toEqual([orderId]);
		expect(await one('MUG-BLUE')).toMatchObject({ quantity: 37 });
		expect(await bench.adapter.readOrderPresence(orderId)).toBe('there');
		await bench.control('/delete', { orderId });
		expect(await bench.adapter.readOrderPresence(orderId)).toBe('trashed');
		const journal = (await bench.control('/journal')) as Array<Record<'method' | 'path' | 'query', unknown>>;
		const asked = journal
			.filter(({ method }) => method === 'GET')
			.map(({ path, query }) => JSON.stringify([path, query]));
		expect(new Set(asked).size).toBe(asked.length);
	});

	test('behind a cache that overlooks what is new in an address says so by its header', async () => {
		await bench.control('/settings', { pageCache: 'knownParameters', cacheHeader: 'x-litespeed-cache' });
		await one('MUG-BLUE');
		await expect(one('MUG-BLUE')).rejects.toMatchObject({
			kind: 'unavailable',
			message: expect.stringContaining('answered by a cache and not by the shop (x-litespeed-cache: HIT)'),
		});
	});

	test('that takes too long over a batch gets it in halves', async () => {
		const changes = (await bench.adapter.findListings(skus('MUG-BLUE', 'BOWL-OAK', 'POSTER-A2', 'POSTER-A3'))).map(
			to(4),
		);
		await bench.control('/faults', {
			method: 'POST',
			path: '/products/batch',
			status: 504,
			body: '<html>Gateway Time-out</html>',
			times: 2,
		});
		expect(await bench.adapter.writeStock(changes)).toEqual(changes.map(() => ({ result: 'written', after: 4 })));
		expect([await shown('MUG-BLUE'), await shown('POSTER-A3')]).toEqual([4, 4]);
	});

	test('whose edge drops the connection after the batch was done is unavailable, and a repetition changes nothing', async () => {
		const change = to(5)(await one('MUG-BLUE'));
		await bench.control('/faults', { method: 'POST', path: '/products/batch', reset: 'after', times: 1 });
		await expect(bench.adapter.writeStock([change])).rejects.toMatchObject({ kind: 'unavailable' });
		expect(await shown('MUG-BLUE')).toBe(5);
		expect(await bench.adapter.writeStock([change])).toEqual([{ result: 'written', after: 5 }]);
	});
});

describe('a BigCommerce store', () => {
	beforeEach(async () => {
		bench = await openBench(channelById('bigcommerce'));
	});

	test('whose bounds are exclusive gives the orders at the very moment of the cursor', async () => {
		await bench.control('/settings', { dateBounds: 'exclusive' });
		const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
		const [first] = await ordersWhile(async () => {});
		const again: string[] = [];
		for await (const page of bench.adapter.readOrdersSince(first?.modifiedAt ?? '', { alsoSold: [] }))
			again.push(...page.orders.map((order) => order.orderId));
		expect(again).toEqual([orderId]);
	});

	test('gives every line of an order that is too long for its list', async () => {
		const lines = Array.from({ length: 60 }, (_, place) => ({
			sku: `BY-HAND-${place}`,
			name: `Thing ${place}`,
			custom: true,
			quantity: 1,
			price: '1.25',
		}));
		await bench.sell({ lines });
		const [order] = await ordersWhile(async () => {});
		expect(order?.lines.map(({ sku }) => sku)).toEqual(lines.map(({ sku }) => sku));
	});

	test.each(['rejectAll', 'applyRest'])('that meets a bad entry with %s takes the good ones', async (badEntries) => {
		await bench.control('/settings', { badEntries, inventoryDelay: 0 });
		const [mug, bowl] = [await one('MUG-BLUE'), await one('BOWL-OAK')];
		const gone = { ...mug, listingRef: bench.goneListing, poolRef: null };
		const writes = await bench.adapter.writeStock([mug, gone, bowl].map(to(6)));
		expect(writes.map(({ result }) => result)).toEqual(['written', 'refused', 'written']);
		expect([await one('MUG-BLUE'), await one('BOWL-OAK')].map(({ quantity }) => quantity)).toEqual([6, 6]);
	});

	test('whose token does not reach the locations is read and written at the first one', async () => {
		await bench.control('/settings', { missingScopes: ['store_locations_read_only'] });
		expect(await bench.adapter.writeStock([to(7)(await one('MUG-BLUE'))])).toMatchObject([{ result: 'written' }]);
	});

	test('with safety stock is compared by what is on hand', async () => {
		await bench.control('/stock', { sku: 'MUG-BLUE', quantity: 20, safetyStock: 5 });
		expect(await one('MUG-BLUE')).toMatchObject({ quantity: 20 });
	});

	test('that takes stock only when it ships must not be written, and may again once that is changed', async () => {
		await bench.control('/settings', { updateStockBehavior: 'order_completed_or_shipped' });
		const changes = [to(6)(await one('MUG-BLUE'))];
		expect(await bench.adapter.findWritingProblem(changes)).toContain('when an order is placed');
		await bench.control('/settings', { updateStockBehavior: 'order_placed' });
		expect(await bench.adapter.findWritingProblem(changes)).toBeNull();
	});
});

describe('an eBay seller', () => {
	beforeEach(async () => {
		bench = await openBench(channelById('ebay'));
	});

	const levelOf = async (sku: string) => (await bench.stock()).find((row) => row.sku === sku)?.quantity;

	test.each([
		['import charges', { importCharges: '4.00' }, 'ebay', []],
		["import charges that are the seller's", { importCharges: '4.00' }, 'seller', ['importCharges']],
		['fees that only a breakdown names', { specialFees: '0.75' }, 'ebay', []],
		["such fees that are the seller's", { specialFees: '0.75' }, 'seller', ['specialFees']],
	])('sells with %s, and the order adds up in the list and alone', async (_what, charges, chargesGoTo, fees) => {
		const sale = await bench.sell({
			lines: [{ sku: 'MUG-BLUE', quantity: 2 }],
			shipping: '4.95',
			marketplaceTax: '2.10',
			chargesGoTo,
			...charges,
		});
		const total = Math.round(Number(sale.total) * 100);
		const { orders } = await bench.adapter.findOrder(sale.orderId, { alsoSold: [] });
		for (const found of [...(await ordersWhile(async () => {})), ...orders]) {
			expect(found).toMatchObject({ total, moneyTrouble: null, payments: [{ amount: total }] });
			expect(found.fees.map(({ chargeId }) => chargeId)).toEqual(fees);
		}
	});

	test('whose total holds what eBay names nowhere sells an order with that trouble, and its units', async () => {
		await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 2 }], unexplained: '1.00' });
		expect(await ordersWhile(async () => {})).toMatchObject([
			{ moneyTrouble: expect.stringContaining('eBay states a total of'), lines: [{ sku: 'MUG-BLUE', quantity: 2 }] },
		]);
	});

	test('without out-of-stock control keeps a Seller Hub listing: its 0 is refused, and that of an offer is written', async () => {
		const writes = await bench.adapter.writeStock([to(0)(await one('LAMP-OAK')), to(0)(await one('MUG-BLUE'))]);
		expect(writes).toMatchObject([
			{ result: 'refused', reason: expect.stringContaining('out-of-stock control') },
			{ result: 'written', after: 0 },
		]);
		expect([await levelOf('LAMP-OAK'), await levelOf('MUG-BLUE')]).toEqual([12, 0]);
	});

	test('with out-of-stock control has it shown as sold out, and raised again', async () => {
		await bench.control('/settings', { outOfStockControl: true });
		for (const wanted of [0, 5]) {
			expect(await bench.adapter.writeStock([to(wanted)(await one('LAMP-OAK'))])).toMatchObject([
				{ result: 'written', after: wanted },
			]);
			expect(await one('LAMP-OAK')).toMatchObject({ quantity: wanted });
		}
	});

	test.each(['LAMP-OAK', 'MUG-BLUE'])('who sells %s in lots of 6 is read and written in units', async (sku) => {
		await bench.control('/lot', { sku, lotSize: 6 });
		await bench.control('/stock', { sku, quantity: 4 });
		expect(await one(sku)).toMatchObject({ quantity: 24, unitsPerLot: 6 });
		expect(await bench.adapter.writeStock([to(20)(await one(sku))])).toEqual([{ result: 'written', after: 18 }]);
		expect([await levelOf(sku), (await one(sku)).quantity]).toEqual([3, 18]);
	});
});
