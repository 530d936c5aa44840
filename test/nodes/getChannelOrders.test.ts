import { describe, expect, jest, test } from '@jest/globals';
import { NodeHelpers, sleep, type NodeExecutionHint } from 'n8n-workflow';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import type { Fields } from '../../core/reading/readUnknown';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { sku, stockLevel } from '../support/levels';
import { unaskedQuickBooks } from '../support/unaskedQuickBooks';
import { plainOrder } from '../support/wooReplies';
import { hoursAgo, minutesAgo, placed, shopWith } from '../support/wooShop';

async function run(parameters: Fields, rest: Partial<NodeRun> = {}) {
	const books = unaskedQuickBooks();
	const outputs = await executeQuickBooksNode(new GetChannelOrders(), {
		client: books.client,
		input: [{}],
		parameters,
		...rest,
	});
	const [orders = [], unreadable = []] = outputs;
	return { books, outputs, ids: orders.map(({ json }) => json.orderId), orders, unreadable };
}

describe('Get Channel Orders', () => {
	test('gets the orders of the last seven days, oldest first, as the trigger delivers them', async () => {
		const { shop } = shopWith(placed(1, 24 * 8), placed(2, 24 * 6), placed(3, 1));
		const { ids, orders, books } = await run({}, { shop });
		expect(ids).toEqual(['2', '3']);
		expect(orders[0]).toMatchObject({
			json: { channel: 'woocommerce', account: 'shop.test', state: 'sold', total: '10.00' },
			pairedItem: [{ item: 0 }],
		});
		expect(books.calls).toEqual([]);
	});

	test('gets them from a moment on, in the time zone of the workflow', async () => {
		const { shop } = shopWith(placed(1, 5), placed(2, 3));
		expect((await run({ since: 'date', sinceDate: hoursAgo(4) }, { shop })).ids).toEqual(['2']);
	});

	test('never delivers an order placed before the start of the sync, whatever is asked', async () => {
		const { shop } = shopWith(placed(1, 24 * 3), placed(2, 24));
		expect((await run({}, { shop, shopSettings: { placedFrom: hoursAgo(24 * 2) } })).ids).toEqual(['2']);
		const shopSettings = { placedFrom: hoursAgo(24 * 2) };
		const one = await run({ operation: 'getOne', order: '1' }, { shop, shopSettings });
		expect(one.ids).toEqual([]);
		expect(one.unreadable).toMatchObject([
			{ json: { orderId: '1', reason: expect.stringContaining('Orders Placed From') } },
		]);
	});

	test('keeps to that start even within the second that the channel knows', async () => {
		const start = hoursAgo(2);
		const { shop } = shopWith(plainOrder(1, start, { date_created_gmt: start }), placed(2, 1));
		expect((await run({}, { shop, shopSettings: { placedFrom: start } })).ids).toEqual(['1', '2']);
		expect((await run({}, { shop, shopSettings: { placedFrom: `${start}.500Z` } })).ids).toEqual(['2']);
	});

	test('keeps to the first publish of its trigger where the credential names no start, and says that it leaves orders out', async () => {
		const { shop } = shopWith(placed(1, 24 * 3), placed(2, 24));
		const startedAt = `${hoursAgo(24 * 2)}.000Z`;
		const hints: NodeExecutionHint[] = [];
		const staticData = { 'qboInventorySync t1': { startedAt } };
		expect((await run({}, { shop, staticData, hints })).ids).toEqual(['2']);
		expect(hints.map(({ message }) => message)).toContainEqual(
			expect.stringContaining(`Orders placed before ${startedAt} are left out`),
		);
		const shopSettings = { placedFrom: hoursAgo(24 * 4) };
		expect((await run({}, { shop, staticData, shopSettings })).ids).toEqual(['1', '2']);
	});

	test('delivers orders with the prefix that they have in QuickBooks', async () => {
		const { shop } = shopWith(placed(1, 3));
		expect((await run({}, { shop })).orders[0]?.json).toMatchObject({ booksPrefix: 'WC-' });
		const own = await run({}, { shop, shopSettings: { numberPrefix: 'SHOP-' } });
		expect(own.orders[0]?.json).toMatchObject({ booksPrefix: 'SHOP-' });
	});

	test('leaves carts that nobody bought alone, unless they are asked for', async () => {
		const { shop } = shopWith(
			placed(1, 4, { status: 'pending' }),
			placed(2, 3, { status: 'on-hold' }),
			placed(3, 2, { status: 'cancelled' }),
		);
		expect((await run({}, { shop })).ids).toEqual(['2', '3']);
		expect((await run({ states: ['open'] }, { shop })).ids).toEqual(['1']);
	});

	test("counts as sold what the shop's credential says", async () => {
		const { shop } = shopWith(placed(1, 3, { status: 'on-hold' }));
		expect((await run({ states: ['sold'] }, { shop })).ids).toEqual([]);
		expect((await run({ states: ['sold'] }, { shop, shopSettings: { alsoSold: ['on-hold'] } })).ids).toEqual(['1']);
	});

	test('leaves what changed a moment ago to the trigger, if the form says so', async () => {
		const { shop } = shopWith(
			placed(1, 3),
			placed(2, 3, { date_modified_gmt: minutesAgo(5) }),
			placed(3, 3, { date_modified_gmt: minutesAgo(5), total: 'x' }),
		);
		const { ids, unreadable } = await run({ quietMinutes: 15 }, { shop });
		expect([ids, unreadable]).toEqual([['1'], []]);
	});

	test('ends at its limit', async () => {
		const { shop } = shopWith(placed(1, 3), placed(2, 2), placed(3, 1));
		expect((await run({ returnAll: false, limit: 2 }, { shop })).ids).toEqual(['1', '2']);
	});

	test('sets an order aside that cannot be read, and delivers its neighbours', async () => {
		const { shop } = shopWith(placed(1, 3, { total: 'not a number' }), placed(2, 2));
		const { ids, unreadable } = await run({}, { shop });
		expect(ids).toEqual(['2']);
		expect(unreadable).toMatchObject([
			{ json: { channel: 'woocommerce', orderId: '1', path: expect.stringContaining('total') } },
		]);
	});

	test('reads many orders once, however many items come in', async () => {
		const { shop, asked } = shopWith(placed(1, 3));
		const { ids } = await run({}, { shop, input: [{}, {}, {}] });
		expect(ids).toEqual(['1']);
		expect(asked).toHaveLength(1);
	});
});

