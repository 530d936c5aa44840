import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper, INodeProperties } from 'n8n-workflow';
import { findConnectionFault } from '../core/http/connectionFaults';

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
	readonly response?: unknown;
}

/**
 * Sees whether anything answers at an address, for the test of a credential: n8n itself shows nothing but the code of a connection that
 * fails. Any answer will do, and no key is sent. Throws with what failed and the way out as its message.
 */
export async function reachService(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
	address: string,
): Promise<IDataObject> {
	const request = { method: 'HEAD', url: address, ignoreHttpStatusErrors: true, disableFollowRedirect: true } as const;
	await helpers.httpRequest({ ...request, timeout: PATIENCE }).catch((rejection: unknown) => {
		throw namedFault(rejection, address);
	});
	credentials.tested = REACHED;
	return {};
}

/**
 * The rejection in words, where it is one of the connection; else the rejection itself. Its code is called `failedBy`: where an error
 * has a `code`, n8n shows that alone.
 */
export function namedFault(rejection: unknown, address: string): unknown {
	const { code, cause, response } = rejection as Rejection;
	const failedBy = code ?? cause?.code;
	const fault = findConnectionFault(failedBy);
	if (fault === null || response !== undefined) return rejection;
	const words = `${new URL(address).host} was not reached: ${fault.name}. ${fault.wayOut ?? 'Try again.'}`;
	return Object.assign(new Error(words), { isAxiosError: true, failedBy });
}
