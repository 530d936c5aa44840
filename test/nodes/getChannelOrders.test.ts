import { describe, expect, test } from '@jest/globals';
import type { INodeParameters, NodeExecutionHint } from 'n8n-workflow';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import type { Fields } from '../../core/reading/readUnknown';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { nodeForm } from '../support/nodeForm';
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
		const { description } = new GetChannelOrders();
		const asked = (chosen: INodeParameters) => nodeForm(description, chosen).credentials;
		expect(asked({ channel: 'ebay', notYetInQuickBooks: false })).toEqual(['ebaySyncApi']);
		expect(asked({ channel: 'ebay', notYetInQuickBooks: true })).toEqual(['ebaySyncApi', 'qboSyncOAuth2Api']);
	});
});
