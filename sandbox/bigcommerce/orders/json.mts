import { address, consignments, link, type Includes } from './consignmentJson.mts';
import { rfc2822 } from '../api/dates.mts';
import { fourDecimals } from '../money.mts';
import { amountsOf, discountOf, taxedCharge, type Taxed } from './amounts.mts';
import type { Order } from './order.mts';
import { statusName } from './statuses.mts';
import type { StoreSettings } from '../store.mts';

/** An order as v2 shows it; products, coupons and addresses are links. */
export function orderJson(order: Order, includes: Includes, settings: StoreSettings): unknown {
	const amounts = amountsOf(order);
	return {
		id: order.id,
		customer_id: order.customerId,
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
		...(settings.totalAfterTender
			? { total_inc_tax: fourDecimals(amounts.total.inc - order.storeCredit - order.giftCertificate) }
			: {}),
		items_total: order.lines.reduce((count, line) => count + line.quantity, 0),
		items_shipped: order.shippedAt === null ? 0 : order.lines.reduce((count, line) => count + line.quantity, 0),
		payment_method: order.payment.method,
		payment_provider_id: order.payment.reference,
		payment_status: order.payment.status,
		// Documented as always 0.
		refunded_amount: '0.0000',
		order_is_digital: false,
		store_credit_amount: fourDecimals(order.storeCredit),
		gift_certificate_amount: fourDecimals(order.giftCertificate),
		ip_address: '127.0.0.1',
		geoip_country: 'United States',
		geoip_country_iso2: 'US',
		...currencies(order, settings),
		staff_notes: null,
		customer_message: null,
		discount_amount: fourDecimals(discountOf(order, ({ code }) => code === null)),
		coupon_discount: fourDecimals(discountOf(order, ({ code }) => code !== null)),
		shipping_address_count: order.shipTo === null ? 0 : 1,
		is_deleted: order.archived,
		ebay_order_id: '0',
		cart_id: null,
		billing_address: address(order.billing),
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
		...(includes.consignments === 'none'
			? { consignments: link(order, 'consignments') }
			: { consignments: consignments(order, includes) }),
		...order.written,
		...order.corruption,
	};
}

export function feesJson(order: Order): unknown[] {
	return order.fees.map((fee) => {
		const { ex, inc, tax } = taxedCharge(order, fee);
		return {
			id: fee.id,
			type: 'custom_fee',
			name: fee.name.toLowerCase(),
			display_name_customer: fee.name,
			display_name_merchant: fee.name,
			source: 'AA',
			base_cost: fourDecimals(fee.amount),
			cost_ex_tax: fourDecimals(ex),
			cost_inc_tax: fourDecimals(inc),
			cost_tax: fourDecimals(tax),
			tax_class_id: null,
		};
	});
}

function three(name: string, { ex, inc, tax }: Taxed): Record<string, string> {
	return {
		[`${name}_ex_tax`]: fourDecimals(ex),
		[`${name}_inc_tax`]: fourDecimals(inc),
		[`${name}_tax`]: fourDecimals(tax),
	};
}

function charge(name: string, amount: Taxed, order: Order): Record<string, unknown> {
	return {
		[`base_${name}`]: fourDecimals(order.taxInclusive ? amount.inc : amount.ex),
		...three(name, amount),
		[`${name}_tax_class_id`]: 2,
	};
}

/** The buyer is shown and charged one currency; the store keeps its books in its own. */
function currencies(order: Order, settings: StoreSettings): Record<string, unknown> {
	const own = settings.currency;
	return {
		currency_id: order.currency === own ? 1 : 2,
		currency_code: order.currency,
		currency_exchange_rate: '1.0000000000',
		default_currency_id: order.currency === own ? 1 : 2,
		default_currency_code: order.currency,
		store_default_currency_code: own,
		store_default_to_transactional_exchange_rate: Number(order.exchangeRate).toFixed(10),
	};
}
