import { NOTHING_CHOSEN } from '../../core/posting/draft/draftSettings';
import type { SalesOrder } from '../../core/model/salesOrder';
import { postOrders } from '../../core/posting/postOrders';
import type { PostingOptions } from '../../core/posting/plan/postingOptions';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';

/** What the form's choices of a document say when nobody has touched it. */
export const untouchedDraft = NOTHING_CHOSEN;

/** One row of the form's payment methods for whatever is paid: all money goes to this account. */
export function moneyInto(accountId: string) {
	return {
		paymentRules: [{ channel: null, method: null, methodId: null, documentType: null, accountId }],
	};
}

/** What the form says when nobody has touched it. */
export const untouchedForm: PostingOptions = {
	writes: true,
	goLive: null,
	letThroughUntil: null,
	overwrittenMemos: 'needsAttention',
	numberPrefix: null,
	customer: { kind: 'channel', name: null },
	channelName: (id) => ({ woocommerce: 'WooCommerce', bigcommerce: 'BigCommerce', ebay: 'eBay' })[id] ?? id,
	now: '2026-11-20T20:00:00.000Z',
	missingItems: { kind: 'needsAttention' },
	recordPayments: false,
	sellingFees: null,
	draft: untouchedDraft,
};

/** Posts orders as they come from a channel and gives back the outcomes. */
export async function post(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	changes: Partial<PostingOptions> = {},
) {
	const posted = await postOrders(
		client,
		orders.map((order) => ({ order, match: null })),
		{ ...untouchedForm, ...changes },
	);
	return posted.map(({ outcome }) => outcome);
}

/** Posts one order and gives back its outcome. */
export async function postOne(client: QuickBooksClient, order: SalesOrder, changes: Partial<PostingOptions> = {}) {
	const [outcome] = await post(client, [order], changes);
	if (outcome === undefined) throw new Error('The order got no outcome');
	return outcome;
}
