import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../../core/channels/bigcommerce/adapter';
import type { ChannelAdapter, OrdersPage, OrderStateChoice } from '../../../core/channels/channelAdapter';
import { connectEbay } from '../../../core/channels/ebay/adapter';
import { connectWooCommerce } from '../../../core/channels/woocommerce/adapter';
import type { HttpReply } from '../../../core/http/httpPort';
import * as big from '../../support/bigReplies';
import * as ebay from '../../support/ebayReplies';
import { scriptedHttp } from '../../support/scriptedHttp';
import * as woo from '../../support/wooReplies';

const NO_CHOICE: OrderStateChoice = { alsoSold: [] };

async function read(adapter: ChannelAdapter, choice = NO_CHOICE) {
	const pages: OrdersPage[] = [];
	for await (const page of adapter.readReservingOrders(choice)) pages.push(page);
	return { orders: pages.flatMap(({ orders }) => orders), unreadable: pages.flatMap(({ unreadable }) => unreadable) };
}

describe('WooCommerce', () => {
	const statuses = (...slugs: string[]) => woo.page(...slugs.map((slug) => ({ slug, name: slug, total: 0 })));
	const taken = (quantity: string) => ({
		line_items: [
			{
				id: 1,
				name: 'Mug',
				product_id: 5,
				variation_id: 0,
				quantity: 1,
				subtotal: '10.00',
				total: '10.00',
				total_tax: '0.00',
				taxes: [],
				sku: 'MUG',
				meta_data: [{ key: '_reduced_stock', value: quantity }],
			},
		],
	});
	const open = async (choice: OrderStateChoice, ...script: Array<Partial<HttpReply>>) => {
		const { http, asked } = scriptedHttp(...script);
		return {
			...(await read(connectWooCommerce(http, woo.credential), choice)),
			queries: asked.map(({ query }) => query),
		};
	};

	test('is asked for orders on hold and for those of every status that a plugin registered, since ever', async () => {
		const { queries } = await open(
			NO_CHOICE,
			statuses(
				'pending',
				'on-hold',
				'processing',
				'completed',
				'cancelled',
				'refunded',
				'failed',
				'checkout-draft',
				'lay-away',
			),
			woo.page(),
		);
		expect(queries[1]).toMatchObject({
			status: 'on-hold,lay-away',
			after: '1970-01-01T11:59:59',
			dates_are_gmt: 'true',
			orderby: 'date',
			order: 'asc',
		});
	});

	test("gives of a plugin's status what the shop took from stock, and nothing else", async () => {
		const rows = [
			woo.plainOrder(1, '2026-02-03T10:00:01', { status: 'on-hold' }),
			woo.plainOrder(2, '2026-02-03T10:00:02', { status: 'lay-away', ...taken('1') }),
			woo.plainOrder(3, '2026-02-03T10:00:03', { status: 'lay-away' }),
		];
		const { orders } = await open(NO_CHOICE, statuses('lay-away'), woo.page(...rows));
		expect(orders.map(({ orderId, state }) => [orderId, state])).toEqual([
			['1', 'reserving'],
			['2', 'reserving'],
		]);
		const chosen = await open({ alsoSold: ['lay-away'] }, statuses('lay-away'), woo.page(...rows));
		expect(chosen.orders.map(({ orderId }) => orderId)).toEqual(['1']);
	});

	test('whose keys may not see the statuses is a failure that says who may, not an empty list', async () => {
		const denied = {
			status: 403,
			body: {
				code: 'woocommerce_rest_cannot_view',
				message: 'Sorry, you cannot list resources.',
				data: { status: 403 },
			},
		};
		await expect(open(NO_CHOICE, denied)).rejects.toMatchObject({
			kind: 'notAuthorised',
			advice: expect.stringContaining('shop manager'),
		});
	});
});