describe('One order for each item', () => {
	const byItem = { operation: 'getOne', order: (json: unknown) => (json as { no: unknown }).no };

	test('is asked and delivered once, however many items name it, and pairs with all of them', async () => {
		const { shop, asked } = shopWith(placed(1, 3), placed(2, 2));
		const { orders } = await run(byItem, { shop, input: [{ no: 2 }, { no: '1' }, { no: ' 2 ' }] });
		expect(orders.map(({ json, pairedItem }) => [json.orderId, pairedItem])).toEqual([
			['2', [{ item: 0 }, { item: 2 }]],
			['1', [{ item: 1 }]],
		]);
		expect(asked).toEqual(['/orders/2', '/orders/1']);
	});

	test('comes once when one item names its number and another its id', async () => {
		const { shop } = shopWith(placed(1, 3, { number: 'A-77' }));
		const { orders } = await run(byItem, { shop, input: [{ no: '1' }, { no: 'A-77' }] });
		expect(orders.map(({ json, pairedItem }) => [json.orderId, pairedItem])).toEqual([
			['1', [{ item: 0 }, { item: 1 }]],
		]);
	});

	test('that the channel does not have is named on Unreadable', async () => {
		const { shop } = shopWith(placed(1, 3));
		const { ids, unreadable } = await run(byItem, { shop, input: [{ no: '7' }, { no: '1' }] });
		expect(ids).toEqual(['1']);
		expect(unreadable).toMatchObject([
			{
				json: { orderId: '7', reason: expect.stringContaining('no order with the number or id 7') },
				pairedItem: [{ item: 0 }],
			},
		]);
	});

	test('an item that names none stops the node, or with On Error set to continue is set aside', async () => {
		const { shop } = shopWith(placed(1, 3));
		const input = [{ no: '' }, { no: '1' }];
		await expect(run(byItem, { shop, input })).rejects.toThrow('Order Number or ID');
		const { ids, unreadable } = await run(byItem, { shop, input, continueOnFail: true });
		expect(ids).toEqual(['1']);
		expect(unreadable).toMatchObject([
			{ json: { outcome: 'failed', reason: expect.stringContaining('Order Number or ID') }, pairedItem: { item: 0 } },
		]);
	});
});

