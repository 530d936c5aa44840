import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { acknowledgedPoll } from '../../../nodes/bridge/polling/acknowledgedPoll';
import { findEndingConnection } from '../../../nodes/bridge/credentials/connectionEnd';
import { recordConnectionEnd } from '../../../nodes/bridge/credentials/connectionNotices';
import { counterSource } from '../../support/counterSource';
import { fakeN8n } from '../../support/fakeN8n';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 5, 1, 12);
const quickBooks = { type: 'qboSyncOAuth2Api', name: 'Books' };
const ebay = { type: 'ebaySyncApi', name: 'Seller' };

/** What n8n stores of a reply of Intuit that came so long ago and said how many days the refresh token has left. */
const renewed = (ago: number, daysLeft: number, lifetime = HOUR) => ({
	oauthTokenData: {
		n8n_expires_at: String(now - ago + lifetime),
		expires_in: lifetime / 1000,
		x_refresh_token_expires_in: (daysLeft * DAY) / 1000,
	},
});

describe('the end of a QuickBooks connection', () => {
	test('is told when a renewal of this hour did not move it beyond 30 days', () => {
		expect(findEndingConnection(quickBooks, renewed(HOUR / 2, 20), now)).toEqual({
			message:
				'The credential "Books": its connection ends on 2026-06-21. Open the credential in n8n, press Reconnect, and sign in to QuickBooks.',
			daysLeft: 19,
		});
	});

	test.each([
		['after a renewal that moved it to 100 days ahead', renewed(HOUR / 2, 101)],
		['31 days ahead', renewed(0, 31)],
		['known from an old reply only: the next run renews', renewed(80 * DAY, 100)],
		['of which n8n has stored no time', { oauthTokenData: { expires_in: 3600, x_refresh_token_expires_in: 60 } }],
		['of which Intuit has said nothing', { oauthTokenData: { n8n_expires_at: String(now + HOUR), expires_in: 3600 } }],
		[
			'that is no number',
			{ oauthTokenData: { n8n_expires_at: String(now + HOUR), expires_in: 3600, x_refresh_token_expires_in: 'soon' } },
		],
		['of a credential that was never connected', {}],
	])('is not told %s', (_what, settings) => {
		expect(findEndingConnection(quickBooks, settings, now)).toBeNull();
	});
});

describe('the end of an eBay connection', () => {
	test.each([
		['2026-07-01', 29, 'ends on 2026-07-01'],
		[' 2026-06-02 ', 0, 'ends on 2026-06-02'],
		['2026-05-30', 0, 'was to end on 2026-05-30'],
	])('entered as "%s" is told, with %i whole days left', (refreshTokenValidUntil, daysLeft, words) => {
		expect(findEndingConnection(ebay, { refreshTokenValidUntil }, now)).toEqual({
			message: `The credential "Seller": its connection ${words}. Run the workflow "Connect eBay", and enter the new refresh token, and the day it is valid until, in the credential.`,
			daysLeft,
		});
	});

	test.each([['2026-07-02'], [''], ['  '], [undefined], [null]])(
		'entered as %p is not told',
		(refreshTokenValidUntil) => {
			expect(findEndingConnection(ebay, { refreshTokenValidUntil } as never, now)).toBeNull();
		},
	);

	test('entered as something else is refused by its name', () => {
		expect(() => findEndingConnection(ebay, { refreshTokenValidUntil: 'next May' }, now)).toThrow(
			/Refresh Token Valid Until should be a date/,
		);
	});
});

test('a shop whose keys have no end is never told of one', () => {
	expect(
		findEndingConnection({ type: 'wooCommerceSyncApi', name: 'Shop' }, { refreshTokenValidUntil: '2026-06-02' }, now),
	).toBeNull();
});

/** Entered so that so many days are left today. */
const endingIn = (days: number) => ({ refreshTokenValidUntil: new Date(Date.now() + days * DAY + HOUR).toISOString() });

/** What n8n stores of Intuit's reply of just now. */
const renewedNow = (days: number) => ({
	oauthTokenData: {
		n8n_expires_at: String(Date.now() + HOUR),
		expires_in: 3600,
		x_refresh_token_expires_in: (days * DAY) / 1000,
	},
});

