import type { FailureKind, IntegrationError } from '../../../core/http/integrationError';
import { CachedAnswer } from '../../../core/http/cachedAnswer';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { ReconnectNeeded } from '../http/reconnect';

const ADVICE: Record<FailureKind, string> = {
	notAuthorised: 'Open the credential, connect it again or correct its keys, and check that they may read and write.',
	notFound: 'Check the address in the credential, and that the record still exists on the other side.',
	rateLimited: 'The service asks for fewer requests. Run the workflow less often, or wait until its limit is renewed.',
	rejected: 'The service refused what was sent. The message says what it did not like.',
	unavailable: 'The service cannot be reached at the moment. The next run tries again.',
};

const PLAIN_HTTP_SHOP = [
	'WooCommerce ignores the keys when it does not see HTTPS. Use the https:// address of the shop.',
	'If it has one already, a proxy in front of the shop hides it from WordPress:',
	'let the proxy send X-Forwarded-Proto, and let wp-config.php turn HTTPS on from it.',
	"If the web server drops the Authorization header, switch 'Include Credentials in Query' on in the credential.",
].join(' ');

/** The advice that a person gets with a failure. */
export function adviceFor(error: IntegrationError | UnreadableError): string {
	if (error instanceof UnreadableError) {
		return 'A value is not what it should be. If the answer came from a service, open its address in a browser: a login or maintenance page may stand there.';
	}
	if (error instanceof ReconnectNeeded || error instanceof CachedAnswer) return error.advice;
	const newAddress = isRedirect(error) ? error.reply?.headers.location : undefined;
	if (newAddress !== undefined)
		return `The service has moved to ${withoutQuery(newAddress)}. Enter that address in the credential.`;
	return isHiddenHttps(error) ? PLAIN_HTTP_SHOP : ADVICE[error.kind];
}

function isRedirect({ reply }: IntegrationError): boolean {
	return reply !== undefined && reply.status >= 300 && reply.status < 400;
}

/**
 * True for WooCommerce's answer when it looked at no key at all.
 * https://developer.woocommerce.com/docs/apis/rest-api/authentication/
 */
function isHiddenHttps({ reply }: IntegrationError): boolean {
	return (
		reply?.status === 401 &&
		/"code":"woocommerce_rest_cannot_(view|create|edit|batch)"/.test(JSON.stringify(reply.body) ?? '')
	);
}

/** An address to show. Its query may contain keys. */
function withoutQuery(address: string): string {
	return address.replace(/[?#].*$/, '');
}
