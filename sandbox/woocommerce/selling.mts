import type { DraftLine } from './basket.mts';
import type { Coupon } from './coupons.mts';
import { formatAmount, parseAmount } from './money.mts';
import { placeOrder } from './orderDraft.mts';
import { blankAddress, type Address, type Order } from './orderModel.mts';
import { setStatus } from './orderStatus.mts';
import { totalsOf } from './orderTotals.mts';
import { shownSku, type Product } from './productModel.mts';
import { RestError } from './restError.mts';
import { takeId, type Shop } from './shop.mts';
import type { TaxRate } from './taxes.mts';

export interface SaleLine {
	readonly sku: string;
	readonly quantity: number;
	/** A decimal instead of the product's price. */
	readonly price?: string | undefined;
}

/** What a buyer does at the checkout. */
export interface Sale {
	readonly lines: readonly SaleLine[];
	/** A decimal, without tax. */
	readonly shipping?: string;
	/** A decimal, without tax. */
	readonly fee?: string;
	/** A decimal off the cart, or a percentage of it. */
	readonly coupon?: string | { readonly percent: number };
	/** Percent for this order, over goods and shipping, instead of the shop's tables. */
	readonly taxRate?: string | number;
	/** "processing" unless said. */
	readonly status?: string;
	readonly buyer?: { readonly email?: string; readonly name?: string };
	/** ISO; now unless said. The order counts as modified now in any case. */
	readonly placedAt?: string;
	readonly paymentMethod?: string;
	/** What a plugin for order numbers calls it. */
	readonly orderNumber?: string;
}

/** Places an order as the checkout does and brings it into its status. */
export function sell(shop: Shop, sale: Sale): Order {
	const lines = sale.lines.map((line): DraftLine => ({ product: findProduct(shop, line.sku), quantity: line.quantity, price: line.price }));
	const address = addressOf(shop, sale.buyer?.name ?? 'Alex Buyer');
	const order = placeOrder(
		shop,
		{
			lines,
			shipping: sale.shipping === undefined ? undefined : { title: 'Flat rate', amount: sale.shipping },
			fees: sale.fee === undefined ? [] : [{ name: 'Handling', amount: sale.fee }],
			coupon: couponOf(sale.coupon),
			rates: sale.taxRate === undefined ? undefined : ratesOf(shop, String(sale.taxRate)),
		},
		{
			billing: { ...address, email: sale.buyer?.email ?? 'alex@example.test' },
			shipping: address,
			paymentMethod: sale.paymentMethod ?? 'bacs',
			paymentMethodTitle: 'Direct bank transfer',
			...(sale.orderNumber === undefined ? {} : { number: sale.orderNumber }),
			...(sale.placedAt === undefined ? {} : { createdAt: Math.floor(Date.parse(sale.placedAt) / 1000) }),
		},
	);
	setStatus(shop, order, sale.status ?? 'processing');
	return order;
}

/** What a sale answers; the total is what the buyer was charged. */
export function saleJson(shop: Shop, order: Order): unknown {
	return {
		orderId: String(order.id),
		orderNumber: order.number,
		total: formatAmount(totalsOf(order).total),
		lines: order.lines.map((line) => {
			const product = shop.products.get(line.variationId === 0 ? line.productId : line.variationId);
			return {
				lineId: line.id,
				sku: product === undefined ? null : shownSku(shop, product),
				quantity: line.quantity,
				total: formatAmount(line.total),
			};
		}),
	};
}

/** The product or variation with exactly this SKU; '' finds the product without one. */
export function findProduct(shop: Shop, sku: string): Product {
	const product = [...shop.products.values()].find(
		(candidate) => candidate.sku === sku && candidate.status !== 'trash' && (sku !== '' || candidate.type === 'simple'),
	);
	if (product === undefined) throw new RestError(404, 'unknown_sku', `The shop sells nothing with the SKU "${sku}"`);
	return product;
}

function couponOf(coupon: Sale['coupon']): Coupon | undefined {
	if (coupon === undefined) return undefined;
	if (typeof coupon === 'object') return { code: `off${coupon.percent}`, type: 'percent', value: coupon.percent };
	return { code: 'save', type: 'fixed_cart', value: parseAmount(coupon) / 10_000 };
}

function ratesOf(shop: Shop, percent: string): TaxRate[] {
	if (Number(percent) === 0) return [];
	const known = shop.otherRates.find((rate) => rate.percent === percent);
	if (known !== undefined) return [known];
	const id = takeId(shop, 'rate');
	const rate: TaxRate = { id, taxClass: '', percent, name: `Sales tax ${percent}%`, code: `US-NY-TAX-${id}`, appliesToShipping: true };
	shop.otherRates.push(rate);
	return [rate];
}

function addressOf(shop: Shop, name: string): Address {
	const [first = '', ...rest] = name.split(' ');
	const [country = '', state = ''] = shop.settings.country.split(':');
	return {
		...blankAddress,
		first_name: first,
		last_name: rest.join(' '),
		address_1: '12 Harbor Road',
		city: 'Albany',
		state,
		postcode: '12207',
		country,
	};
}
