import type { Micros } from '../money.mts';
import type { Meta, Order, OrderLine, OrderTax, Refund } from './order.mts';
import { rateTotal, taxBefore, taxOf } from './totals.mts';
import { shownSku } from '../listings/product.mts';
import type { Json } from '../api/route.mts';
import type { Shop } from '../shop.mts';

export type Money = (amount: Micros) => string;

type LineAmounts = Pick<OrderLine, 'id' | 'quantity' | 'subtotal' | 'total' | 'taxes' | 'meta'>;

/** SKU and product are looked up now, not as they were at the sale. */
export function lineJson(shop: Shop, line: OrderLine, shown: LineAmounts, money: Money): Json {
	const product = shop.products.get(line.variationId === 0 ? line.productId : line.variationId);
	return {
		id: shown.id,
		name: line.name,
		product_id: line.productId,
		variation_id: line.variationId,
		quantity: shown.quantity,
		tax_class: line.taxClass,
		subtotal: money(shown.subtotal),
		subtotal_tax: money(taxBefore(shown.taxes)),
		total: money(shown.total),
		total_tax: money(taxOf(shown.taxes)),
		taxes: shown.taxes.map((tax) => ({ id: tax.rateId, total: money(tax.total), subtotal: money(tax.subtotal ?? 0) })),
		meta_data: shown.meta.map(shownMeta),
		sku: product === undefined ? null : shownSku(shop, product),
		global_unique_id: product === undefined ? null : product.globalUniqueId,
		price: shown.quantity === 0 ? 0 : shown.total / 1_000_000 / shown.quantity,
		image: { id: product === undefined || line.variationId !== 0 ? 0 : '', src: '' },
		parent_name: line.parentName,
		...line.added,
	};
}

export function amounts(
	line: { readonly total: Micros; readonly taxes: readonly OrderTax[] },
	sign: 1 | -1,
	money: Money,
): Json {
	return {
		total: money(sign * line.total),
		total_tax: money(sign * taxOf(line.taxes)),
		taxes: line.taxes.map((tax) => ({ id: tax.rateId, total: money(sign * tax.total), subtotal: '' })),
	};
}

export function shippingHead(id: number, title: string): Json {
	return { id, method_title: title, method_id: 'flat_rate', instance_id: '1' };
}

interface Taxed {
	readonly taxes: readonly OrderTax[];
}

export function taxLines(
	order: {
		lines: readonly Taxed[];
		feeLines: readonly Taxed[];
		shippingLines: readonly Taxed[];
		taxLines: Order['taxLines'] | Refund['taxLines'];
	},
	sign: 1 | -1,
	money: Money,
): Json[] {
	return order.taxLines.map(({ id, rate }) => ({
		id,
		rate_code: rate.code,
		rate_id: rate.id,
		label: rate.name,
		compound: rate.compound === true,
		tax_total: money(sign * rateTotal(rate.id, [...order.lines, ...order.feeLines])),
		shipping_tax_total: money(sign * rateTotal(rate.id, order.shippingLines)),
		rate_percent: Number(rate.percent),
		meta_data: [],
	}));
}

export function shownMeta({ id, key, value }: Meta): Json {
	const label = key.startsWith('_') || key.includes('_') ? key : `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
	return { id, key, value, display_key: label, display_value: value };
}
