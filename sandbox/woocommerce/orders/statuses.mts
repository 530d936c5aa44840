import type { Order, Refund } from './order.mts';
import { heldOfCards, onGiftCards, refunded, totalsOf } from './totals.mts';
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
	if (status === 'refunded') {
		refundCards(shop, order);
		refundTheRest(shop, order);
	}
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

/** The plugin Gift Cards gives back what it still holds, before WooCommerce books the rest: a refund of no money and no lines. */
function refundCards(shop: Shop, order: Order): void {
	const amount = heldOfCards(order);
	if (amount <= 0) return;
	const entry = { amount, metaId: takeId(shop, 'meta'), entryId: takeId(shop, 'item') };
	order.refunds.unshift({ ...refundWithoutLines(shop, { amount: 0, reason: '' }), onCards: entry });
}

/** A status "refunded" set by hand books the money that was not refunded yet, as an amount without lines. */
function refundTheRest(shop: Shop, order: Order): void {
	const amount = totalsOf(order).total - onGiftCards(order) - refunded(order);
	if (amount <= 0) return;
	order.refunds.unshift(refundWithoutLines(shop, { amount, reason: 'Order fully refunded.' }));
}

function refundWithoutLines(shop: Shop, said: Pick<Refund, 'amount' | 'reason'>): Refund {
	return {
		id: takeId(shop, 'post'),
		createdAt: nowInSeconds(shop),
		...said,
		metaId: takeId(shop, 'meta'),
		full: true,
		lines: [],
		shipping: [],
		fees: [],
		taxLines: [],
	};
}
