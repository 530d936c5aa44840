import { beforeEach, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { ChannelAdapter, UnreadableOrder } from '../../../core/channels/channelAdapter';
import { channels } from '../../../core/channels/channelRegistry';
import type { Listing } from '../../../core/model/listing';
import { addSeconds, type Moment } from '../../../core/model/moment';
import { readMoney } from '../../../core/model/money';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku, type Sku } from '../../../core/model/sku';
import { mixedLines, openBench, type ChannelBench, type ShownStock } from '../../support/channelBench';

const AS_SEEDED = { alsoSold: [] };

const now = (): Moment => DateTime.utc().toISO();
const minutesAgo = (minutes: number): Moment => addSeconds(now(), -60 * minutes);
const skuOf = (text: string): Sku => toSku(text) ?? ('' as Sku);

async function ordersSince(
	adapter: ChannelAdapter,
	since: Moment,
): Promise<{ orders: SalesOrder[]; unreadable: UnreadableOrder[] }> {
	const orders: SalesOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	for await (const page of adapter.readOrdersSince(since, AS_SEEDED)) {
		orders.push(...page.orders);
		unreadable.push(...page.unreadable);
	}
	return { orders, unreadable };
}

async function placedSince(
	adapter: ChannelAdapter,
	since: Moment,
): Promise<{ orders: SalesOrder[]; unreadable: UnreadableOrder[] }> {
	const orders: SalesOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	for await (const page of adapter.readOrdersPlacedSince(since, AS_SEEDED)) {
		orders.push(...page.orders);
		unreadable.push(...page.unreadable);
	}
	return { orders, unreadable };
}

async function reservingOrders(
	adapter: ChannelAdapter,
	alsoSold: readonly string[] = [],
): Promise<{ orders: SalesOrder[]; unreadable: UnreadableOrder[] }> {
	const orders: SalesOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	for await (const page of adapter.readReservingOrders({ alsoSold })) {
		orders.push(...page.orders);
		unreadable.push(...page.unreadable);
	}
	return { orders, unreadable };
}

async function allListings(adapter: ChannelAdapter): Promise<{ listings: Listing[]; pages: number }> {
	const pages: Array<readonly Listing[]> = [];
	for await (const page of adapter.readAllListings()) pages.push(page);
	return { listings: pages.flat(), pages: pages.length };
}

const bySku = <Row extends { readonly sku: string | null }>(rows: readonly Row[], sku: string) =>
	rows.filter((row) => row.sku === sku);
const sumOfParts = ({ lines, shipping, fees }: SalesOrder) =>
	[...lines, ...shipping, ...fees].reduce((sum, { net, tax }) => sum + net + (tax ?? 0), 0);
const quantities = (lines: ReadonlyArray<{ readonly sku: string | null; readonly quantity: number }>) =>
	lines.map(({ sku, quantity }) => `${quantity} ${sku}`).sort();
/** Stock that its service can tell apart: a SKU of its own. */
const named = (stock: readonly ShownStock[]) =>
	stock.filter((row): row is ShownStock & { sku: string } => row.sku !== null && row.sku !== '');

