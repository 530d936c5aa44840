import { parseAmount } from '../../woocommerce/money.mts';
import type { Meta, Order, OrderTax } from '../../woocommerce/orders/order.mts';
import { addProduct, type Product } from '../../woocommerce/listings/product.mts';
import { emptyShop, type Shop, type ShopServer } from '../../woocommerce/shop.mts';
import { exchange, exchanges } from './recordings.mts';

// Whatever a recording holds; what is missing makes the replay fail.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Recorded = any;

/** The shop as it was when the recording began, put together from what the recordings show of it. */
export function recordedShop(server: ShopServer): Shop {
	const shop = emptyShop(server, {
		timeZone: 'Europe/Berlin',
		currency: 'EUR',
		currencySymbol: '€',
		country: 'DE',
		pricesIncludeTax: true,
		taxRates: [
			{ id: 1, taxClass: '', percent: '19', name: 'MwSt. 19%', code: 'DE-MWST. 19%-1', appliesToShipping: true },
			{
				id: 2,
				taxClass: 'reduced-rate',
				percent: '7',
				name: 'MwSt. 7%',
				code: 'DE-MWST. 7%-1',
				appliesToShipping: true,
			},
		],
	});
	const seen = productsSeen();
	for (let id = 10; id <= 39; id += 1) addProduct(shop, seen.has(id) ? readProduct(seen.get(id)) : neighbour(id));
	for (let id = 40; id <= 53; id += 1) addProduct(shop, readProduct(seen.get(id)));
	for (const order of exchange('071').response.body as Recorded[]) shop.orders.set(order.id, readOrder(shop, order));
	addWebhook(shop, exchange('210').response.body);
	shop.next.post = 63;
	shop.next.item = 33;
	shop.next.meta = 300;
	return shop;
}

/** The dates that were written into the shop's tables before the recordings 301 to 320. */
export function redateOrders(shop: Shop): void {
	const dates = { 55: '00:47:16', 56: '02:17:16', 57: '02:47:16', 59: '03:17:16', 61: '03:37:16', 62: '03:47:16' };
	for (const [id, time] of Object.entries(dates)) {
		const order = shop.orders.get(Number(id));
		if (order !== undefined) order.modifiedAt = Date.parse(`2026-11-23T${time}Z`) / 1000;
	}
}

/** Every product's first appearance; a product that only a batch shows is as the batch left it. */
function productsSeen(): Map<number, Recorded> {
	const seen = new Map<number, Recorded>();
	const visit = (value: Recorded): void => {
		if (Array.isArray(value)) value.forEach(visit);
		else if (typeof value === 'object' && value !== null) {
			if ('manage_stock' in value && 'date_created_gmt' in value && !seen.has(value.id)) seen.set(value.id, value);
			else Object.values(value).forEach(visit);
		}
	};
	for (const { response } of exchanges) visit(response.body);
	return seen;
}

function readProduct(recorded: Recorded): Partial<Product> & { name: string } {
	const [attribute] = recorded.attributes as Recorded[];
	return {
		id: recorded.id,
		parentId: recorded.parent_id,
		name: recorded.type === 'variation' && recorded.slug === undefined ? 'variation' : recorded.name,
		type: recorded.type,
		sku: recorded.sku,
		regularPrice: recorded.regular_price,
		taxClass: recorded.type === 'variation' ? 'parent' : recorded.tax_class,
		weight: recorded.weight,
		manageStock: recorded.manage_stock === true,
		stockQuantity: recorded.manage_stock === true ? recorded.stock_quantity : null,
		option: recorded.type === 'variation' ? { name: attribute.name, value: attribute.option } : null,
		createdAt: seconds(recorded.date_created_gmt),
		modifiedAt: seconds(recorded.date_modified_gmt),
	};
}

/** A product that no recording shows whole: like its neighbours, which all follow one pattern. */
function neighbour(id: number): Partial<Product> & { name: string } {
	const number = id - 9;
	return {
		id,
		name: `Rig product ${number}`,
		sku: `RIG-${String(number).padStart(3, '0')}`,
		regularPrice: `${number + 4}.99`,
		weight: '0.5',
		taxClass: number % 7 === 0 ? 'reduced-rate' : '',
		manageStock: true,
		stockQuantity: id,
		createdAt: seconds('2026-11-23T03:36:26'),
		modifiedAt: seconds('2026-11-23T03:36:26'),
	};
}