describe('Not Yet in QuickBooks', () => {
	const notYet = { notYetInQuickBooks: true };

	test('refuses a prefix that Create QBO Invoice refuses', async () => {
		await expect(run(notYet, { shopSettings: { numberPrefix: 'LONGPREFIX-' } })).rejects.toThrow(
			'WooCommerce credential.Number Prefix',
		);
	});

	test('is not known where nobody says from when on orders belong there', async () => {
		const { shop } = shopWith(placed(1, 3));
		await expect(run(notYet, { shop })).rejects.toThrow(
			'WooCommerce credential.Orders Placed From should be a date and time: no Channel Order Trigger of this shop says',
		);
	});

	test('is what alone asks for the credential of QuickBooks', () => {
		const { credentials = [] } = new GetChannelOrders().description;
		const asked = (values: Fields) =>
			credentials
				.filter((one) => NodeHelpers.displayParameter(values as never, one, { typeVersion: 1 } as never, null))
				.map(({ name }) => name);
		expect(asked({ channel: 'ebay', notYetInQuickBooks: false })).toEqual(['ebaySyncApi']);
		expect(asked({ channel: 'ebay', notYetInQuickBooks: true })).toEqual(['ebaySyncApi', 'qboSyncOAuth2Api']);
	});
});

describe('Add Open Orders', () => {
	const level = { ...stockLevel({ sku: sku('MUG-BLUE') }) };
	const sold = (id: number, hours: number, more: Fields = {}) =>
		placed(id, hours, {
			line_items: [{ ...(plainOrder(id, hoursAgo(hours)).line_items as Fields[])[0], sku: 'MUG-BLUE' }],
			...more,
		});
	const open = { operation: 'addOpen' };
	const startedAt = (hours: number) => ({ 'qboInventorySync t1': { startedAt: `${hoursAgo(hours)}.000Z` } });
	/** A shop of these orders that knows its statuses, too. */
	const shopOf = (...orders: Fields[]) => {
		const { shop } = shopWith(...orders);
		return (path: string, query: Fields) => {
			if (path === '/reports/orders/totals')
				return ['on-hold', 'processing', 'pending'].map((slug) => ({ slug, total: 1 }));
			if (path === '/orders' && query.after === undefined)
				return orders.filter(({ status }) => String(query.status).split(',').includes(String(status)));
			return shop(path, query);
		};
	};
	const added = async (
		shop: (path: string, query: Fields) => unknown,
		parameters: Fields = {},
		rest: Partial<NodeRun> = {},
	) => {
		const { orders, unreadable } = await run(
			{ ...open, ...parameters },
			{ shop, input: [level], staticData: startedAt(24 * 90), ...rest },
		);
		return { items: orders.map(({ json }) => json), unreadable };
	};
	const idsIn = (item: Fields | undefined) => (item?.orders as Fields[]).map(({ orderId }) => orderId);

	test('passes the level on unchanged and adds the orders that sold it', async () => {
		const { items } = await added(shopOf(sold(1, 5), placed(2, 4)));
		expect(items[0]).toEqual(level);
		expect(items[1]).toMatchObject({
			kind: 'openOrders',
			channel: 'woocommerce',
			trouble: null,
			orders: [{ orderId: '1', hold: 'sold', lines: [{ sku: 'MUG-BLUE' }] }],
		});
		expect(items).toHaveLength(2);
	});

	test('looks at sold orders of 30 days, and at reserving ones of any age', async () => {
		const { items } = await added(shopOf(sold(1, 24 * 31), sold(2, 24 * 29), sold(3, 24 * 60, { status: 'on-hold' })));
		expect([...(idsIn(items[1]) as string[])].sort()).toEqual(['2', '3']);
	});

	test('B1: knows no order from before the start that the trigger of its workflow remembers', async () => {
		const { items } = await added(
			shopOf(sold(1, 5), sold(2, 2), sold(3, 24 * 60, { status: 'on-hold' })),
			{},
			{ staticData: startedAt(3) },
		);
		expect(idsIn(items[1])).toEqual(['2']);
	});

	test('passes on what another channel has added before', async () => {
		const other = {
			kind: 'openOrders',
			channel: 'ebay',
			readAt: '2026-11-23T10:00:00.000Z',
			trouble: null,
			orders: [],
		};
		const { orders } = await run(open, { shop: shopOf(), input: [level, other], staticData: startedAt(1) });
		expect(orders.map(({ json }) => json.kind ?? json.sku)).toEqual(['MUG-BLUE', 'openOrders', 'openOrders']);
		expect(orders[1]?.json).toEqual(other);
	});

	test('A1: an order that cannot be read is a trouble that stays, unless the user ignores it', async () => {
		const broken = sold(1, 5, { line_items: 'lost' });
		expect((await added(shopOf(broken))).items[1]?.trouble).toMatchObject({
			passing: false,
			reason: expect.stringContaining('order 1 cannot be read'),
		});
		expect((await added(shopOf(broken), { ignoreUnreadable: true })).items[1]?.trouble).toBeNull();
	});

	test('F5: a shop that answers nonsense is a trouble that may pass, and fails nothing', async () => {
		const { items } = await added(() => ({ not: 'a list' }));
		expect(items[1]).toMatchObject({
			orders: [],
			trouble: { passing: true, reason: expect.stringContaining('WooCommerce: its open orders could not be read') },
		});
	});

	test('F5: a shop that hangs holds the levels up for 20 s, for 10 s in the runs after that, and is heard again at once', async () => {
		const granted: AbortController[] = [];
		const seconds: number[] = [];
		const clock = jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
			const controller = new AbortController();
			granted.push(controller);
			seconds.push(Math.round(milliseconds / 1000));
			return controller.signal;
		});
		const timeIsUp = () => granted.forEach((one) => one.abort(new DOMException('Time is up', 'TimeoutError')));
		const run = async (isHanging: boolean) => {
			granted.length = 0;
			seconds.length = 0;
			const shop = async (path: string, query: Fields) => {
				if (isHanging) timeIsUp();
				await sleep(0);
				return shopOf(sold(1, 5))(path, query);
			};
			const { items } = await added(shop, {}, { shopCredential: 'hanging' });
			// What was given up ends, and makes room in the lane of the credential.
			await sleep(50);
			expect(items[0]).toEqual(level);
			return [seconds[0], (items[1]?.trouble as Fields | null)?.passing ?? false];
		};
		expect([await run(true), await run(true), await run(false), await run(false)]).toEqual([
			[20, true],
			[10, true],
			[10, false],
			[20, false],
		]);
		clock.mockRestore();
	});

	test('says of a credential that cannot be used what is wrong with it', async () => {
		await expect(added(shopOf(), {}, { shopCredential: 'lost', credentialTrouble: 'It was deleted' })).rejects.toThrow(
			'The credential cannot be used: It was deleted',
		);
	});

	describe('in the next run of the same credential', () => {
		let credentials = 0;
		/** A shop whose orders may change between runs, and what its lists of orders were asked. */
		const changing = (...orders: Fields[]) => {
			const shopCredential = `shop ${++credentials}`;
			const listed: Fields[] = [];
			const isChangedAfter = ({ modified_after: after }: Fields) =>
				orders.filter(({ date_modified_gmt: at }) => String(at) > String(after));
			const shop = (path: string, query: Fields) => {
				if (path === '/orders') listed.push(query);
				return path === '/orders' && query.modified_after !== undefined
					? isChangedAfter(query)
					: shopOf(...orders)(path, query);
			};
			const ids = async (more: Fields = {}, rest: Partial<NodeRun> = {}) =>
				idsIn((await added(shop, more, { shopCredential, ...rest })).items[1]) as string[];
			return { orders, ids, listed, shopCredential };
		};
		const changed = (order: Fields, more: Fields) => Object.assign(order, more, { date_modified_gmt: minutesAgo(0) });

		test('only what has changed is read, and the others are known', async () => {
			const shop = changing(sold(1, 200), sold(2, 100));
			expect(await shop.ids()).toEqual(['1', '2']);
			shop.listed.length = 0;
			shop.orders.push(sold(3, 0));
			expect(await shop.ids()).toEqual(['1', '2', '3']);
			expect(shop.listed.filter(({ after, status }) => after !== undefined && status !== 'on-hold')).toEqual([]);
			expect(shop.listed.filter(({ modified_after: after }) => after !== undefined)).toHaveLength(1);
		});

		test('what was read and has not changed for long is not read again', async () => {
			const shop = changing(sold(1, 200), sold(2, 100));
			for (let times = 0; times < 3; times += 1) await shop.ids();
			const asked = shop.listed.flatMap(({ modified_after: after }) => (after === undefined ? [] : [String(after)]));
			expect(asked).toHaveLength(2);
			expect(asked.map((after) => after > minutesAgo(20))).toEqual([false, true]);
		});

		test('a change that the list shows two minutes late is met', async () => {
			const shop = changing(sold(1, 0), sold(2, 100));
			await shop.ids();
			Object.assign(shop.orders[1] as Fields, { status: 'cancelled', date_modified_gmt: minutesAgo(1.9) });
			expect(await shop.ids()).toEqual(['1']);
		});

		test('an order that was cancelled keeps nothing any more, one that was edited what it says now', async () => {
			const shop = changing(sold(1, 200), sold(2, 100), sold(3, 150, { status: 'on-hold' }));
			expect((await shop.ids()).sort()).toEqual(['1', '2', '3']);
			changed(shop.orders[0] as Fields, { status: 'cancelled' });
			changed(shop.orders[2] as Fields, { status: 'cancelled' });
			expect(await shop.ids()).toEqual(['2']);
		});

		test('the start of the sync and the days of each node hold', async () => {
			const shop = changing(sold(1, 200), sold(2, 100));
			await shop.ids();
			expect(await shop.ids({}, { staticData: startedAt(150) })).toEqual(['2']);
			expect(await shop.ids()).toEqual(['1', '2']);
			expect(await shop.ids({ openDays: 5 })).toEqual(['2']);
			expect(await shop.ids()).toEqual(['1', '2']);
			shop.orders.push(changed(sold(3, 24 * 40), {}));
			expect(await shop.ids({ openDays: 45 })).toEqual(['1', '2', '3']);
			expect(await shop.ids()).toEqual(['1', '2']);
		});

		test('another credential, or other states that count as sold, know nothing of it', async () => {
			const shop = changing(sold(1, 200), sold(2, 100, { status: 'on-hold' }));
			await shop.ids();
			shop.orders.splice(0, 1);
			expect(await shop.ids({}, { shopCredential: 'another' })).toEqual(['2']);
			expect(await shop.ids({}, { shopSettings: { alsoSold: ['on-hold'] } })).toEqual(['2']);
			expect(await shop.ids()).toEqual(['1', '2']);
		});

		test('a shop that is down is lowered by what was open before, reserving orders too', async () => {
			const shop = changing(sold(1, 200), sold(2, 100, { status: 'on-hold' }));
			await shop.ids();
			const { items } = await added(() => ({ not: 'a list' }), {}, { shopCredential: shop.shopCredential });
			expect([...(idsIn(items[1]) as string[])].sort()).toEqual(['1', '2']);
			expect(items[1]?.trouble).toMatchObject({ passing: true });
			shop.orders.splice(1, 1);
			expect(await shop.ids()).toEqual(['1']);
		});

		test('an order that could not be read and was mended holds nothing back any more', async () => {
			const mended = sold(2, 100);
			const shop = changing(sold(1, 200), { ...mended, line_items: 'lost' });
			await shop.ids();
			changed(shop.orders[1] as Fields, mended);
			expect(await shop.ids()).toEqual(['1', '2']);
		});
	});
});
