import { describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';
import { BigCommerceSyncApi } from '../../../credentials/BigCommerceSyncApi.credentials';
import { EbaySyncApi } from '../../../credentials/EbaySyncApi.credentials';
import { QboSyncOAuth2Api } from '../../../credentials/QboSyncOAuth2Api.credentials';
import { WooCommerceSyncApi } from '../../../credentials/WooCommerceSyncApi.credentials';
import { httpFromN8n } from '../../../nodes/bridge/http/httpFromN8n';
import { testCredential } from '../../support/credentialTest';
import { n8nWithCredential } from '../../support/n8nWithCredential';
import { scriptedWire, scriptedWireAt } from '../../support/wire';

const GRANT = ['custom', 'http://127.0.0.1:9', 'app', 'grant'].join('\n');
const woo = { consumerKey: 'ck_1', consumerSecret: 'cs_1', includeCredentialsInQuery: false };
const credentials: ReadonlyArray<readonly [string, ICredentialType, ICredentialDataDecryptedObject]> = [
	['WooCommerce, keys in the header', new WooCommerceSyncApi(), woo],
	['WooCommerce, keys in the query', new WooCommerceSyncApi(), { ...woo, includeCredentialsInQuery: true }],
	['BigCommerce, token in a header of its own', new BigCommerceSyncApi(), { accessToken: 'token' }],
	[
		'eBay',
		new EbaySyncApi(),
		{
			environment: 'custom',
			customUrl: 'http://127.0.0.1:9',
			clientId: 'app',
			refreshToken: 'grant',
			accessToken: JSON.stringify({ token: 'kept', of: GRANT, at: Date.now() }),
		},
	],
	[
		'QuickBooks',
		new QboSyncOAuth2Api(),
		{
			grantType: 'authorizationCode',
			clientId: 'c',
			accessTokenUrl: 'http://127.0.0.1:9/',
			oauthTokenData: { access_token: 'a', refresh_token: 'r', token_type: 'bearer' },
		},
	],
];
const statuses = [301, 302, 303, 307, 308] as const;

describe.each(credentials)('the credential of %s', (_name, type, stored) => {
	test.each(statuses)('goes nowhere else when the service answers %i', async (status) => {
		const elsewhere = await scriptedWire({ body: '{}' });
		const place = await scriptedWire({ status, headers: { Location: elsewhere.elsewhere } });
		const request = { method: 'POST', url: place.url, body: { a: 1 }, repeatable: false } as const;
		const reply = await httpFromN8n(n8nWithCredential(type, { ...stored }), type.name)(request);
		expect(reply).toMatchObject({ status, headers: { location: elsewhere.elsewhere } });
		expect(await elsewhere.asked()).toEqual([]);
		expect(await place.asked()).toHaveLength(1);
	});
});

describe('what eBay wants for a new access token', () => {
	test.each(statuses)('goes nowhere else when the token endpoint answers %i', async (status) => {
		const elsewhere = await scriptedWire({ body: '{"access_token":"x"}' });
		const host = await scriptedWire();
		await scriptedWireAt(`${host.path}/identity/v1/oauth2/token`, {
			status,
			headers: { Location: elsewhere.elsewhere },
		});
		const stored = {
			environment: 'custom',
			customUrl: host.url,
			clientId: 'app',
			clientSecret: 'cert',
			refreshToken: 'grant',
			accessToken: '',
		};
		const reply = httpFromN8n(
			n8nWithCredential(new EbaySyncApi(), stored),
			'ebaySyncApi',
		)({ method: 'GET', url: host.url, repeatable: false });
		await expect(reply).rejects.toMatchObject({ name: 'IntegrationError' });
		expect(await elsewhere.asked()).toEqual([]);
	});
});

describe('the test of a credential in the editor', () => {
	test.each([
		['WooCommerce', new WooCommerceSyncApi(), (url: string) => ({ ...woo, url }), '/wp-json/wc/v3/products/batch'],
		[
			'BigCommerce',
			new BigCommerceSyncApi(),
			(customUrl: string) => ({ environment: 'custom', customUrl, storeHash: 'h', accessToken: 'token' }),
			'/stores/h/v2/orders/count',
		],
		[
			'eBay',
			new EbaySyncApi(),
			(customUrl: string) => ({
				environment: 'custom',
				customUrl,
				clientId: 'app',
				clientSecret: 'cert',
				refreshToken: 'grant',
			}),
			'/sell/fulfillment/v1/order',
		],
	] as const)('of %s does not follow either', async (_name, type, settings, path) => {
		const elsewhere = await scriptedWire({ body: '{}' });
		const host = await scriptedWire();
		await scriptedWireAt(`${host.path}/identity/v1/oauth2/token`, {
			headers: { 'Content-Type': 'application/json' },
			body: '{"access_token":"t"}',
		});
		const place = await scriptedWireAt(host.path + path, { status: 302, headers: { Location: elsewhere.elsewhere } });
		expect(await testCredential(type, settings(host.url))).not.toBe('ok');
		expect(await place.asked()).not.toEqual([]);
		expect(await elsewhere.asked()).toEqual([]);
	});

	test.each([
		['WooCommerce', new WooCommerceSyncApi(), 'url', {}, 'Shop URL'],
		['BigCommerce', new BigCommerceSyncApi(), 'customUrl', { environment: 'custom', storeHash: 'h' }, 'Custom URL'],
		['eBay', new EbaySyncApi(), 'customUrl', { environment: 'custom' }, 'Custom URL'],
	] as const)('of %s names the field whose address is unsafe', async (_name, type, field, settings, label) => {
		const said = async (address: string) => await testCredential(type, { ...settings, [field]: address });
		expect(await said('ftp://shop.test')).toBe(`${label} should be an address that begins with https:// or http://`);
		expect(await said('https://key:s3cret@shop.test')).toBe(
			`${label} should not have a name or password before the host: keys belong into fields of their own`,
		);
		expect(await said('https://shop.test?key=s3cret')).toBe(`${label} should have no query (?) and no anchor (#)`);
	});
});
