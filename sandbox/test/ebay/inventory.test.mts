import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shop } from '../../catalogue/shop.mts';
import { connectedSeller, firstError, type Answer, type Seller } from './seller.mts';

const ROOT = '/sell/inventory/v1';

const item = (sku: string): string => `${ROOT}/inventory_item/${encodeURIComponent(sku)}`;

async function offerIdsOf(seller: Seller, sku: string): Promise<string[]> {
	const { body } = await seller.get(`${ROOT}/offer?sku=${encodeURIComponent(sku)}`);
	return body.offers.map(({ offerId }: { offerId: string }) => offerId);
}

test('the list holds what the Inventory API manages, and nothing of Seller Hub', async () => {
	const seller = await connectedSeller();
	const { body } = await seller.get(`${ROOT}/inventory_item?limit=200`);
	const skus = body.inventoryItems.map(({ sku }: { sku: string }) => sku);
	const expected = shop.filter(({ ebay }) => ebay?.api === 'inventory').map(({ sku }) => sku);
	assert.deepEqual(skus, [...expected, 'CAP-GREEN', 'KEY-RING']);
	assert.deepEqual([body.total, body.size, body.next], [expected.length + 2, expected.length + 2, undefined]);
	assert.equal(body.inventoryItems[0].availability.shipToLocationAvailability.quantity, 40);
});

test('offset counts pages here', async () => {
	const seller = await connectedSeller();
	const { body: first } = await seller.get(`${ROOT}/inventory_item?limit=4`);
	assert.equal(first.next, `${ROOT}/inventory_item?limit=4&offset=1`);
	const { body: second } = await seller.get(first.next);
	assert.deepEqual([first.inventoryItems[3].sku, second.inventoryItems[0].sku], ['TEE-RED-L', 'TEE-NAVY-M']);
	assert.deepEqual(seller.journal().at(-1)?.paths, ['inventory page 2']);
	assert.deepEqual([first.prev, second.prev], [undefined, `${ROOT}/inventory_item?limit=4&offset=0`]);
	const { body: third } = await seller.get(`${ROOT}/inventory_item?limit=4&offset=2`);
	assert.deepEqual([third.inventoryItems.length, third.next], [1, undefined]);
});

test('25 items make a page unless said, and shelves can be filled for more', async () => {
	const seller = await connectedSeller();
	await seller.control('/bulk-list', { count: 30 });
	const { body } = await seller.get(`${ROOT}/inventory_item`);
	assert.deepEqual([body.size, body.total, body.limit], [25, 39, 25]);
});

const refusedPages: ReadonlyArray<readonly [string, string]> = [
	['a limit above 200', 'limit=201'],
	['a limit of zero', 'limit=0'],
	['a negative page', 'offset=-1'],
	['a page that is no number', 'offset=next'],
];
for (const [name, query] of refusedPages) {
	test(`the inventory list refuses ${name}`, async () => {
		const answer = await (await connectedSeller()).get(`${ROOT}/inventory_item?${query}`);
		assert.deepEqual([answer.status, firstError(answer)], [400, 25709]);
	});
}

test('an item is found by its SKU, quotes and percent signs included', async () => {
	const { status, body } = await (await connectedSeller()).get(item("O'RING 3%"));
	assert.deepEqual([status, body.sku, body.availability.shipToLocationAvailability.quantity], [200, "O'RING 3%", 500]);
});

test('an unknown SKU is a 404 with error 25710, a Seller Hub listing too', async () => {
	const seller = await connectedSeller();
	for (const sku of ['NOWHERE', 'LAMP-OAK', 'mug-blue']) {
		const answer = await seller.get(item(sku));
		assert.deepEqual([answer.status, firstError(answer)], [404, 25710]);
	}
});

test('variations name their group', async () => {
	const { body } = await (await connectedSeller()).get(item('TEE-RED-M'));
	assert.deepEqual(body.groupIds, ['Tee']);
});

