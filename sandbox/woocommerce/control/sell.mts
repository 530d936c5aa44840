import { addBundleMarks } from './bundles.mts';
import type { DraftCharge, DraftLine } from '../orders/basketTypes.mts';
import { addressesOf } from './buyer.mts';
import { addCheckoutNotes, checkoutFacts } from './checkoutNotes.mts';
import type { Coupon } from '../orders/coupons.mts';
import { parseAmount, unitOf } from '../money.mts';
import { placeOrder, termsOf, type Terms } from '../orders/draft.mts';
import type { Order } from '../orders/order.mts';
import { onGiftCards, totalsOf } from '../orders/totals.mts';
import { setStatus } from '../orders/statuses.mts';
import type { Product } from '../listings/product.mts';
import { collated } from '../listings/productLists.mts';
import type { ChargeAsked, Sale, SaleLine } from './sale.mts';
import { ratesOf } from './saleRates.mts';
import { RestError } from '../api/errors.mts';
import { takeId, type Shop } from '../shop.mts';

/** Places an order as the checkout does and brings it into its status. */
export function sell(shop: Shop, sale: Sale): Order {
	const terms = termsOf(shop, sale);
	const rates = sale.taxRates ?? (sale.taxRate === undefined ? undefined : [{ percent: sale.taxRate }]);
	const buyer = sale.customer ?? sale.buyer ?? {};
	const order = placeOrder(
		shop,
		{
			lines: sale.lines.map((line) => draftOf(shop, line)),
			shipping: chargesOf(shop, sale.shipping, 'Flat rate'),
			fees: chargesOf(shop, sale.fees ?? sale.fee, 'Handling'),
			coupons: couponsOf(sale, terms),
			rates: ratesOf(shop, rates),
		},
		{
			...terms,
			...checkoutFacts,
			...addressesOf(shop, buyer),
			customerId: buyer.customerId ?? 0,
			paymentMethod: sale.payment?.method ?? sale.paymentMethod ?? 'bacs',
			paymentMethodTitle: sale.payment?.title ?? sale.payment?.method ?? 'Direct bank transfer',
			transactionId: sale.payment?.reference ?? '',
			giftCards: (sale.giftCards ?? []).map(({ code, amount }) => ({
				id: takeId(shop, 'item'),
				code,
				amount: parseAmount(amount),
			})),
			...(sale.orderNumber === undefined ? {} : { number: sale.orderNumber }),
			...(sale.placedAt === undefined ? {} : { createdAt: secondsOf(sale.placedAt) }),
		},
	);
	if (onGiftCards(order) > totalsOf(order).total) {
		shop.orders.delete(order.id);
		throw new RestError(400, 'gift_cards', 'Gift cards pay no more than the order comes to');
	}
	addCheckoutNotes(shop, order);
	addBundleMarks(shop, order, sale.lines);
	setStatusAndPayment(shop, order, sale);
	return order;
}

/** Paid when it was placed or when the sale says; the status alone decides unless the sale does. */
function setStatusAndPayment(shop: Shop, order: Order, { status = 'processing', payment = {}, placedAt }: Sale): void {
	const paidAt = payment.paidAt ?? placedAt;
	setStatus(shop, order, status);
	if (order.paidAt !== null && paidAt !== undefined) order.paidAt = secondsOf(paidAt);
	if (payment.paid === true) order.paidAt ??= paidAt === undefined ? order.modifiedAt : secondsOf(paidAt);
	if (payment.paid === false) order.paidAt = null;
}

export function draftOf(shop: Shop, line: SaleLine): DraftLine {
	return {
		product: productOf(shop, line),
		name: line.name,
		quantity: line.quantity,
		price: line.unitPrice ?? line.price,
		cut: line.discount,
		rates: ratesOf(shop, line.taxRates),
		taxClass: line.taxClass,
	};
}

function productOf(shop: Shop, { sku, productId, name }: SaleLine): Product | null {
	if (productId !== undefined) return knownProduct(shop, productId);
	return sku === undefined && name !== undefined ? null : findProduct(shop, sku ?? '');
}

function knownProduct(shop: Shop, id: number): Product {
	const product = shop.products.get(id);
	if (product === undefined) throw new RestError(404, 'unknown_product', `The shop has no product ${id}`);
	return product;
}

/** The product or variation with exactly this SKU; '' finds the product without one. */
export function findProduct(shop: Shop, sku: string): Product {
	const named = sku === '' ? shop.products.values() : shop.products.list('sku', collated(sku));
	const product = [...named].find(
		(candidate) => candidate.sku === sku && candidate.status !== 'trash' && (sku !== '' || candidate.type === 'simple'),
	);
	if (product === undefined) throw new RestError(404, 'unknown_sku', `The shop sells nothing with the SKU "${sku}"`);
	return product;
}

export function chargesOf(shop: Shop, asked: Sale['shipping'], name: string): DraftCharge[] {
	if (asked === undefined) return [];
	const charges =
		typeof asked === 'string'
			? [{ amount: asked }]
			: Array.isArray(asked)
				? (asked as readonly ChargeAsked[])
				: [asked as ChargeAsked];
	return charges.map((charge) => ({
		name: charge.name ?? name,
		amount: charge.amount,
		rates: ratesOf(shop, charge.taxRates),
	}));
}

function couponsOf({ coupon, coupons = [] }: Sale, { rounding }: Terms): Coupon[] {
	const short =
		coupon === undefined
			? []
			: typeof coupon === 'object'
				? [{ code: `off${coupon.percent}`, type: 'percent' as const, amount: coupon.percent }]
				: [{ code: 'save', type: 'fixed_cart' as const, amount: coupon }];
	return [...short, ...coupons].map(({ code, type, amount }) => ({
		code,
		type,
		value: type === 'percent' ? Number(amount) : Math.round(parseAmount(String(amount)) / unitOf(rounding.decimals)),
	}));
}

function secondsOf(time: string): number {
	return Math.floor(Date.parse(time) / 1000);
}
