import type { SalesOrder } from '../../core/domain/salesOrder';
import { postOrders } from '../../core/quickbooks/postOrders';
import type { PostingOptions } from '../../core/quickbooks/postingTypes';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';

/** What the form says when nobody has touched it. */
export const untouchedForm: PostingOptions = {
	writes: true,
	goLive: null,
	numberPrefix: null,
	customer: { kind: 'channel', name: null },
	channelName: (id) => ({ woocommerce: 'WooCommerce', bigcommerce: 'BigCommerce', ebay: 'eBay' })[id] ?? id,
	draft: { documentType: 'Invoice', shippingItemId: null, feeItemId: null, depositAccountId: null, taxedCodeId: null, untaxedCodeId: null, memo: null },
};

/** Posts orders as they come from a channel and gives back the outcomes. */
export async function post(client: QuickBooksClient, orders: readonly SalesOrder[], changes: Partial<PostingOptions> = {}) {
	const posted = await postOrders(client, orders.map((order) => ({ order, match: null })), { ...untouchedForm, ...changes });
	return posted.map(({ outcome }) => outcome);
}

/** Posts one order and gives back its outcome. */
export async function postOne(client: QuickBooksClient, order: SalesOrder, changes: Partial<PostingOptions> = {}) {
	const [outcome] = await post(client, [order], changes);
	if (outcome === undefined) throw new Error('The order got no outcome');
	return outcome;
}
