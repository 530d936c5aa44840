import axios, { type AxiosRequestConfig } from 'axios';
import type { HttpPort, HttpReply, HttpRequest } from '../../../core/http/httpPort.ts';
import { IntegrationError, UnreadableError } from './builtCore.mts';

/** What lets a request in; what n8n's credentials do in the product. */
export interface Access {
	readonly login?: { readonly username: string; readonly password: string };
	readonly headers?: Readonly<Record<string, string>>;
}

/** The real wire: every status is a reply, no redirect is followed, only a lost connection rejects. */
export function httpOver(access: Access): HttpPort {
	return async (request) => {
		const response = await axios.request<string>(configOf(request, access)).catch((error: unknown) => {
			throw new IntegrationError('unavailable', `${request.method} ${request.url} got no answer: ${String(error)}`);
		});
		const headers = Object.entries(response.headers).map(
			([name, value]) => [name.toLowerCase(), String(value)] as const,
		);
		return {
			status: response.status,
			headers: Object.fromEntries(headers),
			body: readBody(response.data, response.status, request),
		};
	};
}

function configOf({ method, url, query, headers, body }: HttpRequest, access: Access): AxiosRequestConfig {
	const isText = typeof body === 'string';
	return {
		method,
		url,
		params: query,
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
		timeout: 60_000,
	};
}

function readBody(text: string, status: number, { answer, url }: HttpRequest): HttpReply['body'] {
	if (answer === 'text') return text;
	if (text === '') return undefined;
	if (/^\s*[[{"\d-]|^\s*(true|false|null)\s*$/.test(text)) return JSON.parse(text) as unknown;
	if (status >= 300) return text;
	throw new UnreadableError(url, `JSON, not ${text.slice(0, 80)}`);
}

/** A run that was stopped: the write is done, its answer never comes, and no request follows. */
export class Stopped extends Error {}

/** Lets so many writes through. The last of them is done, but its answer is lost. */
export function stoppedAfter(http: HttpPort, writes: number): HttpPort {
	let left = writes;
	return async (request) => {
		if (left <= 0) throw new Stopped('The run was stopped');
		if (!isWrite(request)) return await http(request);
		left -= 1;
		const reply = await http(request);
		if (left <= 0) throw new Stopped('The run was stopped');
		return reply;
	};
}

function isWrite({ method, url }: HttpRequest): boolean {
	return method !== 'GET' && !/\/query(\?|$)/.test(url);
}