describe('BigCommerce', () => {
	const open = async (choice: OrderStateChoice, ...script: Array<Partial<HttpReply>>) => {
		const { http, asked } = scriptedHttp(...script);
		return {
			...(await read(connectBigCommerce(http, big.credential, big.alone()), choice)),
			queries: asked.map(({ query }) => query),
		};
	};
	const waiting = (id: number, status_id: number) => big.order(id, { status_id });

	test('is asked for one status after the other, since ever', async () => {
		const { queries } = await open(NO_CHOICE, big.nothing, big.nothing, big.nothing);
		expect(queries.map((query) => [query?.status_id, query?.min_date_created, query?.sort])).toEqual(
			[1, 7, 12].map((id) => [id, '1970-01-01T00:00:00Z', 'date_created:asc']),
		);
	});

	test('is not asked for what the user counts as sold', async () => {
		const { queries } = await open({ alsoSold: ['7'] }, big.nothing, big.nothing);
		expect(queries.map((query) => query?.status_id)).toEqual([1, 12]);
	});

	test('gives an order once that moved from one status to the next meanwhile, and none that was paid', async () => {
		const { orders } = await open(
			NO_CHOICE,
			big.list(waiting(5, 1)),
			big.noRefunds,
			big.list(waiting(5, 7), waiting(6, 7), waiting(8, 11)),
			big.noRefunds,
			big.nothing,
		);
		expect(orders.map(({ orderId }) => orderId)).toEqual(['5', '6']);
	});
});

