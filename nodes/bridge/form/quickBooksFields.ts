import { QUICKBOOKS_CREDENTIAL } from '../http/quickBooksCredential';
import type { INodeCredentialDescription } from 'n8n-workflow';

/** QuickBooks' credential. Each node gets a fresh list, since n8n's loader changes it. */
export function quickBooksCredentials(): INodeCredentialDescription[] {
	return [{ name: QUICKBOOKS_CREDENTIAL, displayName: 'Credential for QuickBooks Online', required: true }];
}
