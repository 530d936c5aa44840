import { connectQuickBooks } from '../../../core/quickbooks/connectQuickBooks';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { noteConnectionEnd } from '../credentials/connectionNotices';
import { settingsFromN8n } from '../credentials/settingsFromN8n';
import { httpFromN8n, type HttpContext } from '../http/httpFromN8n';
import { withNewerGrant } from '../http/newerGrant';
import { QUICKBOOKS_CREDENTIAL } from '../http/quickBooksCredential';
import { sleep, type INodeCredentialDescription } from 'n8n-workflow';

/** QuickBooks' credential. Each node gets a fresh list, since n8n's loader changes it. */
export function quickBooksCredentials(): INodeCredentialDescription[] {
	return [{ name: QUICKBOOKS_CREDENTIAL, displayName: 'Credential for QuickBooks Online', required: true }];
}

export async function connectQuickBooksFor(context: HttpContext): Promise<QuickBooksClient> {
	const stored = async () => await settingsFromN8n(context, QUICKBOOKS_CREDENTIAL);
	const begun = await stored();
	noteConnectionEnd(context, QUICKBOOKS_CREDENTIAL, begun);
	return connectQuickBooks(
		withNewerGrant(httpFromN8n(context, QUICKBOOKS_CREDENTIAL), { begun, stored, sleep }),
		begun,
	);
}
