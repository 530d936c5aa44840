import { setTimeout } from 'node:timers/promises';
import axios from 'axios';
import type { ChannelAdapter } from '../../../core/channels/channelAdapter.ts';
import type { ChannelName } from '../protocol.mts';
import { channelById, ownChanges, serialQueue, withRetry } from './builtCore.mts';
import { httpOver, type Access } from './wire.mts';

const own = ownChanges({ now: Date.now, sleep: setTimeout, inTurn: serialQueue() });

/** A shop that has had too many requests is asked again, as n8n's nodes do it. */
const POLICY = { attempts: 6, longestWait: 60_000, sleep: setTimeout, random: () => 0, now: Date.now };

type Keys = Readonly<Record<string, string>>;

/** The channel's adapter, let in as n8n's credentials would. `keys` are the service's own. */
export async function connectChannel(channel: ChannelName, keys: Keys): Promise<ChannelAdapter> {
	const { url = '' } = keys;
	const access = await accessTo(channel, keys);
	return channelById(channel).connect(
		withRetry(httpOver(access), POLICY),
		{ environment: 'custom', url, customUrl: url, marketplace: 'EBAY_US', ...keys },
		own,
	);
}

async function accessTo(channel: ChannelName, keys: Keys): Promise<Access> {
	if (channel === 'woocommerce')
		return { login: { username: keys.consumerKey ?? '', password: keys.consumerSecret ?? '' } };
	if (channel === 'bigcommerce') return { headers: { 'x-auth-token': keys.accessToken ?? '' } };
	return { headers: await ebayHeaders(keys) };
}

async function ebayHeaders({
	url = '',
	clientId = '',
	clientSecret = '',
	refreshToken = '',
}: Keys): Promise<Record<string, string>> {
	const body = `grant_type=refresh_token&refresh_token=${encodeURIComponent(refreshToken)}`;
	const reply = await axios.post<{ access_token: string }>(`${url}/identity/v1/oauth2/token`, body, {
		auth: { username: clientId, password: clientSecret },
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		proxy: false,
	});
	const token = reply.data.access_token;
	return { authorization: `Bearer ${token}`, 'x-ebay-api-iaf-token': token };
}
