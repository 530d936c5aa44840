import type { HttpContext } from '../http/httpFromN8n';
import { refusalOf } from './credentialRefusal';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * The decrypted fields of the node's credential of this type. Throws UnusableCredential for one that was never chosen, was deleted, or cannot be
 * decrypted, and IntegrationError `notAuthorised`, as a service would, where n8n cannot give it for another reason.
 */
export async function settingsFromN8n(
	context: HttpContext,
	credentialName: string,
): Promise<ICredentialDataDecryptedObject> {
	return await context.getCredentials(credentialName).then(undefined, (refusal: Error) => {
		throw refusalOf(context.getNode(), credentialName, refusal);
	});
}
