import { IntegrationError } from '../../../core/http/integrationError';
import type { HttpContext } from '../http/httpFromN8n';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * The decrypted fields of the node's credential of this type. Throws IntegrationError `notAuthorised`, as a service would, for a
 * credential that was never chosen, was deleted, or cannot be decrypted.
 */
export async function settingsFromN8n(
	context: HttpContext,
	credentialName: string,
): Promise<ICredentialDataDecryptedObject> {
	return await context.getCredentials(credentialName).then(undefined, (refusal: Error) => {
		throw new IntegrationError('notAuthorised', `The credential cannot be used: ${refusal.message}`);
	});
}
