import { decimal } from '../money.mts';
import {
	isListed,
	paymentStatusOf,
	taxOf,
	totalsOf,
	type Order,
	type OrderLine,
	type OrderRefund,
} from '../orders/order.mts';

/** The order as a judge wants it, `total` being what belongs into the seller's books: sandbox/CONTROL.md. */
export function orderRow(order: Order): Record<string, unknown> {
	const { total, tax, collectedTax, refunded, shipping, shippingDiscount, charges } = totalsOf(order);
	const charge = (chargeId: string, kind: 'shipping' | 'fee', net: number): object[] =>
		net === 0 ? [] : [{ chargeId, kind, name: chargeId, net: decimal(net), tax: decimal(0), taxRates: [] }];
	return {
		orderId: order.orderId,
		orderNumber: order.orderId,
		status: paymentStatusOf(order),
		paymentStatus: paymentStatusOf(order),
		cancelState: order.cancelled,
		listed: isListed(order),
		currency: order.currency,
		placedAt: new Date(order.createdAt).toISOString(),
		modifiedAt: new Date(order.modifiedAt).toISOString(),
		paid: order.payment === 'paid',
		payments: [{ kind: 'money', amount: decimal(total), paid: order.payment === 'paid' }],
		total: decimal(total),
		taxTotal: decimal(tax),
		marketplaceTax: decimal(collectedTax),
		refunded: decimal(refunded),
		lines: order.lines.map(lineRow),
		charges: [
			...charge('delivery', 'shipping', shipping - shippingDiscount),
			...charge('adjustment', 'fee', order.adjustment),
			...charge('charges', 'fee', order.chargesGoTo === 'seller' ? charges : 0),
		],
		refunds: order.refunds.filter(({ status }) => status === 'REFUNDED').map(refundRow),
	};
}

function lineRow(line: OrderLine): object {
	const { lineItemId, sku, title, quantity, cost, discount } = line;
	const own = line.taxes.filter(({ collected }) => !collected);
	return {
		lineId: lineItemId,
		lineItemId,
		sku,
		name: title,
		title,
		quantity,
		net: decimal(cost - discount),
		tax: decimal(taxOf(line, false)),
		taxRates: own.map(({ type, percent }) => ({ name: type, percent })),
	};
}

function refundRow({ refundId, at, amount, lines }: OrderRefund): object {
	return {
		refundId,
		refundedAt: new Date(at).toISOString(),
		total: decimal(amount),
		tax: null,
		lines: lines.map((line) => ({
			lineId: line.lineItemId,
			quantity: line.quantity,
			restocked: line.restocked,
			total: decimal(line.amount),
		})),
	};
}
