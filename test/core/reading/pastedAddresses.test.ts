import { describe, expect, test } from '@jest/globals';
import type {
	IHttpRequestHelper,
	IHttpRequestOptions,
	ICredentialDataDecryptedObject,
	ICredentialType,
} from 'n8n-workflow';
import { connectBigCommerce } from '../../../core/channels/bigcommerce/adapter';
import { connectWooCommerce } from '../../../core/channels/woocommerce/adapter';
import { BigCommerceSyncApi } from '../../../credentials/BigCommerceSyncApi.credentials';
import { WooCommerceSyncApi } from '../../../credentials/WooCommerceSyncApi.credentials';
import { alone } from '../../support/bigReplies';
import { scriptedHttp } from '../../support/scriptedHttp';

/** What a credential does with its address beside what runs do. */
type Tested = Required<Pick<WooCommerceSyncApi, 'preAuthentication' | 'authenticate' | 'test'>> & ICredentialType;

/** The address that the test of a credential first asks whether anything answers at. */
async function firstAsked(type: Tested, credentials: ICredentialDataDecryptedObject): Promise<string> {
	const asked: IHttpRequestOptions[] = [];
	const httpRequest = async (request: IHttpRequestOptions) => {
		asked.push(request);
		return { statusCode: 401, headers: {}, body: '' };
	};
	await type.preAuthentication.call({ helpers: { httpRequest } } as unknown as IHttpRequestHelper, { ...credentials });
	return asked.map(({ url }) => url).join();
}

/** The address that the test of a credential then sends its request to. */
async function thenAsked(type: Tested, credentials: ICredentialDataDecryptedObject): Promise<string> {
	const request = { ...type.test.request } as unknown as IHttpRequestOptions;
	const { baseURL = '', url } = await type.authenticate({ ...credentials, tested: 'reached' }, request);
	return `${baseURL}${url}`;
}

describe.each([
	['https://shop.test', 'https://shop.test'],
	['  https://shop.test/ ', 'https://shop.test'],
	['shop.test', 'https://shop.test'],
	['shop.test:8443//', 'https://shop.test:8443'],
	[' shop.test/wp-json', 'https://shop.test'],
	['http://127.0.0.1:4103/de/wp-json/wc/v3/', 'http://127.0.0.1:4103/de'],
	['https://shop.test/wp-admin/admin.php?page=wc-settings', 'https://shop.test'],
	['https://shop.test/wp-login.php', 'https://shop.test'],
	['https://shop.test/index.php/wp-json/', 'https://shop.test/index.php'],
	['https://shop.test/WP-JSON#here', 'https://shop.test'],
	['https://shop.test/wp-jsonp', 'https://shop.test/wp-jsonp'],
])('a shop that is pasted as "%s"', (pasted, address) => {
	const woo = new WooCommerceSyncApi();

	test(`is ${address} for runs`, async () => {
		const { http, asked } = scriptedHttp({ status: 200, headers: {}, body: [] });
		for await (const page of connectWooCommerce(http, { url: pasted }).readAllListings()) expect(page).toEqual([]);
		expect(asked[0]?.url).toBe(`${address}/wp-json/wc/v3/products`);
	});

	test("is the same for both requests of the credential's test", async () => {
		expect(await firstAsked(woo, { url: pasted })).toBe(address);
		expect(await thenAsked(woo, { url: pasted })).toBe(`${address}/wp-json/wc/v3/products/batch`);
	});
});

describe.each([
	'abc1',
	' abc1 ',
	'/abc1/',
	'abc1/v3',
	'stores/abc1',
	'/stores/abc1/',
	'https://api.bigcommerce.com/stores/abc1/v3/?page=1',
	'https://store-abc1.mybigcommerce.com/manage/dashboard',
])('a store hash that is pasted as "%s"', (storeHash) => {
	const settings = { environment: 'production', storeHash };
	const store = 'https://api.bigcommerce.com/stores/abc1';

	test('is read by runs', async () => {
		const { http, asked } = scriptedHttp({ status: 200, headers: {}, body: [] });
		const adapter = connectBigCommerce(http, settings, alone());
		await adapter.findOrder('1', { alsoSold: [] }).catch(() => undefined);
		expect(asked[0]?.url).toMatch(new RegExp(`^${store}/v`));
	});

	test("is read by both requests of the credential's test", async () => {
		const bigCommerce = new BigCommerceSyncApi();
		expect(await firstAsked(bigCommerce, settings)).toBe(`${store}/v2/orders/count`);
		expect(await thenAsked(bigCommerce, settings)).toBe(`${store}/v2/orders/count`);
	});
});
