import type { HttpPort, HttpReply, HttpRequest } from '../../../core/http/httpPort';
import { withFreshAnswers } from '../../../core/http/freshAnswers';
import { withRetry } from '../../../core/http/retry';
import { replyFrom, replyOfRejection } from './replyFromN8n';
import { oneAtATime } from './requestLane';
import { countForMonth } from './monthlyCost';
import { reportCost } from './runCost';
import {
	sleep,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IN8nHttpFullResponse,
	type IPollFunctions,
} from 'n8n-workflow';

export type HttpContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** The timeout of a request in a run: QuickBooks itself ends a batch after 120 s. Milliseconds. */
const RUN_TIMEOUT = 120_000;

/** The timeout of a request in a poll, and in a list that the editor waits for. Milliseconds. */
const POLL_TIMEOUT = 30_000;

/**
 * The HttpPort through n8n's own request helper, with the authentication of `credentialName`.
 *
 * - n8n rejects on every status from 300 up (redirects are not followed), and renews an OAuth2 token while it handles a 401. So every
 *   status is left to reject, and the reply is taken out of the rejection.
 * - A repeatable request is sent up to four times, each time to an address of its own where the answer has to be fresh.
 * - Requests of one credential go out one at a time in this process, the waits of a retry included.
 */
export function httpFromN8n(context: HttpContext, credentialName: string): HttpPort {
	const send = withFreshAnswers(async (request) => await sendOnce(context, credentialName, request));
	const policy = { attempts: 4, longestWait: 30_000, sleep, random: Math.random, now: Date.now };
	return oneAtATime(laneOf(context, credentialName), withRetry(send, policy));
}

async function sendOnce(context: HttpContext, credentialName: string, request: HttpRequest): Promise<HttpReply> {
	reportCost(context, credentialName, request);
	await countForMonth(credentialName, request);
	const timeout = timeoutOf(context, request);
	const options = optionsOf(request, timeout);
	const credential = { type: credentialName, name: context.getNode().credentials?.[credentialName]?.name };
	return await context.helpers.httpRequestWithAuthentication.call(context, credentialName, options).then(
		async ({ statusCode, headers, body }: IN8nHttpFullResponse) =>
			await replyFrom({ request, timeout }, statusCode, headers, body),
		async (rejection: unknown) => await replyOfRejection({ request, timeout, credential }, rejection),
	);
}

/** Milliseconds. */
function timeoutOf(context: HttpContext, { until }: HttpRequest): number {
	const longest = isRun(context) ? RUN_TIMEOUT : POLL_TIMEOUT;
	// 0 would be no timeout at all.
	return until === undefined ? longest : Math.min(longest, Math.max(1, until - Date.now()));
}

function optionsOf({ method, url, query, headers, body, answer }: HttpRequest, timeout: number): IHttpRequestOptions {
	return {
		method,
		url,
		qs: { ...query },
		headers: {
			...(answer === 'text' ? {} : { Accept: 'application/json' }),
			...(body === undefined || typeof body === 'string' ? {} : { 'Content-Type': 'application/json' }),
			...headers,
		},
		// n8n sends no body for an empty object, so the JSON text is made here.
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		// n8n would keep a body of any length in memory. A stream is read only as far as we want.
		encoding: 'stream',
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		returnFullResponse: true,
		timeout,
	};
}

function isRun(context: HttpContext): boolean {
	return 'getExecutionCancelSignal' in context;
}

/** The lane of a credential. Unsaved credentials of one type share a lane. */
function laneOf(context: HttpContext, credentialName: string): string {
	const id = context.getNode().credentials?.[credentialName]?.id;
	return `${credentialName}:${id ?? 'unsaved'}`;
}
