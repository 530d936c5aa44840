import { IntegrationError } from './integrationError';

/**
 * A credential that is of no use until a person acts: it is gone, was never chosen, cannot be decrypted, or a field of it makes no sense. Nothing
 * was sent, and coming again does not help.
 */
export class UnusableCredential extends IntegrationError {
	constructor(message: string, advice: string) {
		super('notAuthorised', message, undefined, advice);
	}
}