test('many items are read in one call, each with its own status, as a read', async () => {
	const seller = await connectedSeller();
	const { status, body } = await seller.post(`${ROOT}/bulk_get_inventory_item`, {
		requests: [{ sku: 'MUG-BLUE' }, { sku: 'NOWHERE' }],
	});
	assert.equal(status, 207);
	const [mug, nowhere] = body.responses;
	assert.deepEqual(
		[mug.statusCode, mug.inventoryItem.sku, nowhere.statusCode, nowhere.errors[0].errorId],
		[200, 'MUG-BLUE', 404, 25710],
	);
	assert.equal(seller.journal().at(-1)?.kind, 'read');
	assert.equal((await seller.post(`${ROOT}/bulk_get_inventory_item`, { requests: [{ sku: 'MUG-BLUE' }] })).status, 200);
});

test('a bulk read refuses more than 25 items, and an item twice', async () => {
	const seller = await connectedSeller();
	const read = async (skus: readonly string[]): Promise<Answer> =>
		await seller.post(`${ROOT}/bulk_get_inventory_item`, { requests: skus.map((sku) => ({ sku })) });
	assert.equal(firstError(await read(Array.from({ length: 26 }, (_none, n) => `SKU-${n}`))), 25727);
	assert.equal(firstError(await read(['MUG-BLUE', 'MUG-BLUE'])), 25734);
});

test('offers are listed for one SKU, one on each marketplace, with their listings', async () => {
	const { body } = await (await connectedSeller()).get(`${ROOT}/offer?sku=TEE-RED-M`);
	const seen = body.offers.map((offer: Record<string, unknown>) => [
		offer.marketplaceId,
		offer.status,
		offer.availableQuantity,
	]);
	assert.deepEqual(seen, [
		['EBAY_US', 'PUBLISHED', 25],
		['EBAY_CA', 'PUBLISHED', 25],
	]);
	assert.notEqual(body.offers[0].listing.listingId, body.offers[1].listing.listingId);
	assert.equal(body.offers[0].listing.listingStatus, 'ACTIVE');
});

test('variations of one group share their listing', async () => {
	const seller = await connectedSeller();
	const listingOf = async (sku: string): Promise<string> =>
		(await seller.get(`${ROOT}/offer?sku=${sku}`)).body.offers[0].listing.listingId;
	assert.equal(await listingOf('TEE-RED-M'), await listingOf('TEE-NAVY-M'));
	assert.notEqual(await listingOf('TEE-RED-M'), await listingOf('MUG-BLUE'));
});

test('offers can be narrowed to a marketplace', async () => {
	const { body } = await (await connectedSeller()).get(`${ROOT}/offer?sku=TEE-RED-M&marketplace_id=EBAY_CA`);
	assert.equal(body.total, 1);
});

test('there is no list of offers without a SKU', async () => {
	const answer = await (await connectedSeller()).get(`${ROOT}/offer`);
	assert.deepEqual([answer.status, firstError(answer)], [400, 25709]);
});

test('a SKU or id without an offer is a 404 with error 25713', async () => {
	const seller = await connectedSeller();
	for (const path of ['/offer?sku=NOWHERE', '/offer?sku=LAMP-OAK', '/offer/5999999999']) {
		const answer = await seller.get(`${ROOT}${path}`);
		assert.deepEqual([answer.status, firstError(answer)], [404, 25713]);
	}
});

test('withdrawing keeps the offer and publishing again makes another listing', async () => {
	const seller = await connectedSeller();
	const [offerId] = await offerIdsOf(seller, 'MUG-BLUE');
	const { body: before } = await seller.get(`${ROOT}/offer/${offerId}`);
	await seller.post(`${ROOT}/offer/${offerId}/withdraw`, {});
	const { body: withdrawn } = await seller.get(`${ROOT}/offer/${offerId}`);
	assert.deepEqual([withdrawn.status, withdrawn.listing], ['UNPUBLISHED', undefined]);
	const { body: published } = await seller.post(`${ROOT}/offer/${offerId}/publish`, {});
	assert.notEqual(published.listingId, before.listing.listingId);
	const { body: after } = await seller.get(`${ROOT}/offer/${offerId}`);
	assert.deepEqual([after.status, after.listing.listingId], ['PUBLISHED', published.listingId]);
	const { body: again } = await seller.post(`${ROOT}/offer/${offerId}/publish`, {});
	assert.equal(again.listingId, published.listingId);
});

