import { beforeEach, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { channelById } from '../../../core/channels/channelRegistry';
import type { Listing } from '../../../core/model/listing';
import { addSeconds } from '../../../core/model/moment';
import { toSku } from '../../../core/model/sku';
import { openBench, type ChannelBench } from '../../support/channelBench';

const HTML = { 'content-type': 'text/html; charset=UTF-8' };
const CHALLENGE = '<!DOCTYPE html><html><head><title>One moment</title></head><body>Checking</body></html>';

let bench: ChannelBench;

const skus = (...texts: string[]) => texts.flatMap((text) => toSku(text) ?? []);
const listingsOf = async (...texts: string[]) => await bench.adapter.findListings(skus(...texts));
const one = async (sku: string): Promise<Listing> => {
	const [listing] = await listingsOf(sku);
	if (listing === undefined) throw new Error(`${sku} is not on sale`);
	return listing;
};

async function newestOrders() {
	const orders = [];
	const since = addSeconds(DateTime.utc().toISO(), -300);
	for await (const page of bench.adapter.readOrdersSince(since, { alsoSold: [] })) orders.push(...page.orders);
	return orders;
}

describe.each(['woocommerce', 'bigcommerce', 'ebay'])('a firewall in front of %s', (id) => {
	beforeEach(async () => {
		bench = await openBench(channelById(id));
	});

	test('that wants to see a person is the wire, on reads and on writes, and is asked once', async () => {
		const listing = await one('MUG-BLUE');
		await bench.control('/faults', { status: 403, headers: HTML, body: CHALLENGE });
		const blocked = {
			kind: 'unavailable',
			message: expect.stringMatching(/403: a captcha or challenge of a firewall or CDN.*"One moment"/),
			advice: expect.stringContaining('allow its IP address'),
		};
		await expect(newestOrders()).rejects.toMatchObject(blocked);
		await expect(bench.adapter.findListings(skus('MUG-BLUE', 'BOWL-OAK'))).rejects.toMatchObject(blocked);
		await expect(bench.adapter.writeStock([{ listing, target: 3 }])).rejects.toMatchObject(blocked);
	});

	test('that shows a maintenance page says so', async () => {
		const body = '<html>Briefly unavailable for scheduled maintenance.</html>';
		await bench.control('/faults', { status: 404, headers: HTML, body });
		await expect(newestOrders()).rejects.toMatchObject({ message: expect.stringContaining('a maintenance page') });
	});
});

describe('a WooCommerce shop', () => {
	beforeEach(async () => {
		bench = await openBench(channelById('woocommerce'));
	});

	test('whose key was deleted says where to make a new one', async () => {
		const body = { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.' };
		await bench.control('/faults', { path: '/products', status: 401, body });
		await expect(listingsOf('MUG-BLUE')).rejects.toMatchObject({
			kind: 'notAuthorised',
			advice: expect.stringMatching(/key was deleted.*REST API, and make a new one/),
		});
	});

	test('whose key may only read is told with the first write, which changes nothing', async () => {
		const listing = await one('MUG-BLUE');
		await bench.control('/settings', { keyPermissions: 'read' });
		await expect(bench.adapter.writeStock([{ listing, target: 3 }])).rejects.toMatchObject({
			kind: 'notAuthorised',
			advice: expect.stringContaining('Read/Write'),
		});
	});

	test('that only adds a slash to the address says which setting does that', async () => {
		await bench.control('/settings', { permalinks: 'plain' });
		await expect(listingsOf('MUG-BLUE')).rejects.toMatchObject({ advice: expect.stringContaining('Permalinks') });
	});

	test('that translates its products sells each under the original', async () => {
		const original = await one('MUG-BLUE');
		const row = `(\\{"id":${original.listingRef},[^{}]*?"sku":"MUG-BLUE")([^\\[\\]]*?"variations":\\[\\])[^{}]*\\}`;
		const languages = `"translations":{"en":"${original.listingRef}","fr":99777}`;
		const copy = `$1$2,${languages}},{"id":99777,"type":"simple","sku":"MUG-BLUE","name":"Tasse","manage_stock":true,"stock_quantity":1,${languages}}`;
		await bench.control('/faults', { path: '/products', rewrite: { from: row, to: copy } });
		expect((await listingsOf('MUG-BLUE')).map(({ listingRef }) => listingRef)).toEqual([original.listingRef]);
		const all: Listing[] = [];
		for await (const page of bench.adapter.readAllListings()) all.push(...page);
		expect(all.filter(({ sku }) => sku === 'MUG-BLUE').map(({ listingRef }) => listingRef)).toEqual([
			original.listingRef,
		]);
	});

	test.each([
		['names the translations of variations', true],
		['names those of their products alone', false],
	])(
		'that translates a product with variations, and %s, sells each variation under the original',
		async (_what, named) => {
			const original = await one('TEE-RED-M');
			const [parent = '', id = ''] = original.listingRef.split('/');
			const languages = (of: string, copy: number) => `"translations":{"en":"${of}","fr":${copy}}`;
			const copy = `{"id":99778,"parent_id":99777,"type":"variation","sku":"TEE-RED-M","name":"Rouge, M","manage_stock":true,"stock_quantity":1${named ? `,${languages(id, 99778)}` : ''}}`;
			const variation = {
				from: `(\\{"id":${id},[^{}]*)\\}`,
				to: `$1${named ? `,${languages(id, 99778)}` : ''}},${copy}`,
			};
			const product = {
				from: `(\\{"id":${parent},"name"[^{}]*)\\}`,
				to: `$1,${languages(parent, 99777)}},{"id":99777,"type":"variable","sku":"","name":"Chemise","manage_stock":false,"variations":[99778],${languages(parent, 99777)}}`,
			};
			await bench.control('/faults', {
				path: '/products\\?.*sku=|/variations\\?',
				reply: 'TEE-RED-M',
				rewrite: variation,
			});
			await bench.control('/faults', { path: '/products\\?(?!.*sku=)', rewrite: product });
			expect((await listingsOf('TEE-RED-M')).map(({ listingRef }) => listingRef)).toEqual([original.listingRef]);
			const all: Listing[] = [];
			for await (const page of bench.adapter.readAllListings()) all.push(...page);
			expect(all.filter(({ sku }) => sku === 'TEE-RED-M').map(({ listingRef }) => listingRef)).toEqual([
				original.listingRef,
			]);
		},
	);
});

describe.each(['woocommerce', 'bigcommerce'])('%s', (id) => {
	test('keeps a SKU as HTML writes it: it is found for the hint', async () => {
		bench = await openBench(channelById(id));
		const from = '"sku":"MUG-BLUE"';
		await bench.control('/faults', { path: 'products', rewrite: { from, to: '"sku":"MUG\\u200B-BLUE"' } });
		expect((await listingsOf('MUG-BLUE')).map(({ sku }) => sku)).toEqual(['MUG\u200B-BLUE']);
	});
});

test('BigCommerce is asked whether a product is counted, since its orders do not say it', async () => {
	bench = await openBench(channelById('bigcommerce'));
	const listing = await one('MUG-BLUE');
	await bench.sell({
		lines: [
			{ sku: 'MUG-BLUE', quantity: 1 },
			{ name: 'By hand', quantity: 1, unitPrice: '1.00' },
		],
	});
	const orders = await newestOrders();
	expect(orders.flatMap(({ lines }) => lines.map(({ tracksStock }) => tracksStock))).toEqual([null, null]);
	const tracked = async () =>
		(await bench.adapter.readDetails(orders)).orders.flatMap(({ lines }) =>
			lines.map(({ tracksStock }) => tracksStock),
		);
	expect(listing.tracksStock).toBe(true);
	expect(await tracked()).toEqual([true, null]);
	const from = '"inventory_tracking":"[a-z]+"';
	await bench.control('/faults', { path: '/catalog/products', rewrite: { from, to: '"inventory_tracking":"none"' } });
	expect(await tracked()).toEqual([false, null]);
});
