import { describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IPollFunctions } from 'n8n-workflow';
import { QboSyncOAuth2Api } from '../../credentials/QboSyncOAuth2Api.credentials';
import { WooCommerceSyncApi } from '../../credentials/WooCommerceSyncApi.credentials';
import { ChannelOrderTrigger } from '../../nodes/ChannelOrderTrigger/ChannelOrderTrigger.node';
import { QboStockTrigger } from '../../nodes/QboStockTrigger/QboStockTrigger.node';
import { pollContextOf } from '../support/nodesUnderTest';

const SHOP = { url: 'https://shop.invalid', consumerKey: 'ck_1', consumerSecret: 'cs_1' };
const BOOKS = { environment: 'custom', customUrl: 'https://books.invalid', companyId: '9' };

/** What a person sees who presses Publish. */
async function published(
	trigger: ChannelOrderTrigger | QboStockTrigger,
	shop: ICredentialDataDecryptedObject,
	books: ICredentialDataDecryptedObject = {},
): Promise<unknown> {
	const context = pollContextOf({
		type: trigger,
		parameters: trigger instanceof ChannelOrderTrigger ? { channel: 'woocommerce' } : {},
		credentials: [
			[new WooCommerceSyncApi(), { ...SHOP, ...shop }],
			[new QboSyncOAuth2Api(), { ...BOOKS, ...books }],
		],
	});
	const activating: IPollFunctions = Object.assign(context, { getActivationMode: () => 'activate' as const });
	return await trigger.poll.call(activating).then(
		() => 'published',
		(refusal: unknown) => refusal,
	);
}

describe('Publishing says which setting of a credential cannot be', () => {
	test.each([
		[{ percentage: 0 }, 'Percentage should be a percentage from 1 to 100'],
		[{ minimum: 10, maximum: 5 }, 'Minimum should be at most 5, the Maximum'],
		[{ numberPrefix: 'LONGPREFIX-' }, 'Number Prefix should be at most 8 characters long'],
		[{ placedFrom: 'Monday' }, 'Orders Placed From should be a date and time'],
	])('of a shop: %j', async (shop, words) => {
		expect(await published(new ChannelOrderTrigger(), shop)).toMatchObject({
			message: expect.stringContaining(`WooCommerce credential.${words}`),
			description: expect.stringContaining('Open the credential and mend this field'),
		});
	});

	test('of QuickBooks', async () => {
		expect(await published(new QboStockTrigger(), {}, { ignoreCase: 'yes' })).toMatchObject({
			message: expect.stringContaining('QuickBooks credential.Ignore Case of SKUs should be true or false'),
		});
	});
});