describe('eBay', () => {
	const user = ebay.tradingReply('GetUser', '<Ack>Success</Ack><User><UserID>harbour-goods</UserID></User>');
	const open = async (...script: Array<Partial<HttpReply>>) => {
		const { http, asked } = scriptedHttp(...script);
		return { ...(await read(connectEbay(http, ebay.credential, () => 0))), asked };
	};
	const transaction = (id: string, more = '') =>
		`<Transaction><Buyer><UserID>ann_lee</UserID></Buyer><CreatedDate>2026-02-03T10:00:0${id}.000Z</CreatedDate><Item><ItemID>2001</ItemID><Title>Lamp</Title><SKU>LAMP</SKU>${more}</Item>` +
		`<OrderLineItemID>2001-${id}</OrderLineItemID><QuantityPurchased>2</QuantityPurchased><TransactionID>${id}</TransactionID><TransactionPrice currencyID="USD">49.50</TransactionPrice></Transaction>`;
	const sold = (rows: string, pages = 1) =>
		ebay.tradingReply(
			'GetMyeBaySelling',
			`<Ack>Success</Ack><SoldList><OrderTransactionArray>${rows}</OrderTransactionArray><PaginationResult><TotalNumberOfPages>${pages}</TotalNumberOfPages></PaginationResult></SoldList>`,
		);
	const basketOf = (orderId: string, transactions: string) =>
		`<OrderTransaction><Order><OrderID>${orderId}</OrderID><TransactionArray>${transactions}</TransactionArray></Order></OrderTransaction>`;
	const single = (id: string) => `<OrderTransaction>${transaction(id)}</OrderTransaction>`;

	test('is asked for orders that are not sent yet, then for the sales of sixty days that await payment', async () => {
		const { asked } = await open(ebay.orderRows([]), ebay.noActiveListings);
		expect(asked[0]?.query).toEqual({
			filter: 'orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}',
			limit: 200,
			offset: 0,
		});
		expect(asked[1]?.body).toContain(
			'<SoldList><Include>true</Include><DurationInDays>60</DurationInDays><OrderStatusFilter>AwaitingPayment</OrderStatusFilter><Pagination><EntriesPerPage>200</EntriesPerPage><PageNumber>1</PageNumber></Pagination></SoldList>',
		);
		expect(asked).toHaveLength(2);
	});

	test('shows a purchase that is not paid as an order that reserves its units, by its Trading id', async () => {
		const { orders, unreadable } = await open(ebay.orderRows([]), sold(single('7')), user);
		expect(unreadable).toEqual([]);
		expect(orders).toMatchObject([
			{
				channel: 'ebay',
				account: 'harbour-goods',
				orderId: '2001-7',
				orderNumber: '2001-7',
				state: 'reserving',
				channelState: 'awaiting payment',
				currency: 'USD',
				total: 9900,
				placedAt: '2026-02-03T10:00:07.000Z',
				payments: [],
				customer: { customerId: 'ann_lee' },
				lines: [
					{ lineId: '7', sku: 'LAMP', quantity: 2, stockTaken: 2, listingRef: '2001', unitPrice: '49.50', net: 9900 },
				],
			},
		]);
	});

	test('shows a basket as one order, and a variation by its own SKU', async () => {
		const variation =
			'<Variations><Variation><SKU>LAMP-XL</SKU><VariationTitle>Lamp[XL]</VariationTitle></Variation></Variations>';
		const basket = basketOf('12-1-1', transaction('1') + transaction('2', variation));
		const { orders } = await open(ebay.orderRows([]), sold(basket), user);
		expect(
			orders.map(({ orderId, placedAt, lines }) => [orderId, placedAt, lines.map(({ sku, name }) => [sku, name])]),
		).toEqual([
			[
				'12-1-1',
				'2026-02-03T10:00:01.000Z',
				[
					['LAMP', 'Lamp'],
					['LAMP-XL', 'Lamp[XL]'],
				],
			],
		]);
	});

	test('shows nothing twice: what is an order already comes as that order, whatever My eBay calls it', async () => {
		const pending = ebay.ebayOrder({
			orderId: '12-9',
			orderPaymentStatus: 'PENDING',
			lineItems: [ebay.ebayLine({ lineItemId: '7', legacyItemId: '2001' })],
		});
		const paid = ebay.ebayOrder({
			orderId: '12-8',
			lineItems: [ebay.ebayLine({ lineItemId: '8', legacyItemId: '2001' })],
		});
		const { orders } = await open(
			ebay.orderRows([
				pending,
				paid,
				ebay.ebayOrder({ orderId: '12-7', cancelStatus: { cancelState: 'IN_PROGRESS' } }),
			]),
			sold(single('7') + basketOf('another name', transaction('8')) + single('9')),
			user,
		);
		expect(orders.map(({ orderId, channelState }) => [orderId, channelState])).toEqual([
			['12-9', 'PENDING'],
			['12-7', 'PAID, cancellation IN_PROGRESS'],
			['2001-9', 'awaiting payment'],
		]);
	});

	test('is read from the end of the list, and its first page again, so that what moves up is not skipped', async () => {
		const { orders, asked } = await open(
			ebay.orderRows([]),
			sold(single('1') + single('2'), 3),
			sold(single('5'), 3),
			sold(single('4'), 3),
			sold(single('2') + single('3'), 3),
			user,
		);
		expect(asked.slice(1, 5).map(({ body }) => /<PageNumber>(\d)/.exec(String(body))?.[1])).toEqual([
			'1',
			'3',
			'2',
			'1',
		]);
		expect(orders.map(({ orderId }) => orderId).sort()).toEqual(['1', '2', '3', '4', '5'].map((id) => `2001-${id}`));
	});

	test('sets a sale aside that cannot be read, and keeps its neighbours', async () => {
		const { orders, unreadable } = await open(
			ebay.orderRows([]),
			sold(single('1').replace('<QuantityPurchased>2<', '<QuantityPurchased>two<') + single('2')),
			user,
		);
		expect(orders.map(({ orderId }) => orderId)).toEqual(['2001-2']);
		expect(unreadable).toEqual([
			{
				channel: 'ebay',
				orderId: '2001-1',
				modifiedAt: null,
				path: 'ebay sale 2001-1.QuantityPurchased',
				reason: 'ebay sale 2001-1.QuantityPurchased should be a number',
				stock: null,
			},
		]);
	});

	test.each([
		['21916984', 'notAuthorised'],
		['2', 'rejected'],
	])('that may not use the Trading API (error %s) fails with the way out, and is no empty list', async (code, kind) => {
		const refused = ebay.tradingReply(
			'GetMyeBaySelling',
			`<Ack>Failure</Ack>${ebay.tradingError(Number(code), 'Told so')}`,
		);
		await expect(open(ebay.orderRows([]), refused)).rejects.toMatchObject({
			name: 'IntegrationError',
			kind,
			message: expect.stringMatching(/await payment.*Told so.*Connect the eBay account again/),
		});
	});
});
