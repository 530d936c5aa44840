import { connectQuickBooks } from '../../../core/quickbooks/connectQuickBooks';
import { withPatience } from '../../../core/http/patience';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { httpFromN8n, type HttpContext } from '../http/httpFromN8n';
import { retryWithNewerGrant } from '../http/newerGrant';
import { timeIsUp } from '../http/timeIsUp';
import { QUICKBOOKS_CREDENTIAL } from '../http/quickBooksCredential';
import { memory } from '../memory/memory';
import { recordConnectionEnd } from './connectionNotices';
import { settingsFromN8n } from './settingsFromN8n';
import { sleep } from 'n8n-workflow';

/**
 * Connects QuickBooks with the node's credential. A request whose grant was refused goes out again when another process has renewed
 * it. With `patience` QuickBooks is given up after so many milliseconds without a good answer.
 */
export async function connectQuickBooksFor(context: HttpContext, patience?: number): Promise<QuickBooksClient> {
	const stored = async () => await settingsFromN8n(context, QUICKBOOKS_CREDENTIAL);
	const initial = await stored();
	recordConnectionEnd(context, QUICKBOOKS_CREDENTIAL, initial);
	const http = retryWithNewerGrant(httpFromN8n(context, QUICKBOOKS_CREDENTIAL), { initial, stored, sleep });
	const port = patience === undefined ? http : withPatience(http, { longest: patience, timeIsUp, now: Date.now });
	return connectQuickBooks(port, initial, memory);
}
