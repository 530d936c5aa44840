import type { HttpRequest } from '../../../core/http/httpPort';
import { momentFromMillis } from '../../../core/model/moment';
import { countMeteredReads } from '../../../core/quickbooks/meteredReads';
import { companyOf, countReads } from '../../../core/quickbooks/monthlyReads';
import { memory } from '../memory/memory';
import { QUICKBOOKS_CREDENTIAL } from './quickBooksCredential';

/** Adds a request that is about to be sent to the month's reads of its company, of polls and of runs alike. */
export async function countForMonth(credentialName: string, request: HttpRequest): Promise<void> {
	const company = credentialName === QUICKBOOKS_CREDENTIAL ? companyOf(request.url) : null;
	const reads = countMeteredReads(request);
	if (company !== null && reads > 0) await countReads(memory, company, { reads, now: momentFromMillis(Date.now()) });
}
