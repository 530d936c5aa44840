import { datePair } from '../api/dates.mts';
import { formatAmount, type Micros } from '../money.mts';
import { amounts, lineJson, shippingHead, shownMeta, taxLines } from './lineJson.mts';
import type { Meta, Order } from './order.mts';
import { onGiftCards, refundTax, totalsOf } from './totals.mts';
import type { Json } from '../api/route.mts';
import type { Shop } from '../shop.mts';

const everyMethod = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** An order; amounts with `decimals` places. */
export function orderJson(shop: Shop, order: Order, decimals = order.rounding.decimals): Json {
	const money = (amount: Micros): string => formatAmount(amount, decimals);
	const totals = totalsOf(order);
	return {
		id: order.id,
		parent_id: 0,
		status: order.status,
		currency: order.currency,
		version: '11.0.1',
		prices_include_tax: order.pricesIncludeTax,
		...datePair(shop, 'date_created', order.createdAt),
		...datePair(shop, 'date_modified', order.modifiedAt),
		discount_total: money(totals.discount),
		discount_tax: money(totals.discountTax),
		shipping_total: money(totals.shipping),
		shipping_tax: money(totals.shippingTax),
		cart_tax: money(totals.cartTax),
		total: money(totals.total - onGiftCards(order)),
		total_tax: money(totals.totalTax),
		customer_id: order.customerId,
		order_key: order.orderKey,
		billing: order.billing,
		shipping: order.shipping,
		payment_method: order.paymentMethod,
		payment_method_title: order.paymentMethodTitle,
		transaction_id: order.transactionId,
		customer_ip_address: order.ipAddress,
		customer_user_agent: order.userAgent,
		created_via: order.createdVia,
		customer_note: order.customerNote,
		...datePair(shop, 'date_completed', order.completedAt),
		...datePair(shop, 'date_paid', order.paidAt),
		cart_hash: order.cartHash,
		number: order.number,
		meta_data: byKey(order.metaData),
		line_items: order.lines.map((line) => lineJson(shop, line, line, money)),
		tax_lines: taxLines(order, 1, money),
		shipping_lines: order.shippingLines.map((line) => ({
			...shippingHead(line.id, line.title),
			...amounts(line, 1, money),
			tax_status: 'taxable',
			meta_data: line.meta.map(shownMeta),
		})),
		fee_lines: order.feeLines.map((fee) => ({
			id: fee.id,
			name: fee.name,
			tax_class: '',
			tax_status: 'taxable',
			amount: '',
			...amounts(fee, 1, money),
			meta_data: [],
		})),
		coupon_lines: order.couponLines.map((coupon) => ({
			id: coupon.id,
			code: coupon.code,
			discount: money(coupon.discount),
			discount_tax: money(coupon.discountTax),
			meta_data: coupon.meta.map(shownMeta),
			discount_type: coupon.type,
			nominal_amount: coupon.nominalAmount,
			free_shipping: false,
		})),
		refunds: order.refunds.map((refund) => ({
			id: refund.id,
			reason: refund.reason,
			total: money(-refund.amount),
			total_tax: money(-refundTax(refund)),
		})),
		...giftCardFields(order, money),
		...paymentFields(shop, order, totals.total - onGiftCards(order)),
		currency_symbol: shop.settings.currencySymbol,
		_links: orderLinks(shop, order),
		...order.corruption,
	};
}

/** The plugin's field: https://woocommerce.com/document/gift-cards/rest-api-reference. Without the plugin there is none. */
function giftCardFields({ giftCards }: Order, money: (amount: Micros) => string): Json {
	if (giftCards.length === 0) return {};
	return { gift_cards: giftCards.map(({ id, code, amount }) => ({ id, code, amount: money(amount) })) };
}

/** An order's own meta data come in the order of their keys. */
function byKey(metaData: readonly Meta[]): Meta[] {
	return [...metaData].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function paymentFields(shop: Shop, order: Order, total: Micros): Json {
	return {
		payment_url: `${shop.siteUrl}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.orderKey}`,
		is_editable: ['pending', 'on-hold', 'auto-draft'].includes(order.status),
		needs_payment: ['pending', 'failed'].includes(order.status) && total > 0,
		needs_processing: order.lines.some((line) =>
			shop.products.has(line.variationId === 0 ? line.productId : line.variationId),
		),
	};
}

function orderLinks(shop: Shop, order: Order): Json {
	const orders = `${shop.siteUrl}/wp-json/wc/v3/orders`;
	return {
		self: [{ href: `${orders}/${order.id}`, targetHints: { allow: everyMethod } }],
		collection: [{ href: orders }],
		email_templates: [{ embeddable: true, href: `${orders}/${order.id}/actions/email_templates` }],
		...(order.customerId === 0
			? {}
			: { customer: [{ href: `${shop.siteUrl}/wp-json/wc/v3/customers/${order.customerId}` }] }),
	};
}
