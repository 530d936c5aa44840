import type { HttpPort } from '../../../core/http/httpPort';
import { replyFrom, replyOfRejection } from './replyFromN8n';
import type { IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

/** Somebody waits for it in a browser. Milliseconds. */
const TIMEOUT = 30_000;

/** The HttpPort through n8n's own request helper, without a credential: each request goes out once, and is followed nowhere. */
export function httpWithoutKeys(context: IWebhookFunctions): HttpPort {
	return async (request) => {
		const { method, url, query, headers, body } = request;
		const asked = { request, timeout: TIMEOUT };
		const options = {
			method,
			url,
			qs: { ...query },
			headers: { Accept: 'application/json', ...headers },
			body: typeof body === 'string' ? body : JSON.stringify(body),
			encoding: 'stream' as const,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			timeout: TIMEOUT,
		};
		return await context.helpers.httpRequest(options).then(
			async (reply: IN8nHttpFullResponse) => await replyFrom(asked, reply.statusCode, reply.headers, reply.body),
			async (cause: Error) =>
				await replyOfRejection(
					{ ...asked, credential: { type: 'none', name: undefined } },
					{ message: cause.message, cause },
				),
		);
	};
}
