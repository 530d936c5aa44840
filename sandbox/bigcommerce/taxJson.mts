import { fourDecimals, sum, type Amount } from './money.mts';
import { amountsOf, lineAfter } from './orderAmounts.mts';
import type { Order } from './orderModel.mts';

interface TaxPart {
	readonly type: 'item' | 'shipping' | 'handling' | 'gift-wrapping';
	readonly lineId: number | null;
	readonly amount: Amount;
}

/** The taxes of an order: one row for the rate, or with details one for each line and charge. */
export function taxesJson(order: Order, details: boolean): unknown[] {
	const parts = partsOf(order).filter(({ amount }) => amount !== 0);
	if (parts.length === 0) return [];
	if (!details) return [{ ...rateOf(order, order.id), priority_amount: total(parts), line_amount: total(parts) }];
	return parts.map((part, index) => ({
		...rateOf(order, order.id * 100 + index),
		priority_amount: total(parts),
		line_amount: fourDecimals(part.amount),
		order_product_id: part.lineId,
		line_item_type: part.type,
	}));
}

function partsOf(order: Order): TaxPart[] {
	const { shipping, handling, wrapping } = amountsOf(order);
	return [
		...order.lines.map((line): TaxPart => ({ type: 'item', lineId: line.id, amount: lineAfter(order, line).tax })),
		{ type: 'shipping', lineId: null, amount: shipping.tax },
		{ type: 'handling', lineId: null, amount: handling.tax },
		{ type: 'gift-wrapping', lineId: order.lines[0]?.id ?? null, amount: wrapping.tax },
	];
}

function rateOf(order: Order, id: number): Record<string, unknown> {
	return {
		id,
		order_id: order.id,
		order_address_id: order.addressId,
		tax_rate_id: 1,
		tax_class_id: 0,
		name: 'Sales tax',
		class: 'Default Tax Class',
		rate: Number(order.taxRate).toFixed(4),
		priority: 1,
	};
}

function total(parts: readonly TaxPart[]): string {
	return fourDecimals(sum(parts.map(({ amount }) => amount)));
}
