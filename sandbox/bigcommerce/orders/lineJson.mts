import { lineAfter, lineBefore, taxed } from './amounts.mts';
import { fourDecimals } from '../money.mts';
import type { Discount, Order, OrderLine } from './order.mts';

/** A line as `/orders/{id}/products` and the consignments show it. */
export function orderLineJson(order: Order, line: OrderLine): object {
	const before = lineBefore(order, line);
	const unit = taxed(order, line.price, line.rates);
	const wrapping = taxed(order, order.lines[0] === line ? order.wrapping.amount : 0, order.wrapping.rates);
	return {
		id: line.id,
		order_id: order.id,
		product_id: line.productId,
		variant_id: line.variantId ?? 0,
		order_pickup_method_id: 0,
		order_address_id: order.addressId,
		name: line.name,
		name_customer: line.name,
		name_merchant: line.name,
		sku: line.sku,
		upc: '',
		type: line.type,
		base_price: fourDecimals(line.price),
		price_ex_tax: fourDecimals(unit.ex),
		price_inc_tax: fourDecimals(unit.inc),
		price_tax: fourDecimals(unit.tax),
		base_total: fourDecimals(line.price * line.quantity),
		total_ex_tax: fourDecimals(before.ex),
		total_inc_tax: fourDecimals(before.inc),
		total_tax: fourDecimals(before.tax),
		weight: '0',
		width: '0.0000',
		height: '0.0000',
		depth: '0.0000',
		quantity: line.quantity,
		base_cost_price: '0.0000',
		cost_price_inc_tax: '0.0000',
		cost_price_ex_tax: '0.0000',
		cost_price_tax: '0.0000',
		is_refunded: line.quantityRefunded >= line.quantity,
		quantity_refunded: line.quantityRefunded,
		// Documented as always 0.
		refund_amount: '0.0000',
		return_id: 0,
		wrapping_id: 0,
		wrapping_name: wrapping.inc > 0 ? 'Gift wrapping' : '',
		base_wrapping_cost: fourDecimals(order.taxInclusive ? wrapping.inc : wrapping.ex),
		wrapping_cost_ex_tax: fourDecimals(wrapping.ex),
		wrapping_cost_inc_tax: fourDecimals(wrapping.inc),
		wrapping_cost_tax: fourDecimals(wrapping.tax),
		wrapping_message: '',
		quantity_shipped: order.shippedAt === null ? 0 : line.quantity,
		event_name: null,
		event_date: '',
		fixed_shipping_cost: '0.0000',
		ebay_item_id: '',
		ebay_transaction_id: '',
		option_set_id: null,
		parent_order_product_id: line.parentId,
		is_bundled_product: line.parentId !== null,
		bin_picking_number: '',
		external_id: null,
		fulfillment_source: '',
		brand: '',
		gift_certificate_id: null,
		applied_discounts: line.discounts.map(appliedDiscount),
		discounted_total_inc_tax: fourDecimals(lineAfter(order, line).inc),
		product_options:
			line.option === null
				? []
				: [{ id: line.id, display_name: line.option.name, display_value: line.option.value, value: line.option.value }],
		configurable_fields: [],
	};
}

function appliedDiscount({ code, target, amount }: Discount): unknown {
	const id = code === null ? (target === 'product' ? 'product-discount' : 'manual-discount') : 'coupon';
	return { id, amount: fourDecimals(amount), name: code ?? 'Manual Discount', code, target };
}
