import axios, { type AxiosResponse } from 'axios';
import { withFreshAnswers } from '../../core/http/freshAnswers';
import type { HttpPort, HttpReply, HttpRequest } from '../../core/http/httpPort';
import { IntegrationError } from '../../core/http/integrationError';
import { UnreadableError } from '../../core/reading/readUnknown';

/** What lets a request in; what n8n's credentials do in the product. */
export interface Access {
	readonly login?: { readonly username: string; readonly password: string };
	readonly headers?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, string>>;
}

/** The real wire for tests: every status is a reply, no redirect is followed, only a lost connection rejects. */
export function httpOverAxios(access: Access): HttpPort {
	return withFreshAnswers(
		async (request) => await axios.request<string>(configOf(request, access)).then(replyOf(request), lost(request)),
	);
}

function configOf({ method, url, query, headers, body }: HttpRequest, access: Access) {
	const isText = typeof body === 'string';
	return {
		method,
		url,
		params: { ...query, ...access.query },
		headers: {
			...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
			...access.headers,
			...headers,
		},
		...(access.login === undefined ? {} : { auth: access.login }),
		data: body === undefined || isText ? body : JSON.stringify(body),
		responseType: 'text',
		transformResponse: (text: string) => text,
		maxRedirects: 0,
		validateStatus: () => true,
		proxy: false,
		timeout: 30_000,
	} as const;
}

function replyOf(request: HttpRequest): (response: AxiosResponse<string>) => HttpReply {
	return ({ status, headers, data }) => ({
		status,
		headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
		body: readBody(data, status, request),
	});
}

function readBody(text: string, status: number, { answer, url }: HttpRequest): unknown {
	if (answer === 'text') return text;
	if (text === '') return undefined;
	const looksLikeJson = /^\s*[[{"\d-]|^\s*(true|false|null)\s*$/.test(text);
	if (looksLikeJson) return JSON.parse(text);
	if (status >= 300) return text;
	throw new UnreadableError(url, `JSON, not ${text.slice(0, 80)}`);
}

function lost({ method, url }: HttpRequest): (error: Error) => never {
	return (error) => {
		throw new IntegrationError('unavailable', `${method} ${url} got no answer: ${error.message}`);
	};
}
