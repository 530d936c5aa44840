import { buyerOf } from './buyer.mts';
import { lineTaxes } from './lineTaxes.mts';
import { cents, spread } from '../money.mts';
import type { Order, OrderLine } from '../orders/order.mts';
import type { Sale, SaleLine } from './sale.mts';
import { endIfSoldOut, findSellable, type Sellable } from '../stock/sellable.mts';
import type { EbayState } from '../state.mts';
import { Impossible } from './impossible.mts';

interface Taken {
	readonly sellable: Sellable;
	readonly quantity: number;
	readonly cost: number;
	readonly asked: SaleLine;
}

const CURRENCIES: Readonly<Record<string, string>> = {
	EBAY_US: 'USD',
	EBAY_CA: 'CAD',
	EBAY_GB: 'GBP',
	EBAY_AU: 'AUD',
	EBAY_CH: 'CHF',
	EBAY_PL: 'PLN',
	EBAY_HK: 'HKD',
	EBAY_SG: 'SGD',
	EBAY_MY: 'MYR',
	EBAY_PH: 'PHP',
};

/** A buyer buys: the units leave the listings, the purchase becomes an order when it is paid. */
export function sell(state: EbayState, sale: Sale): Order {
	const taken = sale.lines.map((line) => pick(state, line));
	const at = sale.placedAt === undefined ? state.now() : Date.parse(sale.placedAt);
	if (taken.length === 0 || Number.isNaN(at)) throw new Impossible('a sale needs lines and a time that can be read');
	takeUnits(state, taken);
	const number = state.nextNumber();
	const { marketplace = 'EBAY_US', payment = {} } = sale;
	const recordNumber = String(1_000 + number);
	const order: Order = {
		orderId: `12-${String(10_000 + (number % 90_000))}-${String(40_000 + number)}`,
		recordNumber,
		createdAt: at,
		modifiedAt: at,
		payment: paymentOf(payment.paid ?? sale.paid),
		paymentMethod: payment.method ?? 'EBAY',
		paymentReference: payment.reference ?? `PAY-${recordNumber}`,
		paidAt: payment.paidAt === undefined ? at : Date.parse(payment.paidAt),
		cancelled: 'NONE_REQUESTED',
		fulfillment: 'NOT_STARTED',
		fulfillments: [],
		fee: null,
		marketplace,
		currency: sale.currency ?? CURRENCIES[marketplace] ?? 'EUR',
		buyer: buyerOf(sale),
		lines: writeLines(state, taken, sale),
		adjustment: (sale.fees ?? []).reduce((all, { amount }) => all + cents(amount), 0),
		specialFees: cents(sale.specialFees ?? 0),
		chargesGoTo: sale.chargesGoTo ?? 'ebay',
		unexplained: cents(sale.unexplained ?? 0),
		refunds: [],
		corrupt: false,
	};
	state.orders.set(order.orderId, order);
	return order;
}

function paymentOf(paid: boolean | 'pending' | undefined): Order['payment'] {
	if (paid === false) return 'awaiting';
	return paid === 'pending' ? 'pending' : 'paid';
}

function pick(state: EbayState, asked: SaleLine): Taken {
	const { sku = null, title = asked.name ?? null, quantity = 1 } = asked;
	const price = asked.unitPrice ?? asked.price;
	const sellable = findSellable(state, sku, title);
	if (sellable === null) throw new Impossible(`nothing on sale under ${sku ?? title ?? 'no name'}`);
	if (!Number.isInteger(quantity) || quantity < 1) throw new Impossible(`nobody buys ${quantity} units`);
	return { sellable, quantity, cost: quantity * (price === undefined ? sellable.price : cents(price)), asked };
}

/** All or nothing: what is short is seen before anything is taken. */
function takeUnits(state: EbayState, taken: readonly Taken[]): void {
	for (const { sellable } of taken) {
		const needed = taken
			.filter((other) => isSame(other.sellable, sellable))
			.reduce((all, { quantity }) => all + quantity, 0);
		if (sellable.available() < needed)
			throw new Impossible(`only ${sellable.available()} left of ${sellable.sku ?? sellable.title}`);
	}
	for (const { sellable, quantity } of taken) sellable.take(quantity);
	for (const { sellable } of taken) endIfSoldOut(state, sellable.listingId);
}

function isSame(left: Sellable, right: Sellable): boolean {
	return left.listingId === right.listingId && left.sku === right.sku;
}

function writeLines(state: EbayState, taken: readonly Taken[], sale: Sale): OrderLine[] {
	const costs = taken.map(({ cost }) => cost);
	const shares = (amount: string | number | undefined): number[] => spread(cents(amount ?? 0), costs);
	const delivery = typeof sale.shipping === 'object' ? sale.shipping : { amount: sale.shipping ?? 0 };
	const [discounts, shippings, shippingDiscounts, taxes, collected] = [
		sale.discount,
		delivery.amount,
		delivery.discount,
		sale.tax,
		sale.marketplaceTax,
	].map(shares);
	return taken.map(({ sellable, quantity, cost, asked }, index) => {
		const discount = (discounts?.[index] ?? 0) + cents(asked.discount ?? 0);
		const [shipping, shippingDiscount] = [shippings?.[index] ?? 0, shippingDiscounts?.[index] ?? 0];
		if (discount > cost) throw new Impossible(`nobody gives ${discount} cents off ${cost}`);
		return {
			lineItemId: String(10_050_000_000 + state.nextNumber()),
			legacyItemId: sellable.listingId,
			sku: sellable.sku,
			title: sellable.title,
			variation: sellable.variation,
			quantity,
			cost,
			discount,
			shipping,
			shippingDiscount,
			importCharges: index === 0 ? cents(sale.importCharges ?? 0) : 0,
			taxes: lineTaxes({
				taxable: cost - discount + shipping - shippingDiscount,
				rates: asked.taxRates ?? sale.taxRates ?? [],
				own: taxes?.[index] ?? 0,
				collected: collected?.[index] ?? 0,
			}),
		};
	});
}
