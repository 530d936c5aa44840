import type { HttpPort, HttpReply, HttpRequest } from '../http/httpPort';
import { readFields, type Fields } from '../reading/readUnknown';
import { findFailure, toFailure, readFault } from './faults';
import type { CompanyAddress } from './companyAddress';
import type { Fault } from './quickBooksClient';

/** https://blogs.intuit.com/2025/01/21: older minor versions are served as 75. */
const MINOR_VERSION = '75';

type Parameters = Readonly<Record<string, string>>;

/** A body without fault, or the fault that the caller has to judge. */
export type Answer = { readonly body: Fields; readonly fault: null } | { readonly body: null; readonly fault: Fault };

/** Requests to one company, counted. Every failure that no caller can mend is thrown as IntegrationError. */
export interface QuickBooksHttp {
	get(path: string, parameters?: Parameters): Promise<Fields>;
	/** A query too long for an address. */
	postStatement(statement: string): Promise<Fields>;
	post(path: string, parameters: Parameters, body: Fields, repeatable: boolean): Promise<Answer>;
	requestsMade(): { readonly reads: number; readonly writes: number };
}

export function quickBooksHttp(http: HttpPort, { url }: CompanyAddress): QuickBooksHttp {
	const made = { reads: 0, writes: 0 };
	const send = async (
		path: string,
		parameters: Parameters,
		rest: Pick<HttpRequest, 'method' | 'repeatable' | 'body' | 'headers'>,
	) => {
		const request: HttpRequest = {
			...rest,
			url: `${url}/${path}`,
			query: { ...parameters, minorversion: MINOR_VERSION },
			headers: { accept: 'application/json', ...rest.headers },
		};
		return await http(request).then((reply) => ({ request, reply }));
	};
	return {
		get: async (path, parameters = {}) => {
			made.reads += 1;
			return readAnswer(await send(path, parameters, { method: 'GET', repeatable: true }));
		},
		postStatement: async (statement) => {
			made.reads += 1;
			const headers = { 'content-type': 'application/text' };
			return readAnswer(await send('query', {}, { method: 'POST', repeatable: true, body: statement, headers }));
		},
		post: async (path, parameters, body, repeatable) => {
			made.writes += 1;
			return readJudgedAnswer(await send(path, parameters, { method: 'POST', repeatable, body }));
		},
		requestsMade: () => ({ ...made }),
	};
}

interface Exchange {
	readonly request: HttpRequest;
	readonly reply: HttpReply;
}

/** A read has no fault that a caller could mend. */
function readAnswer({ request, reply }: Exchange): Fields {
	const fault = readFault(reply.body);
	if (reply.status >= 300 || fault !== null) throw toFailure(request, reply, fault);
	return readFields(reply.body, 'QuickBooks reply');
}

/** QuickBooks says what rule was broken with a 400, or inside a 200. */
function readJudgedAnswer({ request, reply }: Exchange): Answer {
	const fault = readFault(reply.body);
	const mayBeJudged = reply.status < 300 || reply.status === 400;
	if (fault !== null && mayBeJudged && findFailure(fault) === null) return { body: null, fault };
	if (reply.status >= 300 || fault !== null) throw toFailure(request, reply, fault);
	return { body: readFields(reply.body, 'QuickBooks reply'), fault: null };
}
