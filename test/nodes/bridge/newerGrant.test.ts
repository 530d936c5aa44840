import { describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { IntegrationError } from '../../../core/http/integrationError';
import { retryWithNewerGrant } from '../../../nodes/bridge/http/newerGrant';
import { toReconnectNeeded } from '../../../nodes/bridge/http/reconnect';
import { errorToN8n } from '../../../nodes/bridge/errors/errorToN8n';

const holding = (token: string): ICredentialDataDecryptedObject => ({ oauthTokenData: { access_token: token } });
const refusal = toReconnectNeeded({ type: 'qboSyncOAuth2Api', name: 'QuickBooks' }, 'GET https://qbo/x');
const ok = { status: 200, headers: {}, body: 'ok' };
const request = { method: 'POST', url: 'https://qbo/x', repeatable: false } as const;

/** A service that answers in turn, and a store that holds these tokens, one look after another. */
function work(answers: ReadonlyArray<Error | typeof ok>, looks: readonly string[]) {
	const sent: number[] = [];
	const paused: number[] = [];
	const looked: string[] = [];
	const http = retryWithNewerGrant(
		async () => {
			const answer = answers[sent.push(sent.length) - 1];
			if (answer === undefined) throw new Error('The test expected no further request');
			if (answer instanceof Error) throw answer;
			return answer;
		},
		{
			initial: holding('a'),
			stored: async () => holding(looks[looked.push('look') - 1] ?? 'a'),
			sleep: async (milliseconds) => void paused.push(milliseconds),
		},
	);
	return { http, sent, paused, looked };
}

describe('a request whose grant is refused', () => {
	test('is sent again once the faster renewal has been stored', async () => {
		const { http, sent, paused } = work([refusal, ok], ['a', 'b']);
		expect(await http(request)).toEqual(ok);
		expect([sent.length, paused]).toEqual([2, [1000]]);
	});

	test('is not sent again while the credential holds what was refused', async () => {
		const { http, sent, paused } = work([refusal], []);
		await expect(http(request)).rejects.toBe(refusal);
		expect([sent.length, paused]).toEqual([1, [1000, 3000]]);
	});

	test('is sent again once, not for ever', async () => {
		const { http, sent } = work([refusal, refusal], ['b', 'c']);
		await expect(http(request)).rejects.toBe(refusal);
		expect(sent).toHaveLength(2);
	});

	test('counts the token that it has gone on with as the known one', async () => {
		const { http, sent } = work([refusal, ok, refusal], ['b', 'b', 'b', 'b']);
		await http(request);
		await expect(http(request)).rejects.toBe(refusal);
		expect(sent).toHaveLength(3);
	});
});

test.each([
	['an answer', ok],
	['a service that is down', new IntegrationError('unavailable', 'down')],
	[
		'a 403 of the service itself',
		new IntegrationError('notAuthorised', 'no', { status: 403, headers: {}, body: undefined }),
	],
])('%s costs no look at the credential', async (_what, answer) => {
	const { http, sent, looked } = work([answer], ['b']);
	await http(request).catch(() => undefined);
	expect([sent.length, looked.length]).toEqual([1, 0]);
});

test.each([
	['qboSyncOAuth2Api', /^Open the credential in n8n, press Reconnect/],
	['ebaySyncApi', /^Run the workflow "Connect eBay", and enter the new refresh token, and the day it is valid until/],
	['wooCommerceSyncApi', /^Open the credential in n8n and connect it again/],
])('a dead grant of %s is told with its name, the way back, and that nothing is lost', (type, way) => {
	const node = { id: '1', name: 'n', type: 't', typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
	const shown = errorToN8n(
		node,
		toReconnectNeeded({ type, name: 'My shop' }, 'GET https://x/y', 'the token endpoint answered with 400'),
	);
	expect(shown.message).toBe(
		'The credential "My shop" has to be connected again: GET https://x/y was not sent, the token endpoint answered with 400',
	);
	expect(shown.description).toMatch(way);
	expect(shown.description).toMatch(/A trigger keeps what could not be handled/);
	expect(shown.failure).toEqual({ cause: 'credential-invalid' });
});
