import { datePair } from './dates.mts';
import { formatAmount, type Micros } from './money.mts';
import type { Meta, Order, OrderLine, OrderTax, Refund } from './orderModel.mts';
import { rateTotal, refundTax, taxBefore, taxOf, totalsOf } from './orderTotals.mts';
import { shownSku } from './productModel.mts';
import type { Json } from './route.mts';
import type { Shop } from './shop.mts';

const everyMethod = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** An order; amounts with `decimals` places. */
export function orderJson(shop: Shop, order: Order, decimals = 2): Json {
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
		total: money(totals.total),
		total_tax: money(totals.totalTax),
		customer_id: order.customerId,
		order_key: order.orderKey,
		billing: order.billing,
		shipping: order.shipping,
		payment_method: order.paymentMethod,
		payment_method_title: order.paymentMethodTitle,
		transaction_id: order.transactionId,
		customer_ip_address: '',
		customer_user_agent: '',
		created_via: order.createdVia,
		customer_note: order.customerNote,
		...datePair(shop, 'date_completed', order.completedAt),
		...datePair(shop, 'date_paid', order.paidAt),
		cart_hash: '',
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
		...paymentFields(shop, order, totals.total),
		currency_symbol: shop.settings.currencySymbol,
		_links: orderLinks(shop, order),
		...order.corruption,
	};
}

/** A refund as `/orders/{id}/refunds` shows it: quantities and totals negative. */
export function refundJson(shop: Shop, order: Order, refund: Refund, decimals = 2): Json {
	const money = (amount: Micros): string => formatAmount(amount, decimals);
	const orderUrl = `${shop.siteUrl}/wp-json/wc/v3/orders/${order.id}`;
	return {
		id: refund.id,
		...datePair(shop, 'date_created', refund.createdAt),
		amount: money(refund.amount),
		reason: refund.reason,
		refunded_by: 1,
		refunded_payment: false,
		meta_data: [{ id: refund.metaId, key: '_refund_type', value: refund.full ? 'full' : 'partial' }],
		line_items: refund.lines.map((line) =>
			lineJson(shop, line.of, { ...line, quantity: -line.quantity, subtotal: -line.total, total: -line.total, taxes: negated(line.taxes), meta: [link(line.metaId, line.of.id)] }, money),
		),
		shipping_lines: refund.shipping.map((line) => ({
			...shippingHead(line.id, line.of.title),
			...amounts(line, -1, money),
			tax_status: 'taxable',
			meta_data: [shownMeta(link(line.metaId, line.of.id))],
		})),
		tax_lines: taxLines({ lines: refund.lines, feeLines: [], shippingLines: refund.shipping, taxLines: refund.taxLines }, -1, money),
		fee_lines: [],
		_links: {
			self: [{ href: `${orderUrl}/refunds/${refund.id}`, targetHints: { allow: ['GET', 'DELETE'] } }],
			collection: [{ href: `${orderUrl}/refunds` }],
			up: [{ href: orderUrl }],
		},
	};
}

type Money = (amount: Micros) => string;
type LineAmounts = Pick<OrderLine, 'id' | 'quantity' | 'subtotal' | 'total' | 'taxes' | 'meta'>;

/** SKU and product are looked up now, not as they were at the sale. */
function lineJson(shop: Shop, line: OrderLine, shown: LineAmounts, money: Money): Json {
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
	};
}

function amounts(line: { readonly total: Micros; readonly taxes: readonly OrderTax[] }, sign: 1 | -1, money: Money): Json {
	return {
		total: money(sign * line.total),
		total_tax: money(sign * taxOf(line.taxes)),
		taxes: line.taxes.map((tax) => ({ id: tax.rateId, total: money(sign * tax.total), subtotal: '' })),
	};
}

function shippingHead(id: number, title: string): Json {
	return { id, method_title: title, method_id: 'flat_rate', instance_id: '1' };
}

interface Taxed {
	readonly taxes: readonly OrderTax[];
}

function taxLines(order: { lines: readonly Taxed[]; feeLines: readonly Taxed[]; shippingLines: readonly Taxed[]; taxLines: Order['taxLines'] | Refund['taxLines'] }, sign: 1 | -1, money: Money): Json[] {
	return order.taxLines.map(({ id, rate }) => ({
		id,
		rate_code: rate.code,
		rate_id: rate.id,
		label: rate.name,
		compound: false,
		tax_total: money(sign * rateTotal(rate.id, [...order.lines, ...order.feeLines])),
		shipping_tax_total: money(sign * rateTotal(rate.id, order.shippingLines)),
		rate_percent: Number(rate.percent),
		meta_data: [],
	}));
}

/** An order's own meta data come in the order of their keys. */
function byKey(metaData: readonly Meta[]): Meta[] {
	return [...metaData].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function negated(taxes: readonly OrderTax[]): OrderTax[] {
	return taxes.map(({ rateId, total }) => ({ rateId, total: -total, subtotal: -total }));
}

function link(id: number, itemId: number): Meta {
	return { id, key: '_refunded_item_id', value: String(itemId) };
}

function shownMeta({ id, key, value }: Meta): Json {
	const label = key.startsWith('_') || key.includes('_') ? key : `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
	return { id, key, value, display_key: label, display_value: value };
}

function paymentFields(shop: Shop, order: Order, total: Micros): Json {
	return {
		payment_url: `${shop.siteUrl}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.orderKey}`,
		is_editable: ['pending', 'on-hold', 'auto-draft'].includes(order.status),
		needs_payment: ['pending', 'failed'].includes(order.status) && total > 0,
		needs_processing: order.lines.some((line) => shop.products.has(line.variationId === 0 ? line.productId : line.variationId)),
	};
}

function orderLinks(shop: Shop, order: Order): Json {
	const orders = `${shop.siteUrl}/wp-json/wc/v3/orders`;
	return {
		self: [{ href: `${orders}/${order.id}`, targetHints: { allow: everyMethod } }],
		collection: [{ href: orders }],
		email_templates: [{ embeddable: true, href: `${orders}/${order.id}/actions/email_templates` }],
		...(order.customerId === 0 ? {} : { customer: [{ href: `${shop.siteUrl}/wp-json/wc/v3/customers/${order.customerId}` }] }),
	};
}
