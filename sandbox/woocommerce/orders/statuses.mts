import type { Order } from './order.mts';
import { refunded, totalsOf } from './totals.mts';
import { updateOrderStock } from '../stock/orderStock.mts';
import { nowInSeconds, takeId, type Shop } from '../shop.mts';

export const orderStatuses = [
	'pending',
	'processing',
	'on-hold',
	'completed',
	'cancelled',
	'refunded',
	'failed',
	'checkout-draft',
] as const;

/** Every status that the shop knows: WooCommerce's own, and those that plugins brought for some order. */
export function registeredStatuses(shop: Shop): string[] {
	return [...new Set<string>([...orderStatuses, ...[...shop.orders.values()].map(({ status }) => status)])].filter(
		(status) => status !== 'trash',
	);
}

/** Moves an order to a status with all that follows: payment and completion dates, stock, the refund of the rest. */
export function setStatus(shop: Shop, order: Order, status: string): void {
	order.status = status;
	noteDates(shop, order);
	updateOrderStock(shop, order);
	if (status === 'refunded') refundTheRest(shop, order);
	order.modifiedAt = nowInSeconds(shop);
}

/** Payment arrived: a pending order starts to be processed. */
export function pay(shop: Shop, order: Order): void {
	order.paidAt ??= nowInSeconds(shop);
	setStatus(shop, order, 'processing');
}

function noteDates(shop: Shop, order: Order): void {
	const now = nowInSeconds(shop);
	// Cash on delivery counts as paid only when the order is completed.
	const paidStatuses = order.paymentMethod === 'cod' ? ['completed'] : ['processing', 'completed'];
	if (paidStatuses.includes(order.status)) order.paidAt ??= now;
	if (order.status === 'completed') order.completedAt ??= now;
}

/** A status "refunded" set by hand books what was not refunded yet, as an amount without lines. */
function refundTheRest(shop: Shop, order: Order): void {
	const amount = totalsOf(order).total - refunded(order);
	if (amount <= 0) return;
	order.refunds.unshift({
		id: takeId(shop, 'post'),
		createdAt: nowInSeconds(shop),
		amount,
		reason: 'Order fully refunded.',
		metaId: takeId(shop, 'meta'),
		full: true,
		lines: [],
		shipping: [],
		fees: [],
		taxLines: [],
	});
}
