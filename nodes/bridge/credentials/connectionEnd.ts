import { dayIn, toMillis, momentFromMillis, readMomentIn, type Moment } from '../../../core/model/moment';
import { QUICKBOOKS_CREDENTIAL } from '../http/quickBooksCredential';
import { EBAY_CREDENTIAL, describeCredential, type CredentialInUse, wayToConnect } from '../http/reconnect';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const DAY = 24 * 60 * 60_000;

/** People hear of an end this long before it. A new consent takes minutes; a month leaves room for holidays. Milliseconds. */
const WARNING_PERIOD = 30 * DAY;

/** A connection that is about to end, for a person. */
export interface EndingConnection {
	readonly message: string;
	/** Whole days that are left; 0 on the last day and after it. */
	readonly daysLeft: number;
}

/**
 * The end of a credential's connection within 30 days of `now` (milliseconds since the epoch). Null when it ends later, or when the
 * credential does not tell (docs/decisions/token-ends.md). Throws UnreadableError when the entered day is no day.
 */
export function findEndingConnection(
	credential: CredentialInUse,
	settings: ICredentialDataDecryptedObject,
	now: number,
): EndingConnection | null {
	const end = findEnd(credential, settings, now);
	if (end === null || toMillis(end) > now + WARNING_PERIOD) return null;
	const daysLeft = Math.max(0, Math.floor((toMillis(end) - now) / DAY));
	const when = toMillis(end) > now ? `ends on ${dayIn(end, 'utc')}` : `was to end on ${dayIn(end, 'utc')}`;
	return {
		message: `${describeCredential(credential)}: its connection ${when}. ${wayToConnect(credential)}`,
		daysLeft,
	};
}

function findEnd({ type }: CredentialInUse, settings: ICredentialDataDecryptedObject, now: number): Moment | null {
	if (type === QUICKBOOKS_CREDENTIAL) return findEndAfterRenewal(settings.oauthTokenData, now);
	return type === EBAY_CREDENTIAL ? readEnteredEnd(settings.refreshTokenValidUntil) : null;
}

/** Intuit's token reply as n8n stores it, with n8n's own stamp: milliseconds since the epoch, as text. */
interface StoredReply {
	readonly n8n_expires_at?: unknown;
	/** Seconds, counted from the reply. */
	readonly expires_in?: unknown;
	readonly x_refresh_token_expires_in?: unknown;
}

/**
 * The end of a QuickBooks connection; null when nothing is known. Every renewal moves the end to some 100 days ahead, so an old reply
 * says nothing: the next run renews. Only a reply with a valid access token and a near end shows an end that a renewal does not move.
 * https://help.developer.intuit.com/s/article/Validity-of-Refresh-Token
 */
function findEndAfterRenewal(reply: unknown, now: number): Moment | null {
	const { n8n_expires_at, expires_in, x_refresh_token_expires_in } = (reply ?? {}) as StoredReply;
	const [until, lifetime, left] = [n8n_expires_at, expires_in, x_refresh_token_expires_in].map(toPositiveNumber);
	if (until === undefined || lifetime === undefined || left === undefined || until <= now) return null;
	return momentFromMillis(until + (left - lifetime) * 1000);
}

function toPositiveNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

/** The end that the user entered; null without one. eBay names it only when it gives the token. */
function readEnteredEnd(day: unknown): Moment | null {
	const isEmpty = day === undefined || day === null || String(day).trim() === '';
	return isEmpty ? null : readMomentIn('utc', day, 'eBay credential.Refresh Token Valid Until');
}
