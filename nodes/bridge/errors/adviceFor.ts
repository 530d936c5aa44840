import type { FailureKind, IntegrationError } from '../../../core/http/integrationError';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { UnreadableReply } from '../http/unreadableReply';

const ADVICE: Record<FailureKind, string> = {
	notAuthorised: 'Open the credential, connect it again or correct its keys, and check that they may read and write.',
	notFound: 'Check the address in the credential, and that the record still exists on the other side.',
	rateLimited: 'The service asks for fewer requests. Run the workflow less often, or wait until its limit is renewed.',
	rejected: 'The service refused what was sent. The message says what it did not like.',
	unavailable: 'The service cannot be reached at the moment. The next run tries again.',
};

const UNREADABLE =
	'A value is not what it should be. If the answer came from a service, open its address in a browser: a login or maintenance page may stand there.';

/** The advice that a person gets with a failure. */
export function adviceFor(error: IntegrationError | UnreadableError): string {
	if (error instanceof UnreadableReply) return error.advice ?? UNREADABLE;
	return error instanceof UnreadableError ? UNREADABLE : (error.advice ?? ADVICE[error.kind]);
}
