import { NOTHING_CHOSEN, type DraftChoices } from '../../core/posting/draft/draftSettings';
import type { SalesOrder } from '../../core/model/salesOrder';
import { postOrders } from '../../core/posting/postOrders';
import type { PostingChoices, PostingOptions } from '../../core/posting/plan/postingOptions';
import type { OrderToPost } from '../../core/posting/plan/stages';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';

/** The form's choices of a document, untouched but for its type: an invoice shows what is paid of it. */
export const untouchedDraft: DraftChoices = { ...NOTHING_CHOSEN, documentType: 'Invoice' };

/** One row of the form's payment methods for whatever is paid: all money goes to this account. */
export function moneyInto(accountId: string) {
	return {
		paymentRules: [{ channel: null, method: null, methodId: null, documentType: null, accountId }],
	};
}

/** What the form says of a run and of each of its orders. */
export interface PostingForm extends PostingOptions, PostingChoices {}

/** What the form says when nobody has touched it. */
export const untouchedForm: PostingForm = {
	writes: true,
	ignoreCase: false,
	goLive: null,
	letThroughUntil: null,
	overwrittenMemos: 'needsAttention',
	customer: { kind: 'channel', name: null },
	channelName: (id) => ({ woocommerce: 'WooCommerce', bigcommerce: 'BigCommerce', ebay: 'eBay' })[id] ?? id,
	now: '2026-11-20T20:00:00.000Z',
	missingItems: { kind: 'needsAttention' },
	recordPayments: false,
	sellingFees: null,
	draft: untouchedDraft,
};

/** Orders as they come from a channel, with one form for all. */
export function toPost(orders: readonly SalesOrder[], choices: PostingChoices = untouchedForm): OrderToPost[] {
	return orders.map((order) => ({ order, match: null, choices }));
}

/** Posts orders as they come from a channel and gives back the outcomes. */
export async function post(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	changes: Partial<PostingForm> = {},
) {
	const form = { ...untouchedForm, ...changes };
	const posted = await postOrders(client, toPost(orders, form), form);
	return posted.map(({ outcome }) => outcome);
}

/** Posts one order and gives back its outcome. */
export async function postOne(client: QuickBooksClient, order: SalesOrder, changes: Partial<PostingForm> = {}) {
	const [outcome] = await post(client, [order], changes);
	if (outcome === undefined) throw new Error('The order got no outcome');
	return outcome;
}