function readOrder(shop: Shop, recorded: Recorded): Order {
	const lines = recorded.line_items.map((line: Recorded) => ({
		id: line.id,
		name: line.name,
		productId: line.product_id,
		variationId: line.variation_id,
		parentName: line.parent_name,
		quantity: line.quantity,
		taxClass: line.tax_class,
		subtotal: parseAmount(line.subtotal),
		total: Math.round(line.price * line.quantity * 1_000_000),
		taxes: line.taxes.map(readTax),
		meta: line.meta_data.map(readMeta),
	}));
	const shippingLines = recorded.shipping_lines.map((line: Recorded) => ({
		id: line.id,
		title: line.method_title,
		total: parseAmount(line.total),
		taxes: line.taxes.map(readTax),
		meta: line.meta_data.map(readMeta),
	}));
	const taxLines = recorded.tax_lines.map((line: Recorded) => ({
		id: line.id,
		rate: shop.settings.taxRates.find(({ id }) => id === line.rate_id),
	}));
	return {
		id: recorded.id,
		number: recorded.number,
		giftCards: [],
		status: recorded.status,
		currency: recorded.currency,
		pricesIncludeTax: recorded.prices_include_tax,
		rounding: { decimals: 2, at: 'line', half: recorded.prices_include_tax === true ? 'down' : 'up' },
		createdAt: seconds(recorded.date_created_gmt),
		modifiedAt: seconds(recorded.date_modified_gmt),
		completedAt: recorded.date_completed_gmt === null ? null : seconds(recorded.date_completed_gmt),
		paidAt: recorded.date_paid_gmt === null ? null : seconds(recorded.date_paid_gmt),
		customerId: recorded.customer_id,
		orderKey: recorded.order_key,
		billing: recorded.billing,
		shipping: recorded.shipping,
		paymentMethod: recorded.payment_method,
		paymentMethodTitle: recorded.payment_method_title,
		transactionId: recorded.transaction_id,
		createdVia: recorded.created_via,
		customerNote: recorded.customer_note,
		ipAddress: recorded.customer_ip_address,
		userAgent: recorded.customer_user_agent,
		cartHash: recorded.cart_hash,
		metaData: [...recorded.meta_data],
		lines,
		shippingLines,
		feeLines: recorded.fee_lines.map((fee: Recorded) => ({
			id: fee.id,
			name: fee.name,
			total: parseAmount(fee.total),
			taxes: fee.taxes.map(readTax),
		})),
		couponLines: recorded.coupon_lines.map(readCoupon),
		taxLines,
		refunds: recorded.refunds.map((refund: Recorded) => readRefund(refund, { lines, shippingLines, taxLines })),
		stockReduced: lines.some((line: { meta: Meta[] }) => line.meta.some(({ key }) => key === '_reduced_stock')),
		corruption: {},
	};
}

/** Order 57's refund is recorded whole (092); of order 59's only the sum is. */
function readRefund(recorded: Recorded, order: Recorded): Order['refunds'][number] {
	const whole =
		recorded.id === 58 ? (exchange('092').response.body as Recorded[])[0] : { line_items: [], shipping_lines: [] };
	const part = (line: Recorded, of: Recorded): Recorded => {
		const positive = {
			total: -parseAmount(line.total),
			taxes: line.taxes.map((tax: Recorded) => ({ ...readTax(tax), total: -parseAmount(tax.total) })),
		};
		return { id: line.id, of, quantity: -line.quantity, ...positive, metaId: line.meta_data[0].id, restocked: 0 };
	};
	const original = (lines: Recorded[], line: Recorded): Recorded =>
		lines.find(({ id }) => String(id) === line.meta_data[0].value);
	return {
		id: recorded.id,
		createdAt: seconds('2026-11-23T03:36:31'),
		amount: -parseAmount(recorded.total),
		reason: recorded.reason,
		metaId: 13,
		full: recorded.id === 58,
		lines: whole.line_items.map((line: Recorded) => part(line, original(order.lines, line))),
		shipping: whole.shipping_lines.map((line: Recorded) => part(line, original(order.shippingLines, line))),
		fees: [],
		taxLines: order.taxLines,
	};
}

function readCoupon(coupon: Recorded): Order['couponLines'][number] {
	return {
		id: coupon.id,
		code: coupon.code,
		type: coupon.discount_type,
		nominalAmount: coupon.nominal_amount,
		discount: parseAmount(coupon.discount),
		discountTax: parseAmount(coupon.discount_tax),
		meta: coupon.meta_data.map(readMeta),
	};
}

function readTax(tax: Recorded): OrderTax {
	return {
		rateId: tax.id,
		total: parseAmount(tax.total),
		subtotal: tax.subtotal === '' ? null : parseAmount(tax.subtotal),
	};
}

function readMeta({ id, key, value }: Recorded): Meta {
	return { id, key, value };
}

function addWebhook(shop: Shop, recorded: Recorded): void {
	shop.webhooks.set(recorded.id, {
		id: recorded.id,
		name: recorded.name,
		status: recorded.status,
		topic: recorded.topic,
		deliveryUrl: recorded.delivery_url,
		secret: '',
		createdAt: seconds(recorded.date_created_gmt),
		modifiedAt: seconds(recorded.date_modified_gmt),
	});
}

function seconds(gmt: string): number {
	return Date.parse(`${gmt}Z`) / 1000;
}
