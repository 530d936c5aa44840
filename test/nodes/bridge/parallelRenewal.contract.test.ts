import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { sleep, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { QboSyncOAuth2Api } from '../../../credentials/QboSyncOAuth2Api.credentials';
import { connectQuickBooksFor } from '../../../nodes/bridge/credentials/connectQuickBooksFor';
import { n8nWithCredential } from '../../support/n8nWithCredential';

jest.mock('n8n-workflow', () => jest.requireActual('../../support/n8nWithMockedSleep'));

/** Addresses and keys of the local services, from test/jestSetup/services.mjs. */
declare const services: Readonly<Record<'quickbooks', Readonly<Record<string, string>>>>;

const { url = '', realmId = '', clientId = '', clientSecret = '' } = services.quickbooks;
const tokenUrl = `${url}/oauth2/v1/tokens/bearer`;
const control = axios.create({ baseURL: `${url}/control`, proxy: false });
const tokenIn = ({ oauthTokenData }: ICredentialDataDecryptedObject, name: string) =>
	String((oauthTokenData as unknown as Record<string, unknown>)[name]);

/** A credential whose access token has run out and whose refresh token is good; n8n's database holds it as `stored`. */
async function connected(): Promise<ICredentialDataDecryptedObject> {
	const { data } = await control.post<{ refreshToken: string }>('/tokens/issue', {});
	return {
		environment: 'custom',
		customUrl: url,
		grantType: 'authorizationCode',
		accessTokenUrl: tokenUrl,
		clientId,
		clientSecret,
		authentication: 'header',
		oauthTokenData: {
			access_token: 'run out',
			refresh_token: data.refreshToken,
			token_type: 'bearer',
			callbackQueryString: { realmId },
		},
	};
}

/** A run that reads the company; runs with one `id` are in one process, others have only the stored credential in common. */
async function run(stored: ICredentialDataDecryptedObject, id?: string): Promise<string> {
	const client = await connectQuickBooksFor(n8nWithCredential(new QboSyncOAuth2Api(), stored, id));
	return (await client.company()).realmId;
}

/** Both runs have sent the old refresh token before the first is answered. */
async function slowTokenEndpoint(): Promise<void> {
	await control.post('/faults', { method: 'POST', path: '/oauth2/v1/tokens/bearer', delay: 700, times: 2 });
}

async function renewals(): Promise<number[]> {
	const { data } = await control.get<{ path: string; status: number }[]>('/journal');
	return data.filter(({ path }) => path.startsWith('/oauth2/v1/tokens/bearer')).map(({ status }) => status);
}

async function spend(refreshToken: string): Promise<void> {
	const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
	await axios.post(tokenUrl, body, { auth: { username: clientId, password: clientSecret }, proxy: false });
}

beforeEach(async () => {
	await control.delete('/faults');
	await control.delete('/journal');
});

describe('two runs that renew one QuickBooks token at the same moment', () => {
	test('in one process renew it once', async () => {
		const stored = await connected();
		await slowTokenEndpoint();
		expect(await Promise.all([run(stored, 'one'), run(stored, 'one')])).toEqual([realmId, realmId]);
		expect(await renewals()).toEqual([200]);
	});

	test('in two processes without a lock between them: the slower one, refused, goes on with the tokens of the faster', async () => {
		const stored = await connected();
		await slowTokenEndpoint();
		expect(await Promise.all([run(stored), run(stored)])).toEqual([realmId, realmId]);
		expect((await renewals()).sort()).toEqual([200, 400]);
	});

	test('leave the newest refresh token behind, so that a restart goes on with it', async () => {
		const stored = await connected();
		const before = tokenIn(stored, 'refresh_token');
		await slowTokenEndpoint();
		await Promise.all([run(stored), run(stored)]);
		expect(tokenIn(stored, 'refresh_token')).not.toBe(before);
		expect(tokenIn(stored, 'callbackQueryString')).not.toBe('undefined');
		Object.assign(stored.oauthTokenData as object, { access_token: 'run out again' });
		expect(await run(stored)).toBe(realmId);
	});
});

test('a grant that is dead for good is asked for once, and the message says which credential and what to press', async () => {
	const stored = await connected();
	await spend(tokenIn(stored, 'refresh_token'));
	await control.delete('/journal');
	const pauses = jest.mocked(sleep).mockClear().mockResolvedValue(undefined).mock.calls;
	await expect(run(stored)).rejects.toMatchObject({
		kind: 'notAuthorised',
		message: expect.stringMatching(
			/^The credential "stored" has to be connected again: GET .*\/preferences was not sent/,
		),
		advice: expect.stringMatching(/press Reconnect/),
	});
	expect(await renewals()).toEqual([400]);
	expect(pauses).toEqual([[1_000], [3_000]]);
});
