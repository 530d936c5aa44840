import { formatAmount, type Micros } from '../money.mts';
import type { FeeLine, Order, OrderLine, OrderTax, Refund, ShippingLine } from '../orders/order.mts';
import { backOnCards, isCardsGivenBack, onGiftCards, refunded, refundTax, taxOf, totalsOf } from '../orders/totals.mts';
import { shownSku } from '../listings/product.mts';
import { reducedStock, restockedUnits } from '../stock/orderStock.mts';
import type { Json } from '../api/route.mts';
import type { Shop } from '../shop.mts';

/** An order as the shop's own data have it, for a judge: sandbox/CONTROL.md. */
export function orderRow(shop: Shop, order: Order): Json {
	const money = (amount: Micros): string => formatAmount(amount, order.rounding.decimals);
	const totals = totalsOf(order);
	const rates = (taxes: readonly OrderTax[]) =>
		order.taxLines
			.filter(({ rate }) => taxes.some(({ rateId }) => rateId === rate.id))
			.map(({ rate: { name, percent } }) => ({ name, percent }));
	const charge = (kind: 'shipping' | 'fee', line: ShippingLine | FeeLine): Json => ({
		chargeId: String(line.id),
		kind,
		name: 'title' in line ? line.title : line.name,
		net: money(line.total),
		tax: money(taxOf(line.taxes)),
		taxRates: rates(line.taxes),
	});
	return {
		orderId: String(order.id),
		orderNumber: order.number,
		status: order.status,
		currency: order.currency,
		placedAt: iso(order.createdAt),
		modifiedAt: iso(order.modifiedAt),
		paid: order.paidAt !== null,
		payments: paymentsOf(order, totals.total, money),
		total: money(totals.total),
		taxTotal: money(totals.totalTax),
		marketplaceTax: money(0),
		refunded: money(refunded(order) + backOnCards(order)),
		lines: order.lines.map((line) => ({
			...lineHead(shop, line),
			net: money(line.total),
			tax: money(taxOf(line.taxes)),
			taxRates: rates(line.taxes),
		})),
		charges: [
			...order.shippingLines.map((line) => charge('shipping', line)),
			...order.feeLines.map((line) => charge('fee', line)),
		],
		refunds: order.refunds.filter(({ begun }) => begun === undefined).map((refund) => refundRow(refund, money)),
	};
}

/** What paid or pays it, by kind: gift cards, and money for the rest. */
function paymentsOf(
	{ giftCards, status, paidAt, paymentMethodTitle: method }: Order,
	total: Micros,
	money: (amount: Micros) => string,
): Json[] {
	const paid = !isCardsGivenBack({ status });
	const cards = giftCards.map(({ amount }) => ({ kind: 'giftCertificate', amount: money(amount), paid }));
	const rest = total - onGiftCards({ giftCards });
	return rest === 0 && cards.length > 0
		? cards
		: [...cards, { kind: 'money', amount: money(rest), method, paid: paidAt !== null }];
}

function lineHead(shop: Shop, line: OrderLine): Json {
	const product = shop.products.get(line.variationId === 0 ? line.productId : line.variationId);
	return {
		lineId: String(line.id),
		sku: product === undefined ? null : shownSku(shop, product),
		name: line.name,
		quantity: line.quantity,
		stockTaken: reducedStock(line),
		restocked: restockedUnits(line),
	};
}

function refundRow(refund: Refund, money: (amount: Micros) => string): Json {
	const part = (line: {
		readonly of: { readonly id: number };
		readonly total: Micros;
		readonly taxes: readonly OrderTax[];
	}): Json => ({
		lineId: String(line.of.id),
		quantity: 0,
		restocked: 0,
		total: money(line.total + taxOf(line.taxes)),
	});
	return {
		refundId: String(refund.id),
		refundedAt: iso(refund.createdAt),
		total: money(refund.amount + (refund.onCards?.amount ?? 0)),
		...(refund.onCards === undefined
			? {}
			: { payments: [{ kind: 'giftCertificate', amount: money(refund.onCards.amount) }] }),
		tax: money(refundTax(refund)),
		lines: [
			...refund.lines.map((line) => ({ ...part(line), quantity: line.quantity, restocked: line.restocked })),
			...[...refund.shipping, ...refund.fees].map(part),
		],
	};
}

function iso(seconds: number): string {
	return new Date(seconds * 1000).toISOString();
}
