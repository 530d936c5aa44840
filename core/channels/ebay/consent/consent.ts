import { randomUUID } from 'node:crypto';
import type { HttpPort } from '../../../http/httpPort';
import { IntegrationError } from '../../../http/integrationError';
import { serviceFailureOnly } from '../../../http/serviceFailure';
import type { Moment } from '../../../model/moment';
import { catchUnreadable } from '../../../reading/catchUnreadable';
import { fieldsOrNone, textOr, UnreadableError } from '../../../reading/readUnknown';
import { isAnswer, readAnswer } from './answer';
import { exchangeCode, type Grant } from './exchange';
import { forgetKeys, keepKeys, readKeptKeys } from './keptKeys';
import { readKeys, serversOf, type ConsentKeys } from './keys';
import { formPage, redirectTo, refusalPage, tokenPage, type PageReply } from './pages';

/** What a browser asks of the page. */
export interface Visit {
	readonly method: string;
	/** The page's own address, as n8n names it. */
	readonly address: string;
	readonly query: unknown;
	readonly form: unknown;
	/** Names in lower case. */
	readonly headers: unknown;
}

interface Surroundings {
	/** Goes out without keys of its own. */
	readonly http: HttpPort;
	readonly now: Moment;
}

interface Answered {
	readonly reply: PageReply;
	/** The last day of the token, or null where eBay does not say it; null as a whole unless a token was shown. */
	readonly connected: { readonly validUntil: string | null } | null;
}

/** What the nodes ask eBay for, and nothing more. */
const SCOPES = ['', '/sell.inventory', '/sell.fulfillment.readonly']
	.map((name) => `https://api.ebay.com/oauth/api_scope${name}`)
	.join(' ');

/**
 * The page on which a seller connects eBay:
 *
 * 1. It asks for the keys of the app.
 * 2. It sends the browser on to eBay. The keys wait in a cookie of that browser, with a random state.
 * 3. When eBay sends the browser back, the state has to be the one in the cookie. The code is exchanged, and the refresh token shown.
 *
 * Nothing is stored, and nothing is thrown that a browser can bring about.
 */
export async function answerVisit(visit: Visit, around: Surroundings): Promise<Answered> {
	if (visit.method === 'POST') return shown(sendToEbay(visit));
	if (!isAnswer(visit.query)) return shown(formPage(visit.address));
	const { address } = visit;
	const answer = catchUnreadable(() => readAnswer(visit.query));
	if (answer instanceof UnreadableError)
		return shown(refusalPage('This address cannot be read', `${answer.message}.`, { address }));
	const kept = readKeptKeys(fieldsOrNone(visit.headers).cookie);
	if (kept === null) return shown(refusalPage('This browser has not begun', notBegun(address), { address }));
	if (answer.mark !== kept.mark)
		return shown(refusalPage('This answer belongs to another attempt', OTHER_ATTEMPT, { address }));
	if (answer.refusal !== null || answer.code === null)
		return shown(refusalPage('eBay gave no consent', answer.refusal ?? NOT_AGREED, { address }));
	return showToken(await grantOf(around, { keys: kept.keys, code: answer.code }), address);
}

const OTHER_ATTEMPT = 'It does not carry the mark that this browser left with. It was not used.';
const NOT_AGREED = 'You did not agree, or the address is not complete.';

function notBegun(address: string): string {
	return `The connection has to begin and end in the same browser within ten minutes, under the address ${address}`;
}

function shown(reply: PageReply): Answered {
	return { reply, connected: null };
}

function sendToEbay({ address, form, headers }: Visit): PageReply {
	const keys = catchUnreadable(() => readKeys(form));
	if (keys instanceof UnreadableError) return refusalPage('Something is missing', `${keys.message}.`, { address });
	const { clientId, ruName } = keys;
	const mark = randomUUID();
	const asked = { client_id: clientId, redirect_uri: ruName, response_type: 'code', scope: SCOPES, state: mark };
	const query = Object.entries(asked)
		.map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
		.join('&');
	const isHttps = textOr(fieldsOrNone(headers)['x-forwarded-proto'], address).startsWith('https');
	// A header takes no letters beyond Latin ones.
	const { href } = new URL(`${serversOf(keys).consent}/oauth2/authorize?${query}`);
	return redirectTo(href, keepKeys({ keys, mark }, address, isHttps));
}

/** Whoever opens the page may make n8n ask a custom address: of what answers there, nothing is shown but the fields of eBay's own refusals. */
async function grantOf(
	{ http, now }: Surroundings,
	asked: { readonly keys: ConsentKeys; readonly code: string },
): Promise<Grant> {
	return await exchangeCode(http, asked, now).catch((failure: unknown) => {
		const isOfTheWire = serviceFailureOnly(failure) instanceof IntegrationError;
		return { reason: isOfTheWire ? 'eBay could not be reached.' : "The answer was none of eBay's.", wayOut: '' };
	});
}

function showToken(grant: Grant, address: string): Answered {
	const cookie = forgetKeys(address);
	if ('reason' in grant) {
		const reason = `${grant.reason} ${grant.wayOut}`.trim();
		return shown(refusalPage('eBay gave no token', reason, { address, status: 502, cookie }));
	}
	return { reply: tokenPage(grant, cookie), connected: { validUntil: grant.validUntil } };
}
