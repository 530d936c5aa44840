import { findConnectionFault, type ConnectionFault } from '../../../core/http/connectionFaults';
import type { HttpReply } from '../../../core/http/httpPort';
import { IntegrationError } from '../../../core/http/integrationError';
import { isServiceFailure } from '../../../core/http/serviceFailure';
import { findWebPage, titleOf } from '../../../core/http/webPage';
import { bodyOf, type ReplyHead } from './bodyFromN8n';
import { toReconnectNeeded, type CredentialInUse } from './reconnect';

type Headers = Readonly<Record<string, unknown>>;

/** The parts of n8n's rejections that matter. They are read by shape, since n8n-workflow may be installed twice. */
interface Rejection {
	readonly message?: string;
	readonly failure?: { readonly cause?: string };
	readonly cause?: {
		readonly message?: string;
		readonly code?: string;
		/** The code of a connection that failed before the request, as the credential has put it into words. */
		readonly failedBy?: string;
		/** The page that stands in between, as the credential has put it into words. */
		readonly fault?: ConnectionFault;
		readonly isAxiosError?: boolean;
		/** Set on a token endpoint's refusal by n8n's OAuth2 client. */
		readonly status?: number;
		/** What the token endpoint answered with it. */
		readonly body?: unknown;
		readonly config?: { readonly url?: string };
		readonly response?: { readonly status?: number; readonly headers?: Headers; readonly data?: unknown };
	};
}

/** A request that was sent, with the time that its answer may take. */
type SentRequest = Omit<ReplyHead, 'status' | 'headers'>;

/** The same, with the credential that it was sent with. */
type SentWithCredential = SentRequest & { readonly credential: CredentialInUse };

/** The reply with its body read. Rejects as `bodyOf` does; a body that breaks off is IntegrationError `unavailable`. */
export async function replyFrom(
	asked: SentRequest,
	status: number,
	headers: Headers,
	raw: unknown,
): Promise<HttpReply> {
	const named = lowerCased(headers);
	const body = await bodyOf({ ...asked, status, headers: named }, raw).then(undefined, (fault: unknown) => {
		throw isServiceFailure(fault) ? fault : toBrokenOffError(asked, fault as Broken);
	});
	return { status, headers: named, body };
}

/**
 * The service's reply inside a rejection of n8n. A token endpoint's refusal has the same shape, so only a reply from the URL of the
 * request counts. Throws ReconnectNeeded for a refused grant, and IntegrationError for every other rejection.
 */
export async function replyOfRejection(asked: SentWithCredential, rejection: unknown): Promise<HttpReply> {
	const { cause } = rejection as Rejection;
	const { status, headers, data } = cause?.response ?? {};
	const isTheService = status !== undefined && cause?.config?.url === asked.request.url;
	if (!isTheService)
		throw findRefusedGrant(asked, rejection as Rejection) ?? toWireError(asked, rejection as Rejection);
	return await replyFrom(asked, status, headers ?? {}, data);
}

/** The error that a stream rejects with. */
type Broken = NonNullable<Rejection['cause']>;

/** An answer that ends too early. Node, axios and the decompression each have their own error for it. */
function toBrokenOffError(asked: SentRequest, { code, message }: Broken): IntegrationError {
	return toWireError(asked, { cause: { code, message, isAxiosError: true } });
}

/** The failure of a refused grant; null otherwise. A page or a timeout of the token endpoint does not refuse the grant. */
function findRefusedGrant({ request, credential }: SentWithCredential, rejection: Rejection): IntegrationError | null {
	const asked = `${request.method} ${request.url}`;
	if (asksForReconnect(rejection)) return toReconnectNeeded(credential, asked);
	const status = statusOf(rejection) ?? 0;
	const isRefused =
		status >= 400 && status < 500 && status !== 408 && status !== 429 && findTokenPage(rejection) === null;
	return isRefused ? toReconnectNeeded(credential, asked, `the token endpoint answered with ${status}`) : null;
}

function toWireError({ request }: SentRequest, rejection: Rejection): IntegrationError {
	const asked = `${request.method} ${request.url}`;
	const { code, failedBy, fault: named } = rejection.cause ?? {};
	const status = statusOf(rejection);
	if (status !== undefined) {
		const page = findTokenPage(rejection);
		const answered = `the token endpoint answered with ${status}${page === null ? '' : `: ${page.name}`}`;
		return new IntegrationError('unavailable', `${asked} was not sent: ${answered}`, undefined, page?.wayOut);
	}
	const fault = named ?? findConnectionFault(code ?? failedBy) ?? (isLost(rejection) ? LOST : null);
	if (fault !== null)
		return new IntegrationError('unavailable', `${asked} was not answered: ${fault.name}`, undefined, fault.wayOut);
	return new IntegrationError(
		'rejected',
		`${asked} was not sent: ${rejection.cause?.message ?? rejection.message ?? 'n8n gives no reason'}`,
	);
}

/** True where n8n asks for a new connection: in words, by its declared cause, or by EAUTH of its OAuth2 client. */
function asksForReconnect({ message = '', failure, cause }: Rejection): boolean {
	const inWords = /reconnect|not connected|without access token|does not have any credentials/i;
	const said = [message, cause?.message ?? ''].some((words) => inWords.test(words));
	return said || failure?.cause === 'credential-invalid' || cause?.code === 'EAUTH';
}

/** The web page that a token endpoint's refusal is; null for one in its own words. */
function findTokenPage({ cause }: Rejection): ConnectionFault | null {
	const body = cause?.response?.data ?? cause?.body;
	const page = findWebPage({ status: statusOf({ cause }) ?? 0, headers: {}, body });
	return page === null ? null : { name: `${page.name}${titleOf(String(body))}`, wayOut: page.wayOut };
}

function statusOf({ cause }: Rejection): number | undefined {
	return cause?.response?.status ?? cause?.status;
}

const LOST: ConnectionFault = { name: 'the connection was lost' };

/** True when axios got no reply. A run that somebody stopped does not count. */
function isLost({ cause }: Rejection): boolean {
	return cause?.isAxiosError === true && cause.code !== 'ERR_CANCELED';
}

/** The text of a header. A repeated header comes as a list. */
function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(',');
	return typeof value === 'object' ? '' : String(value);
}

function lowerCased(headers: Headers): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)]));
}
