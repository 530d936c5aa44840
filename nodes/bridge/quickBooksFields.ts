import type { INodeCredentialDescription } from 'n8n-workflow';
import { connectQuickBooks } from '../../core/quickbooks/connectQuickBooks';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { httpFromN8n, type HttpContext } from './httpFromN8n';
import { QUICKBOOKS_CREDENTIAL } from './quickBooksCredential';
import { settingsFromN8n } from './settingsFromN8n';

/** QuickBooks' credential, as a list of its own for each node. */
export function quickBooksCredentials(): INodeCredentialDescription[] {
	return [{ name: QUICKBOOKS_CREDENTIAL, displayName: 'Credential for QuickBooks Online', required: true }];
}

export async function connectQuickBooksFor(context: HttpContext): Promise<QuickBooksClient> {
	const settings = await settingsFromN8n(context, QUICKBOOKS_CREDENTIAL);
	return connectQuickBooks(httpFromN8n(context, QUICKBOOKS_CREDENTIAL), settings);
}
