import { beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { BigCommerceSyncApi } from '../../../credentials/BigCommerceSyncApi.credentials';
import { EbaySyncApi } from '../../../credentials/EbaySyncApi.credentials';
import { WooCommerceSyncApi } from '../../../credentials/WooCommerceSyncApi.credentials';
import { testCredential } from '../../support/credentialTest';

/** Addresses and keys of the local services, from test/jestSetup/services.mjs. */
declare const services: Readonly<Record<'woocommerce' | 'bigcommerce' | 'ebay', Readonly<Record<string, string>>>>;

const HTML = { 'content-type': 'text/html' };

const PAGES = {
	firewall: { status: 403, headers: HTML, body: '<html><head><title>Blocked</title></head></html>' },
	captcha: {
		status: 202,
		headers: HTML,
		body: '<html><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/">',
	},
	maintenance: { status: 503, headers: HTML, body: '<html>Briefly unavailable for scheduled maintenance.</html>' },
};

async function control(service: keyof typeof services, path: string, body: object): Promise<void> {
	await axios.post(`${services[service].url}/control${path}`, body, { proxy: false });
}

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

	const keys = { url, consumerKey, consumerSecret };

	test('explains the trap of a shop that does not see HTTPS', async () => {
		expect(await testCredential(woo, { ...keys, url: plainUrl })).toMatch(/does not see HTTPS.*X-Forwarded-Proto/);
	});

	test('says that the keys are refused', async () => {
		expect(await testCredential(woo, { ...keys, consumerSecret: 'cs_no' })).toMatch(/refused the keys/);
	});

	test('says that a key was deleted', async () => {
		expect(await testCredential(woo, { ...keys, consumerKey: 'ck_gone' })).toMatch(/was deleted or is mistyped/);
	});

	test('tells a key that may only read from one that may write', async () => {
		await control('woocommerce', '/settings', { keyPermissions: 'read' });
		expect(await testCredential(woo, keys)).toMatch(/may only read.*Read\/Write/);
		await control('woocommerce', '/settings', { keyPermissions: 'read_write' });
	});

	test.each(['  %s ', '%s/wp-json', '%s/wp-json/wc/v3/', '%s/wp-admin/admin.php?page=wc-settings'])(
		'succeeds with the address as people paste it: "%s"',
		async (pasted) => {
			expect(await testCredential(woo, { ...keys, url: pasted.replace('%s', url) })).toBe('ok');
		},
	);

	test.each([
		['a page of a firewall', PAGES.firewall, /firewall.*keys are not the cause/],
		['a captcha that is called a success', PAGES.captcha, /captcha of a firewall.*pass \/wp-json\/.*Permalinks/],
		['a maintenance page', PAGES.maintenance, /maintenance mode/],
		['a page of another site', { status: 200, body: '<!DOCTYPE html><html></html>' }, /A web page answers/],
		['a redirect that only adds a slash', { status: 301, headers: { location: '/wp-json/' } }, /Permalinks/],
		['the page of a shop with plain permalinks', { status: 404, body: '<html>Not here' }, /Permalinks/],
	])('names %s', async (_name, fault, words) => {
		await control('woocommerce', '/faults', { method: 'POST', ...fault, times: 1 });
		expect(await testCredential(woo, keys)).toMatch(words);
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

	test.each([
		' %s ',
		'https://api.bigcommerce.com/stores/%s/v3/',
		'/stores/%s/',
		'https://store-%s.mybigcommerce.com/manage',
	])('succeeds with the store hash as people paste it: "%s"', async (pasted) => {
		const settings = { environment: 'custom', customUrl: ` ${customUrl}/ `, accessToken };
		expect(await testCredential(bigCommerce, { ...settings, storeHash: pasted.replace('%s', storeHash) })).toBe('ok');
	});

	test('names a web page in the place of BigCommerce', async () => {
		await control('bigcommerce', '/faults', { method: 'GET', status: 200, headers: HTML, body: '<html>', times: 2 });
		expect(await testCredential(bigCommerce, { environment: 'custom', customUrl, storeHash, accessToken })).toMatch(
			/web page.*instead of BigCommerce/,
		);
	});

	test.each([
		[
			'a page of a firewall',
			PAGES.firewall,
			/^127\.0\.0\.1:\d+ was not reached: a page of a firewall .*"Blocked".*IP address/,
		],
		['a captcha', PAGES.captcha, /: a captcha or challenge of a firewall/],
		['a maintenance page', PAGES.maintenance, /: a maintenance page/],
	])('names %s', async (_name, fault, words) => {
		await control('bigcommerce', '/faults', { path: 'count', ...fault, times: 1 });
		expect(await testCredential(bigCommerce, { environment: 'custom', customUrl, storeHash, accessToken })).toMatch(
			words,
		);
	});

	test('names a scope that the API account lacks', async () => {
		const refusal = { status: 403, headers: { 'content-type': 'application/json' }, body: '{"title":"no scope"}' };
		await control('bigcommerce', '/faults', { path: 'count', ...refusal, times: 2 });
		expect(await testCredential(bigCommerce, { environment: 'custom', customUrl, storeHash, accessToken })).toMatch(
			/^The API account lacks a scope/,
		);
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

	test('names a page of a firewall in front of the token endpoint', async () => {
		await control('ebay', '/faults', { path: 'oauth2/token', ...PAGES.firewall, times: 1 });
		expect(await testCredential(ebay, keys)).toMatch(/was not reached: a page of a firewall .*IP address/);
	});

	test('says that the refresh token is refused', async () => {
		expect(await testCredential(ebay, { ...keys, refreshToken: 'no' })).toMatch(/refused the refresh token/);
	});

	test('says that the keyset is refused', async () => {
		expect(await testCredential(ebay, { ...keys, clientId: 'no' })).toMatch(/does not accept the client ID/);
	});
});

describe('the test of a credential whose connection fails', () => {
	const credentials = [
		['WooCommerce', new WooCommerceSyncApi(), 'url', { consumerKey: 'ck_1', consumerSecret: 'cs_1' }],
		['BigCommerce', new BigCommerceSyncApi(), 'customUrl', { environment: 'custom', storeHash: 'h', accessToken: 't' }],
		['eBay', new EbaySyncApi(), 'customUrl', { environment: 'custom', clientId: 'c', refreshToken: 'r' }],
	] as const;

	test.each(credentials)('of %s says that nothing listens there', async (_name, type, field, settings) => {
		expect(await testCredential(type, { ...settings, [field]: 'http://127.0.0.1:9' })).toMatch(
			/^127\.0\.0\.1:9 was not reached: the connection was refused\. Nothing listens at that address and port/,
		);
	});

	test.each(credentials)('of %s says that nobody knows the name', async (_name, type, field, settings) => {
		expect(await testCredential(type, { ...settings, [field]: 'https://shop.invalid/wp-json' })).toMatch(
			/^shop\.invalid was not reached: its name (is not known|could not be looked up)\. .*typing mistake/,
		);
	});

	test('sends no keys before it is known that anything answers', async () => {
		const sent = async () =>
			(await axios.get<unknown[]>(`${services.woocommerce.url}/control/journal`, { proxy: false })).data.slice(-2);
		const { url = '', consumerKey = '', consumerSecret = '' } = services.woocommerce;
		await testCredential(new WooCommerceSyncApi(), { url, consumerKey, consumerSecret });
		expect(await sent()).toMatchObject([{ method: 'HEAD' }, { method: 'POST' }]);
	});
});

describe('the test of a credential whose shop cannot be as it says', () => {
	const { woocommerce, bigcommerce, ebay } = services;
	const custom = (service: Readonly<Record<string, string>>) => ({
		...service,
		environment: 'custom',
		customUrl: service.url ?? '',
	});

	test.each([
		['WooCommerce', new WooCommerceSyncApi(), { ...woocommerce }],
		['BigCommerce', new BigCommerceSyncApi(), custom(bigcommerce)],
		['eBay', new EbaySyncApi(), custom(ebay)],
	] as const)('of %s names the field and the way out', async (name, type, settings) => {
		expect(await testCredential(type, settings)).toBe('ok');
		expect(await testCredential(type, { ...settings, percentage: 0 })).toMatch(
			new RegExp(`^${name} credential\\.Percentage should be a percentage from 1 to 100`),
		);
		expect(await testCredential(type, { ...settings, numberPrefix: 'LONGPREFIX-' })).toMatch(
			/Number Prefix should be at most 8 characters/,
		);
	});
});
