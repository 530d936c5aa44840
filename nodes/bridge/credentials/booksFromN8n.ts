import { readBooksSettings } from '../../../core/quickbooks/booksSettings';
import { credentialErrorToN8n } from '../errors/errorToN8n';
import type { HttpContext } from '../http/httpFromN8n';
import { QUICKBOOKS_CREDENTIAL } from '../http/quickBooksCredential';
import { settingsFromN8n } from './settingsFromN8n';

/** What the node's QuickBooks credential says of the company, as it is now. Throws as `shopFromN8n` does. */
export async function booksFromN8n(context: HttpContext): Promise<ReturnType<typeof readBooksSettings>> {
	const settings = await settingsFromN8n(context, QUICKBOOKS_CREDENTIAL);
	try {
		return readBooksSettings(settings);
	} catch (error) {
		throw credentialErrorToN8n(context.getNode(), error);
	}
}
