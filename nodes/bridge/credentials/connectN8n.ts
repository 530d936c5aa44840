import { openN8n, type N8nApi } from '../../../core/reporting/n8nApi';
import { httpFromN8n, type HttpContext } from '../http/httpFromN8n';
import { N8N_CREDENTIAL } from '../http/n8nCredential';
import { fieldRefusalOf } from './credentialRefusal';
import { settingsFromN8n } from './settingsFromN8n';

/**
 * Opens n8n's own API with the node's credential. Throws as `settingsFromN8n` does, and UnusableCredential for an address in it that is none.
 */
export async function connectN8n(context: HttpContext): Promise<N8nApi> {
	const { url } = await settingsFromN8n(context, N8N_CREDENTIAL);
	const http = httpFromN8n(context, N8N_CREDENTIAL);
	return await Promise.resolve()
		.then(() => openN8n(http, url))
		.then(undefined, (error: Error) => {
			throw fieldRefusalOf(context.getNode(), N8N_CREDENTIAL, error);
		});
}
