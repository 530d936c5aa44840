import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { SHOP_FIELDS } from '../../../core/channels/shopSettings';
import { accountKey } from '../../../nodes/bridge/credentials/accountKey';

const shop = { url: 'https://shop.test', consumerKey: 'ck_1', consumerSecret: 'cs_1' };
const seller = { environment: 'production', refreshToken: 'r1', accessToken: { token: 'a1' } };

async function keyOf(
	settings: object,
	{ channel = 'woocommerce', name = 'wooCommerceSyncApi', id = '5' as string | null } = {},
): Promise<string | null> {
	const credentials = id === null ? {} : { credentials: { [name]: { id, name: 'Mine' } } };
	const context = {
		getNode: () => ({ id: 'n', ...credentials }),
		getCredentials: async () => await Promise.resolve(settings),
	};
	return await accountKey(context as unknown as IExecuteFunctions, channel);
}

describe('The key of an account', () => {
	const ebay = { channel: 'ebay', name: 'ebaySyncApi' };

	test('is another one for another shop, also where the credential is the same', async () => {
		expect(await keyOf(shop)).toBe(await keyOf({ ...shop }));
		expect(await keyOf({ ...shop, url: 'https://staging.test' })).not.toBe(await keyOf(shop));
		expect(await keyOf(shop, { id: '6' })).not.toBe(await keyOf(shop));
	});

	test('stays when n8n renews a token, and changes when a seller connects again', async () => {
		expect(await keyOf({ ...seller, accessToken: { token: 'a2' } }, ebay)).toBe(await keyOf(seller, ebay));
		expect(await keyOf({ ...seller, refreshToken: 'r2' }, ebay)).not.toBe(await keyOf(seller, ebay));
	});

	test('stays when the shop gets another prefix, start or rule: what was remembered of it is still its own', async () => {
		const changed = Object.fromEntries(SHOP_FIELDS.map((field) => [field, 'other']));
		expect(await keyOf({ ...shop, ...changed })).toBe(await keyOf(shop));
	});

	test('shows nothing of the credential', async () => {
		expect(await keyOf(shop)).toMatch(/^[0-9a-f]{32}$/);
	});

	test('there is none where n8n keeps no credential', async () => {
		expect(await keyOf(shop, { id: null })).toBeNull();
	});
});
