import { ApiError } from './apiError.mts';
import { allVariants, sameSku, type CatalogProduct, type Variant } from './catalog.mts';
import { parseAmount, shareOut, twoDecimals, type Amount } from './money.mts';
import { amountsOf, lineAfter } from './orderAmounts.mts';
import type { Order, OrderLine } from './orderModel.mts';
import { awaitingFulfillment, statusIdOf } from './orderStatuses.mts';
import { settleStock } from './orderStock.mts';
import { nowInSeconds, takeId, type Store } from './store.mts';

export interface SaleLine {
	readonly sku: string;
	readonly quantity: number;
	/** A decimal instead of the catalog's price, as the merchant enters prices. */
	readonly price?: string;
	/** True for a line that is no product of the catalog. */
	readonly custom?: boolean;
	readonly name?: string;
}

/** What a buyer does at the checkout. Amounts are decimals, as the merchant enters prices. */
export interface Sale {
	readonly lines: readonly SaleLine[];
	readonly shipping?: string;
	readonly handling?: string;
	readonly wrapping?: string;
	readonly fee?: string;
	/** Off the order, by a code. */
	readonly coupon?: string;
	/** Off the order, by the merchant's hand. */
	readonly discount?: string;
	/** Tender, not discount. */
	readonly storeCredit?: string;
	/** Percent for this order instead of the store's. */
	readonly taxRate?: string | number;
	/** Id or name; 11, Awaiting Fulfillment, unless said. */
	readonly status?: number | string;
	readonly buyer?: { readonly email?: string; readonly name?: string };
	/** ISO; now unless said. The order counts as modified now in any case. */
	readonly placedAt?: string;
}

/** Places an order as the checkout does. */
export function sell(store: Store, sale: Sale): Order {
	const { settings } = store;
	const [firstName = '', ...rest] = (sale.buyer?.name ?? 'Alex Buyer').split(' ');
	const id = takeId(store, 'order');
	const now = nowInSeconds(store);
	const order: Order = {
		id,
		statusId: sale.status === undefined ? awaitingFulfillment : statusIdOf(sale.status),
		placedAt: sale.placedAt === undefined ? now : Math.floor(Date.parse(sale.placedAt) / 1000),
		modifiedAt: now,
		shippedAt: null,
		currency: settings.currency,
		taxInclusive: settings.pricesIncludeTax,
		taxRate: String(sale.taxRate ?? settings.taxRate),
		buyer: { firstName, lastName: rest.join(' '), email: sale.buyer?.email ?? 'alex@example.test' },
		lines: sale.lines.map((line) => newLine(store, line)),
		shippingCost: amount(sale.shipping),
		handlingCost: amount(sale.handling),
		wrappingCost: amount(sale.wrapping),
		fee: amount(sale.fee),
		coupon: sale.coupon === undefined ? null : { id: 1, code: 'SAVE', amount: parseAmount(sale.coupon) },
		storeCredit: amount(sale.storeCredit),
		consignmentId: takeId(store, 'item'),
		addressId: takeId(store, 'item'),
		refunds: [],
		stockTaken: false,
		corruption: {},
	};
	discountLines(order, order.coupon?.amount ?? 0, amount(sale.discount));
	store.orders.set(id, order);
	settleStock(store, order);
	return order;
}

/** A line at today's price. */
export function newLine(store: Store, asked: SaleLine): OrderLine {
	const found = asked.custom === true ? null : findVariant(store, asked.sku);
	const price = asked.price ?? null;
	return {
		id: takeId(store, 'line'),
		productId: found?.product.id ?? 0,
		variantId: found?.variant.id ?? null,
		sku: found?.variant.sku ?? asked.sku,
		name: asked.name ?? found?.product.name ?? asked.sku,
		option: found?.variant.option ?? null,
		quantity: asked.quantity,
		price: price === null ? (found?.variant.price ?? found?.product.price ?? 0) : parseAmount(price),
		couponDiscount: 0,
		manualDiscount: 0,
		stockTaken: 0,
		quantityRefunded: 0,
	};
}

export function findVariant(store: Store, sku: string): { product: CatalogProduct; variant: Variant } {
	const variant = allVariants(store).find((candidate) => sameSku(candidate.sku, sku));
	const product = variant === undefined ? undefined : store.products.get(variant.productId);
	if (variant === undefined || product === undefined) throw new ApiError(404, `The store sells nothing with the SKU "${sku}"`);
	return { product, variant };
}

/** What a sale answers; the total is what the buyer was charged. */
export function saleJson(order: Order): unknown {
	return {
		orderId: String(order.id),
		orderNumber: String(order.id),
		total: twoDecimals(amountsOf(order).total.inc),
		lines: order.lines.map((line) => ({ lineId: line.id, sku: line.sku, quantity: line.quantity, total: twoDecimals(lineAfter(order, line).inc) })),
	};
}

/** Shares the order's discounts out over its lines by price. */
function discountLines(order: Order, coupon: Amount, manual: Amount): void {
	const prices = order.lines.map((line) => line.price * line.quantity);
	const [coupons, manuals] = [shareOut(coupon, prices), shareOut(manual, prices)];
	order.lines.forEach((line, index) => {
		line.couponDiscount = coupons[index] ?? 0;
		line.manualDiscount = manuals[index] ?? 0;
	});
}

function amount(text: string | undefined): Amount {
	return text === undefined ? 0 : parseAmount(text);
}
