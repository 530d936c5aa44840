import { fourDecimals, sum, type Amount } from '../money.mts';
import { lineAfter, taxedCharge } from './amounts.mts';
import type { Charge, Order, TaxRate } from './order.mts';

/** One rate on one line or charge. */
interface TaxPart {
	readonly type: 'item' | 'shipping' | 'handling' | 'gift-wrapping' | 'fee';
	readonly lineId: number | null;
	readonly rate: TaxRate;
	readonly amount: Amount;
}

/** The taxes of an order: one row for each rate, or with details one for each rate on each line and charge. */
export function taxesJson(order: Order, details: boolean): unknown[] {
	const parts = partsOf(order).filter(({ amount }) => amount !== 0);
	if (details) {
		return parts.map((part, index) => ({
			...rateOf(order, part.rate, order.id * 100 + index),
			priority_amount: total(parts),
			line_amount: fourDecimals(part.amount),
			order_product_id: part.lineId,
			line_item_type: part.type,
		}));
	}
	const names = [...new Set(parts.map(({ rate }) => `${rate.name} ${rate.percent}`))];
	return names.map((name, index) => {
		const own = parts.filter(({ rate }) => `${rate.name} ${rate.percent}` === name);
		const [first] = own;
		return {
			...(first === undefined ? {} : rateOf(order, first.rate, order.id + index)),
			priority_amount: total(parts),
			line_amount: total(own),
		};
	});
}

function partsOf(order: Order): TaxPart[] {
	const charge = (type: TaxPart['type'], lineId: number | null, of: Charge): TaxPart[] =>
		of.rates.map((rate, place) => ({ type, lineId, rate, amount: taxedCharge(order, of).taxes[place] ?? 0 }));
	return [
		...order.lines.flatMap((line) =>
			line.rates.map(
				(rate, place): TaxPart => ({
					type: 'item',
					lineId: line.id,
					rate,
					amount: lineAfter(order, line).taxes[place] ?? 0,
				}),
			),
		),
		...charge('shipping', null, order.shipping),
		...charge('handling', null, order.handling),
		...charge('gift-wrapping', order.lines[0]?.id ?? null, order.wrapping),
	];
}

function rateOf(order: Order, { name, percent }: TaxRate, id: number): Record<string, unknown> {
	return {
		id,
		order_id: order.id,
		order_address_id: order.addressId,
		tax_rate_id: 1,
		tax_class_id: 0,
		name,
		class: 'Default Tax Class',
		rate: Number(percent).toFixed(4),
		priority: 1,
	};
}

function total(parts: readonly TaxPart[]): string {
	return fourDecimals(sum(parts.map(({ amount }) => amount)));
}
