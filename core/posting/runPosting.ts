import type { PostingOptions } from './plan/postingOptions';
import type { OrderToPost, PostedOrder } from './plan/stages';
import { postOrders } from './postOrders';
import { readAffectedLevels, type AffectedLevel } from './write/affectedLevels';
import { bookSellingFees } from './write/bookSellingFees';
import { companyCaution } from '../quickbooks/companyCheck';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

/** What a run of posting comes to. */
export interface PostingReport {
	/** One for each order, in the order given. */
	readonly postedOrders: readonly PostedOrder[];
	readonly affectedLevels: readonly AffectedLevel[];
	/** What a person should know of the company's switches; null when there is nothing. */
	readonly caution: string | null;
}

/**
 * 1. The orders are posted.
 * 2. What selling them cost is booked, where the user chose that.
 * 3. The company's switches are looked at.
 * 4. The levels that the orders moved are read.
 *
 * Throws IntegrationError when QuickBooks cannot be used at all; whatever concerns a single order is in its outcome.
 */
export async function runPosting(
	client: QuickBooksClient,
	ordersToPost: readonly OrderToPost[],
	options: PostingOptions,
): Promise<PostingReport> {
	if (ordersToPost.length === 0) return { postedOrders: [], affectedLevels: [], caution: null };
	const posted = await postOrders(client, ordersToPost, options);
	const postedOrders = await bookSellingFees(client, posted, options);
	const caution = await findCaution(client, postedOrders);
	return { postedOrders, caution, affectedLevels: await readAffectedLevels(client, postedOrders) };
}

/** Once a run, and only where an order has a document: then the company's switches are known already, and cost no read. */
async function findCaution(client: QuickBooksClient, postedOrders: readonly PostedOrder[]): Promise<string | null> {
	const documented = postedOrders.filter(({ outcome }) => outcome.document !== null);
	if (documented.length === 0) return null;
	const isShared = documented.some(({ choices }) => choices.customer.kind === 'channel');
	return companyCaution(await client.company(), isShared ? 'channel' : 'buyer');
}
