import { IntegrationError } from '../../../core/http/integrationError';
import type { HttpContext } from '../http/httpFromN8n';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * What the node's credential of this type holds. One that was never chosen, was deleted, or cannot be decrypted says nothing
 * against what it was wanted for: `notAuthorised`, as a service would say of a wrong one.
 */
export async function settingsFromN8n(
	context: HttpContext,
	credentialName: string,
): Promise<ICredentialDataDecryptedObject> {
	return await context.getCredentials(credentialName).then(undefined, (refusal: Error) => {
		throw new IntegrationError('notAuthorised', `The credential cannot be used: ${refusal.message}`);
	});
}
