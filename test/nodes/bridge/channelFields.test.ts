import { describe, expect, test } from '@jest/globals';
import { NodeHelpers, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { channels } from '../../../core/channels/channelRegistry';
import { BigCommerceSyncApi } from '../../../credentials/BigCommerceSyncApi.credentials';
import { QboSyncOAuth2Api } from '../../../credentials/QboSyncOAuth2Api.credentials';
import { channelCredentials, channelProperty } from '../../../nodes/bridge/form/channelFields';
import { connectChosenChannel } from '../../../nodes/bridge/credentials/connectChosenChannel';
import { connectQuickBooksFor } from '../../../nodes/bridge/credentials/connectQuickBooksFor';
import { quickBooksCredentials } from '../../../nodes/bridge/form/quickBooksFields';
import { n8nWithCredential } from '../../support/n8nWithCredential';
import { scriptedWire } from '../../support/wire';

describe('the form of a node that works with channels', () => {
	test('offers every channel of the registry', () => {
		expect((channelProperty().options ?? []).map((option) => ('value' in option ? option.value : undefined))).toEqual(
			channels.map(({ id }) => id),
		);
	});

	test.each(channels.map(({ id, credentialName }) => [id, credentialName] as const))(
		'asks for the credential of %s alone when it is chosen',
		(channel, wanted) => {
			const node = { typeVersion: 1 } as never;
			const asked = channelCredentials().filter((credential) =>
				NodeHelpers.displayParameter({ channel }, credential, node, null),
			);
			expect(asked.map(({ name }) => name)).toEqual([wanted]);
		},
	);

	test('shares nothing between nodes, since the loader of n8n changes what it is given', () => {
		expect(channelProperty()).not.toBe(channelProperty());
		expect(channelProperty().options).not.toBe(channelProperty().options);
		expect(channelCredentials()[0]).not.toBe(channelCredentials()[0]);
		expect(quickBooksCredentials()[0]).not.toBe(quickBooksCredentials()[0]);
	});
});

describe('connecting', () => {
	test('opens the chosen channel with its own credential', async () => {
		const { url } = await scriptedWire();
		const stored = { environment: 'custom', customUrl: url, storeHash: 'abc', accessToken: 't' };
		const adapter = await connectChosenChannel(n8nWithCredential(new BigCommerceSyncApi(), stored), 'bigcommerce');
		await expect(adapter.findListings(['A' as never])).rejects.toMatchObject({
			kind: 'unavailable',
			message: expect.stringContaining(`${url}/stores/abc/`),
		});
	});

	test('opens the company that Intuit named when connecting', async () => {
		const stored: ICredentialDataDecryptedObject = {
			environment: 'sandbox',
			companyId: '',
			oauthTokenData: { callbackQueryString: { realmId: '9341' } },
		};
		expect((await connectQuickBooksFor(n8nWithCredential(new QboSyncOAuth2Api(), stored))).realmId).toBe('9341');
	});
});
