import { address, consignments, link, type Includes } from './consignmentJson.mts';
import { rfc2822 } from './dates.mts';
import { fourDecimals, sum } from './money.mts';
import { amountsOf, taxed, type Taxed } from './orderAmounts.mts';
import type { Order } from './orderModel.mts';
import { statusName } from './orderStatuses.mts';

/** An order as v2 shows it; products, coupons and addresses are links. */
export function orderJson(order: Order, includes: Includes): unknown {
	const amounts = amountsOf(order);
	return {
		id: order.id,
		customer_id: 0,
		date_created: rfc2822(order.placedAt),
		date_modified: rfc2822(order.modifiedAt),
		date_shipped: rfc2822(order.shippedAt),
		status_id: order.statusId,
		status: statusName(order.statusId),
		custom_status: statusName(order.statusId),
		...three('subtotal', amounts.subtotal),
		...charge('shipping_cost', amounts.shipping, order),
		...charge('handling_cost', amounts.handling, order),
		...charge('wrapping_cost', amounts.wrapping, order),
		...three('total', amounts.total),
		items_total: order.lines.reduce((count, line) => count + line.quantity, 0),
		items_shipped: order.shippedAt === null ? 0 : order.lines.reduce((count, line) => count + line.quantity, 0),
		payment_method: 'Manual',
		payment_provider_id: null,
		payment_status: '',
		// Documented as always 0.
		refunded_amount: '0.0000',
		order_is_digital: false,
		store_credit_amount: fourDecimals(order.storeCredit),
		gift_certificate_amount: '0.0000',
		ip_address: '127.0.0.1',
		geoip_country: 'United States',
		geoip_country_iso2: 'US',
		...currencies(order),
		staff_notes: null,
		customer_message: null,
		discount_amount: fourDecimals(sum(order.lines.map((line) => line.manualDiscount))),
		coupon_discount: fourDecimals(sum(order.lines.map((line) => line.couponDiscount))),
		shipping_address_count: 1,
		is_deleted: false,
		ebay_order_id: '0',
		cart_id: null,
		billing_address: address(order),
		is_email_opt_in: false,
		credit_card_type: null,
		order_source: 'www',
		channel_id: 1,
		external_source: null,
		external_id: null,
		external_merchant_id: null,
		external_order_id: '',
		tax_provider_id: 'BasicTaxProvider',
		is_tax_inclusive_pricing: order.taxInclusive,
		customer_locale: 'en',
		fees: feesJson(order),
		products: link(order, 'products'),
		shipping_addresses: link(order, 'shipping_addresses'),
		coupons: link(order, 'coupons'),
		...(includes.consignments === 'none' ? { consignments: link(order, 'consignments') } : { consignments: consignments(order, includes) }),
		...order.corruption,
	};
}

export function feesJson(order: Order): unknown[] {
	const fee = taxed(order, order.fee);
	if (fee.inc === 0) return [];
	return [
		{
			id: order.id,
			type: 'custom_fee',
			name: 'handling',
			display_name_customer: 'Handling fee',
			display_name_merchant: 'Handling fee',
			source: 'AA',
			base_cost: fourDecimals(order.fee),
			cost_ex_tax: fourDecimals(fee.ex),
			cost_inc_tax: fourDecimals(fee.inc),
			cost_tax: fourDecimals(fee.tax),
			tax_class_id: null,
		},
	];
}

function three(name: string, { ex, inc, tax }: Taxed): Record<string, string> {
	return { [`${name}_ex_tax`]: fourDecimals(ex), [`${name}_inc_tax`]: fourDecimals(inc), [`${name}_tax`]: fourDecimals(tax) };
}

function charge(name: string, amount: Taxed, order: Order): Record<string, unknown> {
	return {
		[`base_${name}`]: fourDecimals(order.taxInclusive ? amount.inc : amount.ex),
		...three(name, amount),
		[`${name}_tax_class_id`]: 2,
	};
}

function currencies(order: Order): Record<string, unknown> {
	return {
		currency_id: 1,
		currency_code: order.currency,
		currency_exchange_rate: '1.0000000000',
		default_currency_id: 1,
		default_currency_code: order.currency,
		store_default_currency_code: order.currency,
		store_default_to_transactional_exchange_rate: '1.0000000000',
	};
}