describe.each(channels)('$displayName keeps the contract', (channel) => {
	let bench: ChannelBench;

	/** Some channels show a level a little after they took it, by their own clock. */
	const settle = async (check: () => Promise<void>): Promise<void> => {
		for (let attempt = 1; attempt < 20; attempt++) {
			const isRight = await check().then(
				() => true,
				() => false,
			);
			if (isRight) return;
			await bench.advanceClock(200);
		}
		await check();
	};

	beforeEach(async () => {
		bench = await openBench(channel);
	});

	describe('orders', () => {
		test('that changed since the cursor come each once, oldest change first', async () => {
			const sold = [
				await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] }),
				await bench.sell({ lines: [{ sku: 'BOWL-OAK', quantity: 2 }] }),
			];
			const { orders, unreadable } = await ordersSince(bench.adapter, minutesAgo(5));
			expect(unreadable).toEqual([]);
			expect(orders.map(({ orderId }) => orderId).sort()).toEqual(sold.map(({ orderId }) => orderId).sort());
			const changes = orders.map(({ modifiedAt }) => modifiedAt);
			expect(changes).toEqual([...changes].sort());
			expect(orders.every((order) => order.channel === channel.id && order.account !== '')).toBe(true);
		});

		test('that have not changed since the cursor, and its overlap, do not come until they change', async () => {
			const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
			const {
				orders: [first],
			} = await ordersSince(bench.adapter, minutesAgo(5));
			const cursor = addSeconds(first?.modifiedAt ?? now(), 2);
			const early = (await ordersSince(bench.adapter, cursor)).orders.map(({ modifiedAt }) => modifiedAt);
			expect(early.filter((modifiedAt) => modifiedAt < addSeconds(cursor, -bench.overlap))).toEqual([]);
			await bench.advanceClock(2100);
			await bench.control('/touch', { orderId });
			const { orders } = await ordersSince(bench.adapter, cursor);
			expect(orders).toMatchObject([{ orderId }]);
			expect(orders.every(({ modifiedAt }) => modifiedAt >= cursor)).toBe(true);
		});

		test('at the very moment of the cursor come again', async () => {
			const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
			const {
				orders: [first],
			} = await ordersSince(bench.adapter, minutesAgo(5));
			expect((await ordersSince(bench.adapter, first?.modifiedAt ?? '')).orders.map((order) => order.orderId)).toEqual([
				orderId,
			]);
		});

		test('in a rush all come, more than a page of them within one second', async () => {
			const ids = await bench.bulkSell(230);
			const { orders, unreadable } = await ordersSince(bench.adapter, minutesAgo(5));
			expect(unreadable).toEqual([]);
			expect(orders.map(({ orderId }) => orderId).sort()).toEqual([...ids].sort());
		});

		test('add up, line by line, to the cent that the channel charged', async () => {
			for (const { name, settings, sale } of bench.baskets) {
				bench = await openBench(channel);
				await bench.control('/settings', settings);
				const sold = await bench.sell({ ...sale, lines: mixedLines });
				const {
					orders: [order],
					unreadable,
				} = await ordersSince(bench.adapter, minutesAgo(5));
				expect({ name, unreadable }).toEqual({ name, unreadable: [] });
				expect({ name, ...order }).toMatchObject({
					name,
					orderId: sold.orderId,
					state: 'sold',
					total: readMoney(sold.total, order?.currency ?? '', name),
				});
				expect({ name, sum: order && sumOfParts(order) }).toEqual({ name, sum: order?.total });
				expect(quantities(order?.lines ?? [])).toEqual(quantities(mixedLines));
			}
		});

		test('say what was refunded and when the sale was undone', async () => {
			const sold: string[] = [];
			for (const sku of ['MUG-BLUE', 'BOWL-OAK', 'TEE-RED-M'])
				sold.push((await bench.sell({ lines: [{ sku, quantity: 1 }] })).orderId);
			const [inPart, inFull, cancelled] = sold;
			await bench.control('/refund', { orderId: inPart, amount: '2.50' });
			await bench.control('/refund', { orderId: inFull });
			await bench.control('/cancel', { orderId: cancelled });
			const { orders } = await ordersSince(bench.adapter, minutesAgo(5));
			const refundedOf = (orderId: string | undefined) =>
				orders.find((order) => order.orderId === orderId)?.refunds.reduce((sum, { total }) => sum + total, 0);
			const stateOf = (orderId: string | undefined) => orders.find((order) => order.orderId === orderId)?.state;
			expect(sold.map(stateOf)).toEqual(['sold', 'refunded', 'cancelled']);
			expect([refundedOf(inPart), refundedOf(inFull)]).toEqual([
				250,
				orders.find(({ orderId }) => orderId === inFull)?.total,
			]);
		});

		test('that cannot be read are set aside by name, and their neighbours come', async () => {
			const sold = [];
			for (const sku of ['MUG-BLUE', 'BOWL-OAK', 'TEE-RED-M'])
				sold.push(await bench.sell({ lines: [{ sku, quantity: 1 }] }));
			const [first, broken, last] = sold.map(({ orderId }) => orderId);
			await bench.control('/corrupt', { orderId: broken });
			const { orders, unreadable } = await ordersSince(bench.adapter, minutesAgo(5));
			expect(orders.map(({ orderId }) => orderId).sort()).toEqual([first, last].sort());
			expect(unreadable).toMatchObject([
				{
					channel: channel.id,
					orderId: broken,
					path: expect.stringContaining(channel.id),
					reason: expect.stringContaining('should be'),
				},
			]);
		});
	});

	describe('orders by the day they were placed', () => {
		test('come from that moment on, oldest first, each once, however late another one changed', async () => {
			const early = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
			await bench.advanceClock(2100);
			const later = [
				await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] }),
				await bench.sell({ lines: [{ sku: 'BOWL-OAK', quantity: 2 }] }),
			];
			await bench.control('/touch', { orderId: later[0]?.orderId });
			await bench.control('/touch', { orderId: early.orderId });
			const { orders: all } = await placedSince(bench.adapter, minutesAgo(5));
			expect(all.map(({ orderId }) => orderId)).toEqual([early, ...later].map(({ orderId }) => orderId));
			const [, first] = all;
			const { orders, unreadable } = await placedSince(bench.adapter, first?.placedAt ?? now());
			expect(orders.map(({ orderId }) => orderId)).toEqual(later.map(({ orderId }) => orderId));
			expect(unreadable).toEqual([]);
		});

		test('in a rush all come, more than a page of them within one second', async () => {
			const ids = await bench.bulkSell(230);
			const { orders } = await placedSince(bench.adapter, minutesAgo(5));
			expect(orders.map(({ orderId }) => orderId).sort()).toEqual([...ids].sort());
			expect(orders.map(({ placedAt }) => placedAt)).toEqual(orders.map(({ placedAt }) => placedAt).sort());
		});

		test('are none from a moment that nobody has reached', async () => {
			await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
			expect(await placedSince(bench.adapter, addSeconds(now(), 3600))).toEqual({ orders: [], unreadable: [] });
		});

		test('that cannot be read are set aside by name', async () => {
			const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
			await bench.control('/corrupt', { orderId });
			expect(await placedSince(bench.adapter, minutesAgo(5))).toMatchObject({
				orders: [],
				unreadable: [{ channel: channel.id, orderId }],
			});
		});
	});

	describe('orders that reserve stock', () => {
		const unpaid = (sku: string, quantity = 1) => ({ ...bench.reserving, lines: [{ sku, quantity }] });
		const goodsOf = (orders: readonly SalesOrder[]) => orders.map(({ lines }) => quantities(lines).join()).sort();

		test('are those that took the stock and are not sold, and no others', async () => {
			await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 5 }] });
			await bench.sell(unpaid('MUG-BLUE', 2));
			await bench.sell({
				...bench.reserving,
				lines: [
					{ sku: 'TEE-RED-M', quantity: 3 },
					{ sku: 'BOWL-OAK', quantity: 1 },
				],
			});
			const { orders, unreadable } = await reservingOrders(bench.adapter);
			expect(unreadable).toEqual([]);
			expect(goodsOf(orders)).toEqual(['1 BOWL-OAK,3 TEE-RED-M', '2 MUG-BLUE']);
			expect(
				orders.every(
					(order) =>
						order.channel === channel.id && order.state === 'reserving' && order.account !== '' && order.orderId !== '',
				),
			).toBe(true);
			expect(new Set(orders.map(({ account }) => account))).toEqual(
				new Set((await ordersSince(bench.adapter, minutesAgo(5))).orders.map(({ account }) => account)),
			);
		});

		test('are off sale as their lines say', async () => {
			const levelOf = async (sku: string) => bySku(await bench.stock(), sku)[0]?.quantity ?? 0;
			const before = await levelOf('MUG-BLUE');
			await bench.sell(unpaid('MUG-BLUE', 2));
			const {
				orders: [order],
			} = await reservingOrders(bench.adapter);
			expect((await levelOf('MUG-BLUE')) + (order?.lines[0]?.stockTaken ?? order?.lines[0]?.quantity ?? 0)).toBe(
				before,
			);
		});

		test('come whatever their age, each once, however many', async () => {
			const old = addSeconds(now(), -50 * 24 * 60 * 60);
			await bench.sell({ ...unpaid('BOWL-OAK'), placedAt: old });
			const buyers = Array.from({ length: 210 }, () => unpaid("O'RING 3%"));
			for (const sale of buyers) await bench.sell(sale);
			const { orders } = await reservingOrders(bench.adapter);
			expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(211);
			expect(orders).toHaveLength(211);
			expect(orders.find(({ lines }) => lines[0]?.sku === 'BOWL-OAK')?.placedAt.slice(0, 16)).toBe(old.slice(0, 16));
		});

		test('are the same on the second reading', async () => {
			for (const sku of ['MUG-BLUE', 'BOWL-OAK']) await bench.sell(unpaid(sku));
			expect(await reservingOrders(bench.adapter)).toEqual(await reservingOrders(bench.adapter));
		});

		test('are over once they are cancelled', async () => {
			const { orderId } = await bench.sell(unpaid('MUG-BLUE'));
			expect((await reservingOrders(bench.adapter)).orders).toHaveLength(1);
			await bench.control('/cancel', { orderId });
			expect(await reservingOrders(bench.adapter)).toEqual({ orders: [], unreadable: [] });
		});

		test('are none where the user counts them as sold', async () => {
			await bench.sell(unpaid('MUG-BLUE'));
			const { orders } = await reservingOrders(
				bench.adapter,
				bench.reservingState === null ? ['awaiting payment'] : [bench.reservingState],
			);
			expect(orders).toHaveLength(bench.reservingState === null ? 1 : 0);
		});

		test('that cannot be read are set aside by name, and their neighbours come', async () => {
			const broken = await bench.sell(unpaid('MUG-BLUE'));
			await bench.sell(unpaid('BOWL-OAK'));
			await bench.control('/corrupt', { orderId: broken.orderId });
			const { orders, unreadable } = await reservingOrders(bench.adapter);
			expect(goodsOf(orders)).toEqual(['1 BOWL-OAK']);
			expect(unreadable).toMatchObject([
				{ channel: channel.id, orderId: expect.stringMatching(/\d/), reason: expect.stringContaining('should be') },
			]);
		});
	});

	describe('one order', () => {
		test('is found by its id and by the number that people see, as the list has it', async () => {
			const sold = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 2 }] });
			await bench.sell({ lines: [{ sku: 'BOWL-OAK', quantity: 1 }] });
			const [listed] = (await ordersSince(bench.adapter, minutesAgo(5))).orders.filter(
				({ orderId }) => orderId === sold.orderId,
			);
			for (const asked of [sold.orderId, ` ${listed?.orderNumber} `, `#${listed?.orderNumber}`]) {
				expect(await bench.adapter.findOrder(asked, AS_SEEDED)).toEqual({ orders: [listed], unreadable: [] });
			}
		});

		test.each(['999999999', 'no such order', '', '#', "12'; --", '../orders'])(
			'that nobody placed, "%s", is nothing',
			async (asked) => {
				await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
				expect(await bench.adapter.findOrder(asked, AS_SEEDED)).toEqual({ orders: [], unreadable: [] });
			},
		);

		test('that was refunded comes with its refunds', async () => {
			const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
			await bench.control('/refund', { orderId, amount: '2.50' });
			expect((await bench.adapter.findOrder(orderId, AS_SEEDED)).orders).toMatchObject([
				{ orderId, refunds: [{ total: 250 }] },
			]);
		});

		test('that cannot be read is set aside by name', async () => {
			const { orderId } = await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
			await bench.control('/corrupt', { orderId });
			expect(await bench.adapter.findOrder(orderId, AS_SEEDED)).toMatchObject({
				orders: [],
				unreadable: [{ channel: channel.id, orderId }],
			});
		});
	});

	describe('listings', () => {
		test('of every SKU are found with the level that the channel shows', async () => {
			const stock = named(await bench.stock());
			const listings = await bench.adapter.findListings([
				...new Set(stock.map(({ sku }) => skuOf(sku))),
				skuOf('NOWHERE'),
			]);
			expect(bySku(listings, 'NOWHERE')).toEqual([]);
			for (const { sku, quantity } of stock)
				expect({ sku, levels: bySku(listings, sku).map((listing) => listing.quantity) }).toEqual({
					sku,
					levels: [quantity],
				});
		});

		test.each(["O'RING 3%", 'MUG-BLUE', 'TEE-RED-M'])('of %s are found alone, in any case', async (sku) => {
			const [shown] = bySku(await bench.stock(), sku);
			const listings = await bench.adapter.findListings([skuOf(sku.toLowerCase())]);
			expect(listings).toMatchObject([{ channel: channel.id, sku, quantity: shown?.quantity, tracksStock: true }]);
		});

		test('of each SKU are found when it is asked for alone', async () => {
			for (const { sku, quantity } of named(await bench.stock())) {
				expect({
					sku,
					levels: (await bench.adapter.findListings([skuOf(sku)])).map((listing) => listing.quantity),
				}).toEqual({ sku, levels: [quantity] });
			}
		});

		test('of odd SKUs break no question', async () => {
			const odd = ['NUT,BOLT\\5', '"quoted"', 'a&b=c?d#e', '100%25', 'tee 🧵 red', "';--"].map(skuOf);
			const listings = (await bench.adapter.findListings(odd)).filter(({ trouble }) => trouble === undefined);
			const shown = new Set((await bench.stock()).map(({ sku }) => sku));
			expect(listings.map(({ sku }) => sku)).toEqual(odd.filter((sku) => shown.has(sku)));
		});

		test('all come, those without a SKU too, each once', async () => {
			const stock = await bench.stock();
			const { listings } = await allListings(bench.adapter);
			expect(
				listings
					.map(({ sku }) => sku ?? '')
					.filter((sku) => sku !== '')
					.sort(),
			).toEqual(
				named(stock)
					.map(({ sku }) => sku)
					.sort(),
			);
			expect(listings.filter(({ sku }) => sku === null).length).toBeGreaterThan(0);
			expect(new Set(listings.map(({ listingRef }) => listingRef)).size).toBe(listings.length);
		});

		test('are counted where their stock is tracked, and no further than it takes', async () => {
			const { listings } = await allListings(bench.adapter);
			const tracked = listings.filter(({ tracksStock }) => tracksStock).length;
			// A SKU of the seed is on eBay twice, and comes once.
			const twice = channel.severalListingsPerSku ? 1 : 0;
			expect(await bench.adapter.readTrackedCount(Infinity)).toBe(tracked + twice);
			expect(tracked).toBeLessThan(listings.length + twice);
			expect(await bench.adapter.readTrackedCount(1)).toBeGreaterThanOrEqual(1);
		});

		test('are the same whether asked for by SKU or all together', async () => {
			const { listings } = await allListings(bench.adapter);
			const withSku = listings.filter(({ sku }) => sku !== null);
			const found = await bench.adapter.findListings(withSku.map(({ sku }) => sku as Sku));
			const levels = (list: readonly Listing[]) =>
				list
					.map(({ sku, quantity, tracksStock, parentRef, poolRef, poolMembers }) => ({
						sku,
						quantity,
						tracksStock,
						parentRef,
						poolRef,
						poolMembers,
					}))
					.sort((a, b) => String(a.sku).localeCompare(String(b.sku)));
			expect(levels(found)).toEqual(levels(withSku));
		});
	});

	describe('shared stocks', () => {
		const parts = ({ sku, listingRef, name, quantity, tracksStock, poolRef, poolMembers }: Listing) => ({
			sku,
			listingRef,
			name,
			quantity,
			tracksStock,
			poolRef,
			poolMembers,
		});
		const byRef = (one: Listing, other: Listing) => one.listingRef.localeCompare(other.listingRef);

		test('are those that the listings name, each with all that draw on it', async () => {
			const { listings } = await allListings(bench.adapter);
			const refs = [...new Set(listings.flatMap(({ poolRef }) => poolRef ?? []))];
			const pools = await bench.adapter.readPools([...refs, ...refs]);
			expect(pools.map(({ product }) => product.listingRef).sort()).toEqual([...refs].sort());
			for (const { product, members } of pools) {
				expect([...members].sort(byRef).map(parts)).toEqual(
					listings
						.filter(({ poolRef }) => poolRef === product.listingRef)
						.sort(byRef)
						.map(parts),
				);
				expect(members.map(({ quantity }) => quantity)).toEqual(members.map(() => product.quantity));
			}
		});

		test('of a product that its variations leave their stock to are marked at the product itself', async () => {
			const { listings } = await allListings(bench.adapter);
			const shared = new Set(listings.filter(({ poolMembers }) => poolMembers > 1).map(({ poolRef }) => poolRef));
			expect(listings.filter(({ isPool }) => isPool === true).map(({ listingRef }) => listingRef)).toEqual([...shared]);
		});

		test('are set through any member, once, or through the product', async () => {
			const { listings } = await allListings(bench.adapter);
			const shared = listings.filter(({ poolMembers }) => poolMembers > 1);
			const [whole] = (await bench.adapter.readPools(shared.slice(0, 1).flatMap(({ poolRef }) => poolRef ?? []))).map(
				(pool) => pool.product,
			);
			const levels = async () =>
				(await bench.stock())
					.filter(({ sku }) => shared.some((listing) => listing.sku === sku))
					.map(({ quantity }) => quantity);
			expect(
				(await bench.adapter.writeStock(shared.map((listing) => ({ listing, target: 44 })))).map(
					({ result }) => result,
				),
			).toEqual(shared.map(() => 'written'));
			await settle(async () => expect(await levels()).toEqual(shared.map(() => 44)));
			if (whole !== undefined) await bench.adapter.writeStock([{ listing: { ...whole, quantity: 44 }, target: 43 }]);
			await settle(async () => expect(await levels()).toEqual(shared.map(() => 43)));
		});

		test('cannot be told by a service that is down', async () => {
			const { listings } = await allListings(bench.adapter);
			const refs = [...new Set(listings.flatMap(({ poolRef }) => poolRef ?? []))];
			await bench.control('/faults', { status: 503, body: '' });
			const told = await bench.adapter.readPools(refs).then(
				(pools) => pools.length,
				({ kind }: { kind: string }) => kind,
			);
			expect(told).toBe(refs.length === 0 ? 0 : 'unavailable');
		});

		test('of products that are none are absent', async () => {
			const [mug] = await bench.adapter.findListings([skuOf('TEE-RED-M')]);
			expect(await bench.adapter.readPools([mug?.listingRef.split('/')[0] ?? '', '99999'])).toEqual([]);
			expect(await bench.adapter.readPools([])).toEqual([]);
		});
	});

	describe('setting stock', () => {
		/** Levels that lie side by side, so that a mix-up shows; listings that share a stock get one level. */
		const levelFor = (listing: Listing, place: number) => (listing.poolMembers > 1 ? 900 : 100 + place);

		test('reaches every kind of listing, and answers for each in the order asked', async () => {
			const { listings } = await allListings(bench.adapter);
			const shared = new Set(listings.filter(({ poolMembers }) => poolMembers > 1).map(({ poolRef }) => poolRef));
			const changes = listings
				.filter(({ tracksStock, listingRef }) => tracksStock && !shared.has(listingRef))
				.map((listing, place) => ({ listing, target: levelFor(listing, place) }));
			const writes = await bench.adapter.writeStock(changes);
			expect(writes.map(({ result }) => result)).toEqual(changes.map(() => 'written'));
			await settle(async () => {
				const stock = await bench.stock();
				for (const {
					listing: { sku },
					target,
				} of changes.filter(({ listing }) => listing.sku !== null)) {
					expect({ sku, levels: bySku(stock, sku ?? '').map(({ quantity }) => quantity) }).toEqual({
						sku,
						levels: [target],
					});
				}
			});
		});

		test('of a listing that is gone or not tracked is an outcome, and the others are written', async () => {
			const [mug, ebook] = await Promise.all(
				['MUG-BLUE', 'CORD-5M'].map(async (sku) => (await bench.adapter.findListings([skuOf(sku)]))[0]),
			);
			if (mug === undefined) throw new Error('The mug is on sale everywhere');
			const gone: Listing = { ...mug, listingRef: bench.goneListing, poolRef: null, poolMembers: 1 };
			const changes = [gone, mug, ...(ebook === undefined ? [] : [ebook])].map((listing) => ({ listing, target: 3 }));
			const writes = await bench.adapter.writeStock(changes);
			expect(writes).toMatchObject([
				{ result: 'refused', reason: expect.stringMatching(/\w/) },
				{ result: 'written' },
				...(ebook === undefined ? [] : [{ result: 'notTracked', reason: expect.stringMatching(/\w/) }]),
			]);
			await settle(async () =>
				expect(bySku(await bench.stock(), 'MUG-BLUE').map(({ quantity }) => quantity)).toEqual([3]),
			);
		});

		test('is allowed in a shop as it is set up by default', async () => {
			const {
				listings: [listing],
			} = await allListings(bench.adapter);
			expect(await bench.adapter.findWritingProblem(listing === undefined ? [] : [{ listing, target: 3 }])).toBeNull();
		});

		test('of nothing is nothing', async () => {
			expect(await bench.adapter.writeStock([])).toEqual([]);
		});
	});

	describe('trouble', () => {
		const everyMethod = (adapter: () => ChannelAdapter): Array<[name: string, call: () => Promise<unknown>]> => [
			['orders', async () => await ordersSince(adapter(), minutesAgo(5))],
			['orders by day', async () => await placedSince(adapter(), minutesAgo(5))],
			['reserving orders', async () => await reservingOrders(adapter())],
			['one order', async () => await adapter().findOrder('12345', AS_SEEDED)],
			['listings by SKU', async () => await adapter().findListings([skuOf('MUG-BLUE')])],
			['all listings', async () => await allListings(adapter())],
		];

		test.each(['orders', 'orders by day', 'reserving orders', 'one order', 'listings by SKU', 'all listings'])(
			'%s: a service that is down is unavailable',
			async (name) => {
				await bench.control('/faults', { status: 503, body: '<html>Service Unavailable</html>' });
				await expect(Object.fromEntries(everyMethod(() => bench.adapter))[name]?.()).rejects.toMatchObject({
					name: 'IntegrationError',
					kind: 'unavailable',
				});
			},
		);

		test.each(['orders', 'orders by day', 'reserving orders', 'one order', 'listings by SKU', 'all listings'])(
			'%s: an address where nobody listens is unavailable',
			async (name) => {
				await expect(Object.fromEntries(everyMethod(() => bench.unreachable))[name]?.()).rejects.toMatchObject({
					name: 'IntegrationError',
					kind: 'unavailable',
				});
			},
		);

		test.each(['orders', 'orders by day', 'reserving orders', 'one order', 'listings by SKU', 'all listings'])(
			'%s: a key that the channel does not know is not authorised',
			async (name) => {
				await expect(Object.fromEntries(everyMethod(() => bench.stranger))[name]?.()).rejects.toMatchObject({
					name: 'IntegrationError',
					kind: 'notAuthorised',
				});
			},
		);

		test('of every kind stops a write as well', async () => {
			const [listing] = await bench.adapter.findListings([skuOf('MUG-BLUE')]);
			const changes = listing === undefined ? [] : [{ listing, target: 1 }];
			await expect(bench.stranger.writeStock(changes)).rejects.toMatchObject({ kind: 'notAuthorised' });
			await expect(bench.unreachable.writeStock(changes)).rejects.toMatchObject({ kind: 'unavailable' });
			await bench.control('/faults', { status: 503, body: '' });
			// Where a change must not be sent twice, the one that was sent is told instead.
			const became = await bench.adapter.writeStock(changes).then(
				([write]) => write?.result,
				({ kind }: { kind: string }) => kind,
			);
			expect(['unavailable', 'failed']).toContain(became);
		});
	});
});
