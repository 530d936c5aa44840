import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../../core/channels/bigcommerce/adapter';
import type { ChannelAdapter } from '../../../core/channels/channelAdapter';
import { connectEbay } from '../../../core/channels/ebay/adapter';
import { connectWooCommerce } from '../../../core/channels/woocommerce/adapter';
import type { HttpReply } from '../../../core/http/httpPort';
import { alone, envelope, item, mainLocation, product, variant } from '../../support/bigReplies';
import { activeList, bulkItems, offer, offers } from '../../support/ebayReplies';
import { sku } from '../../support/levels';
import { scriptedHttp } from '../../support/scriptedHttp';
import { page } from '../../support/wooReplies';

type Script = ReadonlyArray<Partial<HttpReply>>;

const linksOf = async (adapter: ChannelAdapter, ...skus: string[]) =>
	(await adapter.findListings(skus.map(sku), { inPools: true })).map((one) => [one.sku, one.productUrl]);

const woo = (url: string, ...script: Script) => connectWooCommerce(scriptedHttp(...script).http, { url });
const big = (settings: object, ...script: Script) =>
	connectBigCommerce(scriptedHttp(...script).http, { storeHash: 'abc123', ...settings }, alone());
const ebay = (settings: object, ...script: Script) =>
	connectEbay(scriptedHttp(...script).http, { marketplace: 'EBAY_GB', customUrl: 'https://ebay.test', ...settings });

const tee = { id: 52, parent_id: 51, type: 'variation', sku: 'TEE-S', name: 'S', manage_stock: 'parent' };
const teeOfAll = {
	id: 51,
	parent_id: 0,
	type: 'variable',
	sku: 'TEE',
	name: 'Tee',
	manage_stock: true,
	variations: [52],
};
const mug = { id: 7, parent_id: 0, type: 'simple', sku: 'MUG', name: 'Mug', manage_stock: true, stock_quantity: 4 };

describe('A listing says where people edit it', () => {
	test('in WordPress: a product, and the product of a variation', async () => {
		const shop = woo('http://shop.test/index.php/', page(mug, tee), page(teeOfAll));
		expect(await linksOf(shop, 'MUG', 'TEE-S')).toEqual([
			['MUG', 'http://shop.test/wp-admin/post.php?post=7&action=edit'],
			['TEE-S', 'http://shop.test/wp-admin/post.php?post=51&action=edit'],
		]);
	});

	test('in every way that listings are read', async () => {
		const [pool] = await woo('https://shop.test', page(teeOfAll), page(tee)).readPools(['51']);
		const links = [pool?.product, ...(pool?.members ?? [])].map((one) => one?.productUrl);
		const link = 'https://shop.test/wp-admin/post.php?post=51&action=edit';
		expect(links).toEqual([link, link]);
		const read: unknown[] = [];
		for await (const some of woo('https://shop.test', page(mug)).readAllListings())
			read.push(...some.map(({ productUrl }) => productUrl));
		expect(read).toEqual(['https://shop.test/wp-admin/post.php?post=7&action=edit']);
	});

	test('unless its id is not known', async () => {
		const [none] = await linksOf(woo('https://shop.test', page({ sku: 'MUG', name: 'Mug' })), 'MUG');
		expect(none).toEqual(['MUG', undefined]);
	});

	test('in the control panel of BigCommerce, unless the store is at an address of its own', async () => {
		const replies = [
			envelope([product(12, { variants: [variant(120, 'MUG-RED', 'Red'), variant(121, 'MUG-BLUE', 'Blue')] })]),
			mainLocation,
			envelope([item(12, null, 40)]),
		];
		const asked = ['P-12'];
		expect(await linksOf(big({ environment: 'production' }, ...replies), ...asked)).toEqual([
			['P-12', 'https://store-abc123.mybigcommerce.com/manage/products/edit/12'],
		]);
		const own = { environment: 'custom', customUrl: 'https://api.test' };
		expect(await linksOf(big(own, ...replies), ...asked)).toEqual([['P-12', undefined]]);
	});

	test.each([
		['production', 'https://www.ebay.co.uk/itm/2001'],
		['sandbox', 'https://www.sandbox.ebay.com/itm/2001'],
		['custom', undefined],
	])('on the site of the marketplace, at eBay: %s', async (environment, link) => {
		const lamp =
			'<Item><ItemID>2001</ItemID><SKU>LAMP</SKU><Title>Lamp</Title><QuantityAvailable>12</QuantityAvailable></Item>';
		const seller = ebay({ environment }, bulkItems({ LAMP: null }), bulkItems({ lamp: null }), activeList(lamp));
		expect(await linksOf(seller, 'LAMP')).toEqual([['LAMP', link]]);
	});

	test('at eBay also for offers, which no further call is made for, and for what is never written', async () => {
		const unpublished = offer('5001', { listing: {} });
		const seller = ebay({ environment: 'production' }, bulkItems({ MUG: 4 }), offers(unpublished, offer('5002')));
		expect(await linksOf(seller, 'MUG')).toEqual([['MUG', 'https://www.ebay.co.uk/itm/115002']]);
		const lots = ebay(
			{ environment: 'production' },
			bulkItems({ MUG: 4 }),
			offers(offer('5001', { lotSize: 2 }), offer('5002', { lotSize: 3 })),
		);
		expect(await linksOf(lots, 'MUG')).toEqual([['MUG', 'https://www.ebay.co.uk/itm/115001']]);
		const auction =
			'<Item><ItemID>2002</ItemID><SKU>CLOCK</SKU><Title>Clock</Title><ListingType>Chinese</ListingType></Item><Item><ItemID>2003</ItemID><Title>Poster</Title><Variations><Variation><Quantity>3</Quantity></Variation></Variations></Item><Item><ItemID>2004</ItemID><SKU>ODD</SKU><QuantityAvailable>x</QuantityAvailable></Item>';
		const all: unknown[] = [];
		const whole = ebay(
			{ environment: 'production' },
			{
				body: {
					total: 1,
					inventoryItems: [{ sku: 'BOWL', availability: { shipToLocationAvailability: { quantity: 1 } } }],
				},
			},
			activeList(auction),
		);
		for await (const some of whole.readAllListings()) all.push(...some.map(({ productUrl }) => productUrl));
		const numbered = [2002, 2003, 2004].map((id) => `https://www.ebay.co.uk/itm/${id}`);
		expect(all).toEqual([undefined, ...numbered]);
	});
});
