import { beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { BigCommerceSyncApi } from '../../../credentials/BigCommerceSyncApi.credentials';
import { EbaySyncApi } from '../../../credentials/EbaySyncApi.credentials';
import { WooCommerceSyncApi } from '../../../credentials/WooCommerceSyncApi.credentials';
import { testCredential } from '../../support/credentialTest';

/** Addresses and keys of the local services, from test/jestSetup/services.mjs. */
declare const services: Readonly<Record<'woocommerce' | 'bigcommerce' | 'ebay', Readonly<Record<string, string>>>>;

/** Faults that other files laid are none of this file's. */
beforeAll(async () => {
	for (const { url } of Object.values(services)) await axios.delete(`${url}/control/faults`, { proxy: false });
});

describe('the test of a WooCommerce credential', () => {
	const woo = new WooCommerceSyncApi();
	const { url = '', plainUrl = '', consumerKey = '', consumerSecret = '' } = services.woocommerce;

	test.each([
		['in the header', false],
		['in the query', true],
	])('succeeds with the keys %s', async (_where, includeCredentialsInQuery) => {
		expect(await testCredential(woo, { url: `${url}/`, consumerKey, consumerSecret, includeCredentialsInQuery })).toBe(
			'ok',
		);
	});

	test('explains the trap of a shop that does not see HTTPS', async () => {
		expect(await testCredential(woo, { url: plainUrl, consumerKey, consumerSecret })).toMatch(
			/does not see HTTPS.*X-Forwarded-Proto/,
		);
	});

	test('says that the keys are refused', async () => {
		expect(await testCredential(woo, { url, consumerKey, consumerSecret: 'cs_no' })).toMatch(/refused the keys/);
	});

	test('says that no shop answers there', async () => {
		expect(await testCredential(woo, { url: `${services.ebay.url}`, consumerKey, consumerSecret })).toMatch(
			/No WooCommerce REST API/,
		);
	});
});

describe('the test of a BigCommerce credential', () => {
	const bigCommerce = new BigCommerceSyncApi();
	const { url: customUrl = '', storeHash = '', accessToken = '' } = services.bigcommerce;

	test('succeeds with the token of the store', async () => {
		expect(await testCredential(bigCommerce, { environment: 'custom', customUrl, storeHash, accessToken })).toBe('ok');
	});

	test('says that the token is not known', async () => {
		expect(
			await testCredential(bigCommerce, { environment: 'custom', customUrl, storeHash, accessToken: 'no' }),
		).toMatch(/does not know the access token/);
	});
});

describe('the test of an eBay credential', () => {
	const ebay = new EbaySyncApi();
	const { url: customUrl = '', clientId = '', clientSecret = '', refreshToken = '' } = services.ebay;
	const keys = { environment: 'custom', customUrl, clientId, clientSecret, refreshToken };

	test('succeeds for a credential that never had an access token', async () => {
		expect(await testCredential(ebay, keys)).toBe('ok');
	});

	test('says that the refresh token is refused', async () => {
		expect(await testCredential(ebay, { ...keys, refreshToken: 'no' })).toMatch(/refused the refresh token/);
	});

	test('says that the keyset is refused', async () => {
		expect(await testCredential(ebay, { ...keys, clientId: 'no' })).toMatch(/does not accept the client ID/);
	});
});
