import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../../core/channels/bigcommerce/adapter';
import type { ChannelAdapter, OrdersPage } from '../../../core/channels/channelAdapter';
import { connectEbay } from '../../../core/channels/ebay/adapter';
import { connectWooCommerce } from '../../../core/channels/woocommerce/adapter';
import { toOrderJson, readOrder } from '../../../core/model/salesOrderJson';
import { alone, list, noRefunds, order as bigOrder } from '../../support/bigReplies';
import { ebayOrder, orderRows } from '../../support/ebayReplies';
import { order } from '../../support/orders';
import { scriptedHttp } from '../../support/scriptedHttp';
import { page, plainOrder } from '../../support/wooReplies';

const NOW = Date.UTC(2026, 1, 3, 12);
const SINCE = '2026-02-03T11:00:00.000Z';

async function linksOf(adapter: ChannelAdapter): Promise<ReadonlyArray<string | undefined>> {
	const pages: OrdersPage[] = [];
	for await (const found of adapter.readOrdersSince(SINCE, { alsoSold: [] })) pages.push(found);
	return pages.flatMap(({ orders, unreadable }) => [...orders, ...unreadable].map(({ orderUrl }) => orderUrl));
}

const woo = async (url: string, ...rows: unknown[]) =>
	await linksOf(connectWooCommerce(scriptedHttp(page(...rows)).http, { url }));
const big = async (settings: object) =>
	await linksOf(
		connectBigCommerce(
			scriptedHttp(list(bigOrder(118)), noRefunds).http,
			{ storeHash: 'abc123', ...settings },
			alone(),
		),
	);
const ebay = async (settings: object) =>
	await linksOf(
		connectEbay(
			scriptedHttp(orderRows([ebayOrder({ lastModifiedDate: '2026-02-03T11:00:01.000Z' })])).http,
			{ marketplace: 'EBAY_GB', customUrl: 'https://ebay.test', ...settings },
			() => NOW,
		),
	);

describe('An order says where people see it', () => {
	test.each([
		['https://shop.test', 'https://shop.test/wp-admin/post.php?post=7&action=edit'],
		['http://shop.test/index.php/', 'http://shop.test/wp-admin/post.php?post=7&action=edit'],
		['https://www.shop.test/de', 'https://www.shop.test/de/wp-admin/post.php?post=7&action=edit'],
	])('of the WooCommerce shop %s', async (url, link) => {
		expect(await woo(url, plainOrder(7, '2026-02-03T11:00:01'))).toEqual([link]);
	});

	test('also where it cannot be read, and not where its id is not known', async () => {
		const broken = { ...plainOrder(8, '2026-02-03T11:00:02'), line_items: 'oops' };
		expect(await woo('https://shop.test', broken, null)).toEqual([
			'https://shop.test/wp-admin/post.php?post=8&action=edit',
			undefined,
		]);
	});

	test('of a BigCommerce store, unless it is at an address of its own', async () => {
		expect(await big({ environment: 'production' })).toEqual([
			'https://store-abc123.mybigcommerce.com/manage/orders/118',
		]);
		expect(await big({ environment: 'custom', customUrl: 'https://api.test' })).toEqual([undefined]);
	});

	test("of an eBay seller, on eBay's own marketplaces alone", async () => {
		const link = 'https://www.ebay.com/sh/ord/details?orderid=12-10123-45678';
		expect(await ebay({ environment: 'production' })).toEqual([link]);
		expect(await ebay({ environment: 'sandbox' })).toEqual([undefined]);
		expect(await ebay({ environment: 'custom' })).toEqual([undefined]);
	});

	test('and keeps it on its way through n8n, beside its number', () => {
		const orderUrl = 'https://shop.test/wp-admin/post.php?post=7&action=edit';
		const json = toOrderJson(order({ orderUrl }));
		expect(readOrder(json)).toMatchObject({ orderUrl });
		expect(readOrder(toOrderJson(order()))).not.toHaveProperty('orderUrl');
	});

	test.each(['javascript:alert(1)', 'see the shop', 7, null, 'https://'])(
		'what is no link is left out: %p',
		(orderUrl) => {
			expect(readOrder({ ...toOrderJson(order()), orderUrl })).not.toHaveProperty('orderUrl');
		},
	);
});
