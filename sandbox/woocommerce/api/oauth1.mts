import { createHmac, timingSafeEqual } from 'node:crypto';
import { RestError } from './errors.mts';
import { readParameters, type Parameter } from './query.mts';
import type { Now } from '../../kit/clock.mts';

/** A request as its signature covers it. */
export interface SignedRequest {
	readonly method: string;
	/** Scheme and host as WordPress sees them: "http://127.0.0.1:4103". */
	readonly origin: string;
	/** Path with its query. */
	readonly url: string;
	readonly authorization: string | undefined;
}

/** Whose key a signature names, and what it is signed with. */
export interface Key {
	readonly consumerKey: string;
	readonly consumerSecret: string;
}

export interface SignatureCheck {
	/** Whether the request is signed with the key; false without any OAuth parameter. Throws 401 for a signature that is no good. */
	isSigned(request: SignedRequest): boolean;
}

/** Seconds that a signature may be old or early, and that its nonce is remembered. */
const WINDOW = 15 * 60;

const NAMES = ['oauth_consumer_key', 'oauth_timestamp', 'oauth_nonce', 'oauth_signature', 'oauth_signature_method'];

/**
 * One-legged OAuth 1.0a as WooCommerce takes it over plain HTTP: in the query or the Authorization header, HMAC-SHA1 or HMAC-SHA256, the
 * secret with "&" behind it. https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-http
 */
export function checkSignatures({ consumerKey, consumerSecret }: Key, now: Now): SignatureCheck {
	const nonces = new Map<string, number>();
	return {
		isSigned(request) {
			const parameters = parametersOf(request);
			const given = (name: string): string => valueOf(parameters, name);
			const missing = NAMES.filter((name) => given(name) === '');
			if (missing.length === NAMES.length) return false;
			if (missing.length > 0) throw missingParameters(missing);
			if (given('oauth_consumer_key') !== consumerKey) throw refusal('Consumer key is invalid.');
			checkSignature(request, parameters, consumerSecret);
			checkNonce(nonces, { timestamp: Number(given('oauth_timestamp')), nonce: given('oauth_nonce'), now });
			return true;
		},
	};
}

/** Those of the header win. */
function parametersOf({ url, authorization }: SignedRequest): readonly Parameter[] {
	const inHeader = headerParameters(authorization);
	const inQuery = readParameters(url).filter(({ name }) => !inHeader.some((other) => other.name === name));
	return [...inQuery, ...inHeader];
}

function headerParameters(authorization = ''): readonly Parameter[] {
	if (!authorization.trim().startsWith('OAuth ')) return [];
	return [...authorization.matchAll(/(oauth_[a-z_-]*)=(?:"([^"]*)"|([^,]*))/g)].map(
		([, name = '', quoted, bare]): Parameter => ({ name, keys: [], value: decodeURIComponent(quoted ?? bare ?? '') }),
	);
}

function valueOf(parameters: readonly Parameter[], asked: string): string {
	return parameters.find(({ name }) => name === asked)?.value ?? '';
}

function checkSignature(request: SignedRequest, parameters: readonly Parameter[], secret: string): void {
	const method = /^HMAC-(SHA1|SHA256)$/.exec(valueOf(parameters, 'oauth_signature_method'))?.[1];
	if (method === undefined) throw refusal('Invalid signature - signature method is invalid.');
	const base = [
		request.method.toUpperCase(),
		encode(request.origin + (request.url.split('?')[0] ?? '')),
		baseParameters(parameters.filter(({ name }) => name !== 'oauth_signature')),
	].join('&');
	const expected = createHmac(method, `${secret}&`).update(base).digest('base64');
	if (!isEqual(expected, valueOf(parameters, 'oauth_signature').replaceAll(' ', '+')))
		throw refusal('Invalid signature - provided signature does not match.');
}

/** Sorted by name; names and values are encoded, and each "name=value" once more. Keys below a name stand as they came. */
function baseParameters(parameters: readonly Parameter[]): string {
	return parameters
		.toSorted(({ name: one }, { name: other }) => (one < other ? -1 : one > other ? 1 : 0))
		.map(({ name, keys, value }) =>
			encode(`${encode(name)}${keys.map((key) => `%5B${key}%5D`).join('')}=${encode(value)}`),
		)
		.join('%26');
}

/** PHP's rawurlencode. */
function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

function isEqual(one: string, other: string): boolean {
	const [bytes, others] = [Buffer.from(one), Buffer.from(other)];
	return bytes.length === others.length && timingSafeEqual(bytes, others);
}

function checkNonce(
	nonces: Map<string, number>,
	{ timestamp, nonce, now }: { timestamp: number; nonce: string; now: Now },
): void {
	const seconds = Math.floor(now() / 1000);
	if (!(Math.abs(seconds - timestamp) <= WINDOW)) throw refusal('Invalid timestamp.');
	for (const [known, at] of nonces) if (at < seconds - WINDOW) nonces.delete(known);
	if (nonces.has(nonce)) throw refusal('Invalid nonce - nonce has already been used.');
	nonces.set(nonce, timestamp);
}

function missingParameters(names: readonly string[]): RestError {
	const word = names.length === 1 ? 'parameter' : 'parameters';
	const message = `Missing OAuth ${word} ${names.join(', ')}`;
	return new RestError(401, 'woocommerce_rest_authentication_missing_parameter', message);
}

function refusal(message: string): RestError {
	return new RestError(401, 'woocommerce_rest_authentication_error', message);
}
