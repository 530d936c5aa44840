import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../../core/channels/bigcommerce/adapter';
import { connectEbay } from '../../../core/channels/ebay/adapter';
import { connectWooCommerce } from '../../../core/channels/woocommerce/adapter';
import { connectQuickBooks } from '../../../core/quickbooks/connectQuickBooks';
import { alone } from '../../support/bigReplies';
import { scriptedHttp } from '../../support/scriptedHttp';

const connections: ReadonlyArray<readonly [string, string, (address: unknown) => unknown]> = [
	['WooCommerce', 'woocommerce credential url', (url) => connectWooCommerce(scriptedHttp().http, { url })],
	[
		'BigCommerce',
		'bigcommerce credential customUrl',
		(customUrl) =>
			connectBigCommerce(scriptedHttp().http, { environment: 'custom', customUrl, storeHash: 'h' }, alone()),
	],
	[
		'eBay',
		'ebay credential.customUrl',
		(customUrl) => connectEbay(scriptedHttp().http, { environment: 'custom', customUrl, marketplace: 'EBAY_US' }),
	],
	[
		'QuickBooks',
		'QuickBooks credential.customUrl',
		(customUrl) => connectQuickBooks(scriptedHttp().http, { environment: 'custom', customUrl, companyId: '1' }),
	],
];

describe.each(connections)('the address in the credential for %s', (_name, path, connect) => {
	test.each([
		['another scheme', 'ftp://shop.test', /begins with https:\/\/ or http:\/\//],
		['a file', 'file:///etc/passwd', /begins with https:\/\/ or http:\/\//],
		['a key and a password', 'https://ck_s3cret:cs_s3cret@shop.test', /without a name or password/],
		['a password alone', 'https://:s3cret@shop.test/', /without a name or password/],
		['a name in front of a port', 'http://s3cret@127.0.0.1:8080', /without a name or password/],
		['a query', 'https://shop.test/?consumer_key=s3cret', /without a query/],
		['an anchor', 'https://shop.test/#s3cret', /without a query/],
		['a space', 'https://shop test/', /without spaces/],
		['a line break', 'https://shop.test/\r\nX-Key: s3cret', /without spaces/],
		['a backslash', 'https://shop.test\\@evil.test', /without spaces/],
		['no host', 'https://', /begins with https:\/\/ or http:\/\//],
		['a port that cannot be', 'https://shop.test:99999', /can exist/],
		['nothing', '', /not empty/],
		['a number of things', ['https://shop.test'], /should be text/],
	])('is refused with %s, by the name of the field and without a word of it', (_what, address, words) => {
		const refusal = (() => {
			try {
				return connect(address);
			} catch (error) {
				return error;
			}
		})() as Error;
		expect(refusal).toMatchObject({ name: 'UnreadableError', path, message: expect.stringMatching(words) });
		expect(refusal.message).not.toMatch(/s3cret|evil/);
	});

	test('may be plain or encrypted, with a port and a path', () => {
		for (const address of [
			'http://127.0.0.1:4101',
			'https://shop.test/de/',
			'HTTPS://Shop.test',
			'https://shop.test/@home',
			'http://[::1]:80/',
		]) {
			expect(() => connect(address)).not.toThrow();
		}
	});
});

test('a shop may be pasted without https:// and with a port', async () => {
	const { http, asked } = scriptedHttp({ status: 200, headers: {}, body: [] });
	for await (const page of connectWooCommerce(http, { url: 'shop.test:8443/' }).readAllListings())
		expect(page).toEqual([]);
	expect(asked[0]?.url).toBe('https://shop.test:8443/wp-json/wc/v3/products');
});
