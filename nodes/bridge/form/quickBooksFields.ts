import { QUICKBOOKS_CREDENTIAL } from '../http/quickBooksCredential';
import type { INodeCredentialDescription } from 'n8n-workflow';

/** QuickBooks' credential, as a list of its own for each node. */
export function quickBooksCredentials(): INodeCredentialDescription[] {
	return [{ name: QUICKBOOKS_CREDENTIAL, displayName: 'Credential for QuickBooks Online', required: true }];
}
