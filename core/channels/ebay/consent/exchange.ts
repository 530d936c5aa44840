import type { HttpPort } from '../../../http/httpPort';
import { addSeconds, dayIn, type Moment } from '../../../model/moment';
import { readableOr } from '../../../reading/catchUnreadable';
import { fieldsOrNone, readNumber, textOr } from '../../../reading/readUnknown';
import { serversOf, type ConsentKeys } from './keys';

/** A refresh token and its last day (YYYY-MM-DD, null where eBay does not say); or why eBay gave none, with the way out. */
export type Grant =
	| { readonly refreshToken: string; readonly validUntil: string | null }
	| { readonly reason: string; readonly wayOut: string };

const ONCE = 'A consent can be used once and within five minutes.';

/**
 * Exchanges the code of a consent. Throws IntegrationError where eBay cannot be reached, and UnreadableError for an answer that is none.
 * https://developer.ebay.com/api-docs/static/oauth-auth-code-grant-request.html
 */
export async function exchangeCode(
	http: HttpPort,
	{ keys, code }: { readonly keys: ConsentKeys; readonly code: string },
	now: Moment,
): Promise<Grant> {
	const { clientId, clientSecret, ruName } = keys;
	const { status, body } = await http({
		method: 'POST',
		url: `${serversOf(keys).api}/identity/v1/oauth2/token`,
		headers: {
			Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
			'Content-Type': 'application/x-www-form-urlencoded',
		},
		body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: ruName }).toString(),
		// eBay takes a code once.
		repeatable: false,
	});
	const answer = fieldsOrNone(body);
	const refreshToken = textOr(answer.refresh_token, null);
	if (status === 200 && refreshToken !== null)
		return { refreshToken, validUntil: lastDay(answer.refresh_token_expires_in, now) };
	const said = textOr(answer.error_description, textOr(answer.error, null));
	return {
		reason: said === null ? `eBay answered ${status}.` : `eBay answered ${status}: ${said}`,
		wayOut:
			answer.error === 'invalid_client'
				? 'Client ID and secret do not belong together, or not to this environment.'
				: ONCE,
	};
}

function lastDay(seconds: unknown, now: Moment): string | null {
	return readableOr(() => dayIn(addSeconds(now, readNumber(seconds, 'seconds')), 'utc'), null);
}
