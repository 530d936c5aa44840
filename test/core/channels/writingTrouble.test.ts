import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../../core/channels/bigcommerce/adapter';
import { connectEbay } from '../../../core/channels/ebay/adapter';
import { connectWooCommerce } from '../../../core/channels/woocommerce/adapter';
import type { StockChange } from '../../../core/model/listing';
import type { HttpReply } from '../../../core/http/httpPort';
import { alone, BASE, credential } from '../../support/bigReplies';
import { credential as ebayCredential } from '../../support/ebayReplies';
import { scriptedHttp } from '../../support/scriptedHttp';

const changes: readonly StockChange[] = [
	{
		listing: {
			channel: 'bigcommerce',
			sku: null,
			listingRef: '7/71',
			name: '',
			quantity: 1,
			tracksStock: true,
			price: null,
			parentRef: null,
			poolRef: null,
			poolMembers: 1,
		},
		target: 3,
	},
];
const settings = (update_stock_behavior: unknown): Partial<HttpReply> => ({
	body: { data: { update_stock_behavior }, meta: {} },
});
const asked = async (reply: Partial<HttpReply>) =>
	await connectBigCommerce(scriptedHttp(reply).http, credential, alone()).findWritingProblem(changes);

describe('BigCommerce', () => {
	test('may be written where the store takes stock when an order is placed', async () => {
		const script = scriptedHttp(settings('order_placed'));
		expect(await connectBigCommerce(script.http, credential, alone()).findWritingProblem(changes)).toBeNull();
		expect(script.asked).toMatchObject([{ method: 'GET', url: `${BASE}/v3/settings/inventory` }]);
	});

	test.each(['order_completed_or_shipped', 'some_new_moment'])(
		'must not be written where it takes stock later (%s), and says how to change that',
		async (moment) => {
			expect(await asked(settings(moment))).toMatch(
				new RegExp(`${moment}.*Settings, Inventory.*when an order is placed`),
			);
		},
	);

	test('must not be written where the token may not see it, and says which scope it lacks', async () => {
		expect(await asked({ status: 403, body: { title: 'Forbidden' } })).toContain('Information & Settings');
	});

	test('is a failure where it cannot be asked, or answers something else', async () => {
		await expect(asked({ status: 503, body: '<html>' })).rejects.toMatchObject({ kind: 'unavailable' });
		await expect(asked({ body: { data: {} } })).rejects.toThrow('update_stock_behavior should be text');
	});

	test('is not asked when nothing is to be written', async () => {
		expect(await connectBigCommerce(scriptedHttp().http, credential, alone()).findWritingProblem([])).toBeNull();
	});
});

describe('WooCommerce', () => {
	const shop = (...replies: Array<Partial<HttpReply>>) => {
		const script = scriptedHttp(...replies);
		return { ...script, adapter: connectWooCommerce(script.http, { url: 'https://shop.test' }) };
	};
	const readOnly = {
		status: 401,
		body: {
			code: 'woocommerce_rest_authentication_error',
			message: 'The API key provided does not have write permissions.',
		},
	};

	test('may be written as a whole, without being asked', async () => {
		expect(await shop().adapter.findWritingProblem(changes)).toBeNull();
	});

	test('refuses the first batch of keys that may only read, with the way out', async () => {
		const { adapter, asked: requests } = shop(readOnly);
		const many = changes.flatMap((change) =>
			Array.from({ length: 120 }, (_, place) => ({
				...change,
				listing: { ...change.listing, channel: 'woocommerce', listingRef: String(place + 1) },
			})),
		);
		await expect(adapter.writeStock(many)).rejects.toMatchObject({
			kind: 'notAuthorised',
			message: expect.stringContaining('does not have write permissions'),
			advice: expect.stringMatching(/permission of the key to Read\/Write/),
		});
		expect(requests).toHaveLength(1);
	});
});

test('eBay may be written as a whole, without being asked', async () => {
	expect(await connectEbay(scriptedHttp().http, ebayCredential).findWritingProblem(changes)).toBeNull();
});
