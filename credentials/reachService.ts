import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper, INodeProperties } from 'n8n-workflow';
import { findConnectionFault } from '../core/http/connectionFaults';
import { findWebPage, titleOf } from '../core/http/webPage';

/** Milliseconds. */
const PATIENCE = 20_000;

/** What the field says in the course of a test, and is never stored: n8n keeps what `preAuthentication` returns, and nothing is returned. */
const REACHED = 'reached';

/** n8n calls the `preAuthentication` of a credential that has a field like this. It is never empty, so that no run asks for anything more. */
export const TESTED: INodeProperties = {
	displayName: 'Tested',
	name: 'tested',
	type: 'hidden',
	typeOptions: { expirable: true },
	default: 'before each test',
};

/** Throws what n8n takes for a 401, and so calls `preAuthentication`, where nobody has seen yet whether anything answers. */
export function askFirst({ tested }: ICredentialDataDecryptedObject): void {
	if (tested !== REACHED)
		throw Object.assign(new Error('Nobody has seen whether the address answers'), { response: { status: 401 } });
}

/** What n8n's HTTP helper rejects with; `code` is Node's or axios'. */
interface Rejection {
	readonly code?: string;
	readonly cause?: { readonly code?: string };
	readonly response?: Response;
}

/** What is asked of a service before any key is sent. */
interface FirstRequest {
	/** GET where the service answers with few words of its own: then a page in the place of them is known by its text. */
	readonly method: 'HEAD' | 'GET';
	readonly url: string;
}

/**
 * Sees whether anything answers at an address, for the test of a credential: n8n itself shows nothing but the code of a connection that
 * fails, and cannot tell a firewall's refusal from the service's own. Any answer of the service will do, and no key is sent. Throws with what
 * failed and the way out as its message.
 */
export async function reachService(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
	{ method, url }: FirstRequest,
): Promise<IDataObject> {
	const request = { method, url, ignoreHttpStatusErrors: true, disableFollowRedirect: true } as const;
	const asked = helpers.httpRequest({ ...request, returnFullResponse: true, encoding: 'text', timeout: PATIENCE });
	const reply = (await asked.catch((rejection: unknown) => {
		throw namedFault(rejection, url);
	})) as Answer;
	const { statusCode: status, headers, body } = reply;
	const page = namedPage({ status, headers, data: body }, url);
	if (page !== null) throw page;
	credentials.tested = REACHED;
	return {};
}

/** A whole answer, as n8n's HTTP helper gives it. */
interface Answer {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

/** An answer, as axios has it in a rejection. */
interface Response {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly data: unknown;
}

/** A page that stands between n8n and the service (a firewall's, a captcha, maintenance), in words; null for any other answer. */
function namedPage({ status, headers, data }: Response, address: string): Error | null {
	const page = findWebPage({ status, headers, body: data });
	if (page?.standsInBetween !== true) return null;
	const fault = { name: `${page.name}${titleOf(String(data))}`, wayOut: page.wayOut };
	const words = `${new URL(address).host} was not reached: ${fault.name}. ${fault.wayOut}`;
	return Object.assign(new Error(words), { isAxiosError: true, fault });
}

/**
 * The rejection in words, where it is one of the connection, or a page that stands between n8n and the service; else the rejection itself. Its code is called `failedBy`: where an error
 * has a `code`, n8n shows that alone.
 */
export function namedFault(rejection: unknown, address: string): unknown {
	const { code, cause, response } = rejection as Rejection;
	const failedBy = code ?? cause?.code;
	const fault = findConnectionFault(failedBy);
	if (response !== undefined) return namedPage(response, address) ?? rejection;
	if (fault === null) return rejection;
	const words = `${new URL(address).host} was not reached: ${fault.name}. ${fault.wayOut ?? 'Try again.'}`;
	return Object.assign(new Error(words), { isAxiosError: true, failedBy });
}
