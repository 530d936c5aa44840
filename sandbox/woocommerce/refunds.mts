import { parseAmount, sum, type Micros } from './money.mts';
import type { Order, OrderLine, OrderTax, Refund, RefundLine, RefundShipping, ShippingLine } from './orderModel.mts';
import { restock } from './orderStock.mts';
import { setStatus } from './orderStatus.mts';
import { refunded, scaledTaxes, shareOf, taxOf, totalsOf } from './orderTotals.mts';
import { RestError } from './restError.mts';
import { nowInSeconds, takeId, type Shop } from './shop.mts';

export interface RefundRequest {
	/** Of a product line or a shipping line. */
	readonly lines: readonly { readonly lineId: number; readonly quantity: number; readonly total?: Micros | undefined }[];
	/** Null: the sum of the lines. */
	readonly amount: Micros | null;
	readonly reason: string;
	readonly restock: boolean;
}

/** Books a refund. What exceeds the rest of the order is refused with a 500, as WooCommerce does. */
export function refundOrder(shop: Shop, order: Order, request: RefundRequest): Refund {
	const lines = request.lines.flatMap((asked) => order.lines.filter(({ id }) => id === asked.lineId).map((line) => refundLine(shop, line, asked)));
	const shipping = request.lines.flatMap((asked) =>
		order.shippingLines.filter(({ id }) => id === asked.lineId).map((line) => refundShipping(shop, line, asked.total)),
	);
	const amount = request.amount ?? sum([...lines, ...shipping].map((line) => line.total + taxOf(line.taxes)));
	const rest = totalsOf(order).total - refunded(order);
	if (amount > rest) throw cannotRefund('Invalid refund amount.');
	const refund: Refund = {
		id: takeId(shop, 'post'),
		createdAt: nowInSeconds(shop),
		amount,
		reason: request.reason,
		metaId: takeId(shop, 'meta'),
		full: amount === rest,
		lines,
		shipping,
		taxLines: taxLinesOf(shop, order, [...lines, ...shipping]),
	};
	order.refunds.unshift(refund);
	if (request.restock) for (const line of lines) restock(shop, line.of, line.quantity);
	if (refund.full) setStatus(shop, order, 'refunded');
	order.modifiedAt = nowInSeconds(shop);
	return refund;
}

export function cannotRefund(message: string): RestError {
	return new RestError(500, 'woocommerce_rest_cannot_create_order_refund', message, 500);
}

function refundLine(shop: Shop, line: OrderLine, asked: { quantity: number; total?: Micros | undefined }): RefundLine {
	const total = asked.total ?? shareOf(line.total, asked.quantity, line.quantity);
	return { id: takeId(shop, 'item'), of: line, quantity: asked.quantity, total, taxes: scaledTaxes(line, total), metaId: takeId(shop, 'meta') };
}

function refundShipping(shop: Shop, line: ShippingLine, asked: Micros | undefined): RefundShipping {
	const total = asked ?? line.total;
	return { id: takeId(shop, 'item'), of: line, total, taxes: scaledTaxes(line, total), metaId: takeId(shop, 'meta') };
}

function taxLinesOf(shop: Shop, order: Order, lines: readonly { readonly taxes: readonly OrderTax[] }[]): Refund['taxLines'] {
	const used = new Set(lines.flatMap(({ taxes }) => taxes.map(({ rateId }) => rateId)));
	return order.taxLines.filter(({ rate }) => used.has(rate.id)).map(({ rate }) => ({ id: takeId(shop, 'item'), rate }));
}

/** A decimal as clients send it, text or number; refused when it is neither. */
export function amountIn(value: unknown): Micros {
	try {
		return parseAmount(String(value));
	} catch {
		throw cannotRefund('Invalid refund amount.');
	}
}
