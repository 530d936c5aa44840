/** Amounts in cents throughout. */
export interface OrderLine {
	readonly lineItemId: string;
	readonly legacyItemId: string;
	readonly sku: string | null;
	readonly title: string;
	readonly variation: string | null;
	readonly quantity: number;
	/** Unit price times quantity, before discount. */
	readonly cost: number;
	readonly discount: number;
	readonly shipping: number;
	/** Tax that the seller owes. */
	readonly tax: number;
	/** Tax that eBay collects and remits. */
	readonly collectedTax: number;
}

export interface OrderRefund {
	readonly refundId: string;
	readonly at: number;
	readonly amount: number;
	readonly lineItemId: string | null;
}

export interface Order {
	readonly orderId: string;
	readonly recordNumber: string;
	/** Milliseconds since the epoch. */
	createdAt: number;
	modifiedAt: number;
	/** awaiting: bought, not paid; the unit is taken and no API shows the order. pending: the payment is being processed. */
	payment: 'awaiting' | 'pending' | 'paid';
	cancelled: 'NONE_REQUESTED' | 'IN_PROGRESS' | 'CANCELED';
	fulfillment: 'NOT_STARTED' | 'IN_PROGRESS' | 'FULFILLED';
	readonly currency: string;
	readonly buyer: Buyer;
	readonly lines: readonly OrderLine[];
	readonly refunds: OrderRefund[];
	corrupt: boolean;
}

export interface Buyer {
	readonly username: string;
	readonly fullName: string;
	readonly email: string;
	readonly phone: string;
	readonly line1: string;
	readonly city: string;
	readonly state: string;
	readonly postalCode: string;
	readonly country: string;
}

function sum(order: Order, amount: (line: OrderLine) => number): number {
	return order.lines.reduce((all, line) => all + amount(line), 0);
}

export interface OrderTotals {
	readonly subtotal: number;
	readonly discount: number;
	readonly shipping: number;
	readonly tax: number;
	readonly collectedTax: number;
	/** What is the seller's: goods less discount, shipping and the seller's own tax. */
	readonly total: number;
	readonly refunded: number;
}

export function totalsOf(order: Order): OrderTotals {
	const subtotal = sum(order, (line) => line.cost);
	const discount = sum(order, (line) => line.discount);
	const shipping = sum(order, (line) => line.shipping);
	const tax = sum(order, (line) => line.tax);
	return {
		subtotal,
		discount,
		shipping,
		tax,
		collectedTax: sum(order, (line) => line.collectedTax),
		total: subtotal - discount + shipping + tax,
		refunded: order.refunds.reduce((all, refund) => all + refund.amount, 0),
	};
}

/** Only purchases whose checkout is complete are orders for the APIs. */
export function isListed(order: Order): boolean {
	return order.payment !== 'awaiting';
}

export function paymentStatusOf(order: Order): string {
	if (order.payment !== 'paid') return 'PENDING';
	const { refunded, total } = totalsOf(order);
	if (refunded === 0) return 'PAID';
	return refunded < total ? 'PARTIALLY_REFUNDED' : 'FULLY_REFUNDED';
}