test('a POST without a body stops at the edge with 411', async () => {
	const seller = await connectedSeller();
	const [offerId] = await offerIdsOf(seller, 'MUG-BLUE');
	const { status, body } = await seller.post(`${ROOT}/offer/${offerId}/withdraw`, undefined);
	assert.equal(status, 411);
	assert.match(body, /^<html>/);
	assert.equal((await seller.get(`${ROOT}/offer/${offerId}`)).body.status, 'PUBLISHED');
});

test('a body that is not JSON is refused', async () => {
	const seller = await connectedSeller();
	const call = async (body: string, type: string): Promise<Answer> =>
		await seller.post(`${ROOT}/bulk_get_inventory_item`, body, { 'content-type': type });
	const broken = await call('{"requests":', 'application/json');
	assert.deepEqual([broken.status, firstError(broken)], [400, 2004]);
	const text = await call('requests=1', 'text/plain');
	assert.deepEqual([text.status, firstError(text)], [415, 2004]);
});

test('replacing an item wipes what the body leaves out, and takes the language that it names', async () => {
	const seller = await connectedSeller();
	const body = { availability: { shipToLocationAvailability: { quantity: 3 } }, product: { title: 'Blauer Becher' } };
	const { status } = await seller.put(item('MUG-BLUE'), body, { 'content-language': 'de-DE' });
	assert.equal(status, 204);
	const { body: after } = await seller.get(item('MUG-BLUE'));
	assert.deepEqual([after.product, after.locale, after.condition], [{ title: 'Blauer Becher' }, 'de_DE', undefined]);
	assert.equal(after.availability.shipToLocationAvailability.quantity, 3);
});

test('replacing an item refuses a missing language, a long SKU, an unknown field and a quantity below zero', async () => {
	const seller = await connectedSeller();
	const english = { 'content-language': 'en-US' };
	const verdict = (answer: Answer): unknown => [answer.status, firstError(answer)];
	assert.deepEqual(verdict(await seller.put(item('MUG-BLUE'), {})), [400, 25709]);
	assert.deepEqual(verdict(await seller.put(item('X'.repeat(51)), {}, english)), [400, 25707]);
	const stranger = await seller.put(item('MUG-BLUE'), { quantity: 3 }, english);
	assert.deepEqual(verdict(stranger), [400, 2004]);
	assert.deepEqual(stranger.body.errors[0].parameters, [
		{ name: 'reason', value: 'Could not serialize field [quantity]' },
	]);
	const negative = { availability: { shipToLocationAvailability: { quantity: -1 } } };
	assert.deepEqual(verdict(await seller.put(item('MUG-BLUE'), negative, english)), [400, 25709]);
	assert.equal((await seller.get(item('MUG-BLUE'))).body.availability.shipToLocationAvailability.quantity, 40);
});

test('an Accept-Language that names no locale is refused, as the one that fetch adds', async () => {
	const seller = await connectedSeller();
	const answer = await seller.get(item('MUG-BLUE'), { 'accept-language': '*' });
	assert.deepEqual([answer.status, firstError(answer)], [400, 25709]);
	assert.equal((await seller.get(item('MUG-BLUE'), { 'accept-language': 'en-US' })).status, 200);
});

test('the Inventory API fails as often as it was set to, and recovers', async () => {
	const seller = await connectedSeller();
	await seller.control('/settings', { inventoryFailures: 1 });
	const failed = await seller.get(item('MUG-BLUE'));
	assert.deepEqual([failed.status, firstError(failed), failed.body.errors[0].category], [500, 25001, 'APPLICATION']);
	assert.equal((await seller.get(item('MUG-BLUE'))).status, 200);
});