/** The days on which a trigger, ticking every six hours, made a failed run of it. */
async function daysTold(
	settings: object,
	{ days, key }: { readonly days: number; readonly key: string },
): Promise<number[]> {
	const n8n = fakeN8n({ runs: [] });
	Object.assign(n8n.node, { credentials: { ebaySyncApi: { id: key, name: 'Seller' } } });
	const begun = n8n.clock.now();
	const told: number[] = [];
	const poll = async () => {
		recordConnectionEnd(n8n.context, 'ebaySyncApi', settings as never);
		return counterSource({ pages: [] }).source;
	};
	await acknowledgedPoll(n8n.context, poll, n8n.clock);
	while (n8n.clock.now() < begun + days * DAY) {
		n8n.clock.advance(6 * HOUR);
		await acknowledgedPoll(n8n.context, poll, n8n.clock).catch((notice: Error) => {
			expect(notice.message).toMatch(/its connection|should be a date/);
			told.push(Math.floor((n8n.clock.now() - begun) / DAY));
		});
	}
	return told;
}

describe('a trigger', () => {
	test('tells people of an end once a week', async () => {
		expect(await daysTold(endingIn(20), { days: 16, key: 'weekly' })).toEqual([0, 7, 14]);
	});

	test('tells people of an end every day in the last week', async () => {
		expect(await daysTold(endingIn(3), { days: 3, key: 'daily' })).toEqual([0, 1, 2]);
	});

	test('tells people of a day that cannot be read', async () => {
		expect(await daysTold({ refreshTokenValidUntil: 'May' }, { days: 1, key: 'unreadable' })).toEqual([0]);
	});

	test('tells it for a credential once, though several triggers use it', async () => {
		expect(await daysTold(endingIn(20), { days: 1, key: 'shared' })).toEqual([0]);
		expect(await daysTold(endingIn(20), { days: 1, key: 'shared' })).toEqual([]);
	});

	test('tells the end of each of its credentials, whichever it read last', async () => {
		const n8n = fakeN8n({ runs: [] });
		const chosen = { ebaySyncApi: { id: 'of-two', name: 'Seller' }, qboSyncOAuth2Api: { id: 'of-two', name: 'Books' } };
		Object.assign(n8n.node, { credentials: chosen });
		const told: string[] = [];
		const poll = async () => {
			recordConnectionEnd(n8n.context, 'ebaySyncApi', endingIn(20));
			recordConnectionEnd(n8n.context, 'qboSyncOAuth2Api', renewedNow(20) as never);
			recordConnectionEnd(n8n.context, 'qboSyncOAuth2Api', renewedNow(20) as never);
			return counterSource({ pages: [] }).source;
		};
		for (let tick = 0; tick < 4; tick++) {
			n8n.clock.advance(60_000);
			await acknowledgedPoll(n8n.context, poll, n8n.clock).catch(({ message }: Error) => told.push(message));
		}
		expect(told.sort()).toEqual([expect.stringContaining('"Books"'), expect.stringContaining('"Seller"')]);
	});

	test('never tells it while n8n activates it, and goes on delivering', async () => {
		const n8n = fakeN8n({ runs: ['success', 'success'] });
		Object.assign(n8n.node, { credentials: { ebaySyncApi: { id: 'delivering', name: 'Seller' } } });
		const news = counterSource({ pages: [[1], [2]] });
		const poll = async () => {
			recordConnectionEnd(n8n.context, 'ebaySyncApi', endingIn(2));
			return news.source;
		};
		await expect(acknowledgedPoll(n8n.context, poll, n8n.clock)).resolves.toBeNull();
		n8n.clock.advance(60_000);
		await expect(acknowledgedPoll(n8n.context, poll, n8n.clock)).rejects.toMatchObject({
			description: expect.stringMatching(/^Nothing has failed/),
		});
		expect(n8n.cursor()).toEqual({ after: 2 });
	});

	test('is silent again when the credential has a new end', async () => {
		const n8n = fakeN8n({ runs: [] });
		Object.assign(n8n.node, { credentials: { ebaySyncApi: { id: 'renewed', name: 'Seller' } } });
		let settings: object = endingIn(2);
		const poll = async () => {
			recordConnectionEnd(n8n.context, 'ebaySyncApi', settings as never);
			return counterSource({ pages: [] }).source;
		};
		await acknowledgedPoll(n8n.context, poll, n8n.clock);
		settings = endingIn(500);
		await expect(acknowledgedPoll(n8n.context, poll, n8n.clock)).resolves.toBeNull();
	});
});

test('an action says it in its output panel, and fails no run', () => {
	const hints: NodeExecutionHint[] = [];
	const context = {
		getNode: () => ({ credentials: { ebaySyncApi: { id: 'x', name: 'Seller' } } }),
		addExecutionHints: (one: NodeExecutionHint) => void hints.push(one),
	};
	recordConnectionEnd(context as unknown as IExecuteFunctions, 'ebaySyncApi', endingIn(2));
	expect(hints).toEqual([
		{
			type: 'warning',
			location: 'outputPane',
			message: expect.stringMatching(/^The credential "Seller": its connection ends on /),
		},
	]);
});
