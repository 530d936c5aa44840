export interface LineTax {
	/** STATE_SALES_TAX, VAT, GST .. */
	readonly type: string;
	/** "8.25"; null for a tax that was given as an amount. */
	readonly percent: string | null;
	readonly amount: number;
	/** eBay collects and remits it: not the seller's. */
	readonly collected: boolean;
}

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
	readonly shippingDiscount: number;
	/** What the buyer pays for customs. */
	readonly importCharges: number;
	readonly taxes: readonly LineTax[];
}

export interface RefundLine {
	readonly lineItemId: string;
	readonly amount: number;
	/** Units that really went back on sale. */
	readonly restocked: number;
	readonly quantity: number;
}

export interface OrderRefund {
	readonly refundId: string;
	readonly at: number;
	readonly amount: number;
	/** Empty at order level. */
	readonly lines: readonly RefundLine[];
	/** Only a refund that went through has moved money. */
	readonly status: 'REFUNDED' | 'PENDING' | 'FAILED';
}

/** Who bought, as the order shows them. */
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

/** A parcel. */
export interface Fulfillment {
	readonly fulfillmentId: string;
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly carrier: string | null;
	readonly trackingNumber: string | null;
	/** What lies in it; all that was ordered unless said. */
	readonly items?: readonly { readonly lineItemId: string; readonly quantity: number }[];
}

export interface Order {
	readonly orderId: string;
	readonly recordNumber: string;
	/** Milliseconds since the epoch. */
	createdAt: number;
	modifiedAt: number;
	/** awaiting: bought, not paid; the unit is taken, and only My eBay's list of sales shows it. pending: the payment is being processed. */
	payment: 'awaiting' | 'pending' | 'paid' | 'failed';
	readonly paymentMethod: string;
	readonly paymentReference: string;
	readonly paidAt: number;
	cancelled: 'NONE_REQUESTED' | 'IN_PROGRESS' | 'CANCELED';
	fulfillment: 'NOT_STARTED' | 'IN_PROGRESS' | 'FULFILLED';
	readonly fulfillments: Fulfillment[];
	/** What eBay keeps, cents; null while it has not said so. */
	fee: number | null;
	readonly marketplace: string;
	readonly currency: string;
	readonly buyer: Buyer;
	readonly lines: readonly OrderLine[];
	/** What seller and buyer agreed on afterwards, more or less. */
	adjustment: number;
	/** For recycling and the like; only a breakdown of taxes names them. */
	readonly specialFees: number;
	/** Whose they are, and the import charges: eBay does not say. */
	readonly chargesGoTo: 'ebay' | 'seller';
	/** In the total, and named nowhere. */
	readonly unexplained: number;
	readonly refunds: OrderRefund[];
	corrupt: boolean;
}

function sum(order: Order, amount: (line: OrderLine) => number): number {
	return order.lines.reduce((all, line) => all + amount(line), 0);
}

export interface OrderTotals {
	readonly subtotal: number;
	readonly discount: number;
	readonly shipping: number;
	readonly shippingDiscount: number;
	readonly tax: number;
	readonly collectedTax: number;
	/** Import charges and special fees. */
	readonly charges: number;
	/** What is the seller's: goods less discount, shipping, the seller's own tax and what was agreed on afterwards. */
	readonly total: number;
	readonly refunded: number;
}

export function totalsOf(order: Order): OrderTotals {
	const subtotal = sum(order, (line) => line.cost);
	const discount = sum(order, (line) => line.discount);
	const shipping = sum(order, (line) => line.shipping);
	const shippingDiscount = sum(order, (line) => line.shippingDiscount);
	const tax = sum(order, (line) => taxOf(line, false));
	const charges = sum(order, (line) => line.importCharges) + order.specialFees;
	return {
		charges,
		subtotal,
		discount,
		shipping,
		shippingDiscount,
		tax,
		collectedTax: sum(order, (line) => taxOf(line, true)),
		total:
			subtotal -
			discount +
			shipping -
			shippingDiscount +
			tax +
			order.adjustment +
			(order.chargesGoTo === 'seller' ? charges : 0),
		refunded: order.refunds
			.filter(({ status }) => status === 'REFUNDED')
			.reduce((all, refund) => all + refund.amount, 0),
	};
}

/** A line's tax: the seller's own, or what eBay collects. */
export function taxOf({ taxes }: OrderLine, collected: boolean): number {
	return taxes.filter((tax) => tax.collected === collected).reduce((all, { amount }) => all + amount, 0);
}

/** Only purchases whose checkout is complete are orders for the APIs. */
export function isListed(order: Order): boolean {
	return order.payment !== 'awaiting';
}

export function paymentStatusOf(order: Order): string {
	if (order.payment !== 'paid') return order.payment === 'failed' ? 'FAILED' : 'PENDING';
	const { refunded, total } = totalsOf(order);
	if (refunded === 0) return 'PAID';
	return refunded < total ? 'PARTIALLY_REFUNDED' : 'FULLY_REFUNDED';
}
