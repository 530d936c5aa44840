import { cents, spread } from './money.mts';
import type { Buyer, Order, OrderLine } from './orderState.mts';
import { endIfSoldOut, findSellable, type Sellable } from './stock.mts';
import type { EbayState } from './state.mts';

type Amount = string | number;

export interface SaleLine {
	/** Null or absent for a listing without SKU; `title` names it then. */
	readonly sku?: string | null;
	readonly title?: string | null;
	readonly quantity?: number;
	/** For one unit; the listing's own unless said. */
	readonly price?: Amount;
}

export interface Sale {
	readonly lines: readonly SaleLine[];
	readonly shipping?: Amount;
	readonly discount?: Amount;
	/** Tax that eBay collects and remits: not the seller's. */
	readonly marketplaceTax?: Amount;
	/** Tax that the seller owes. */
	readonly tax?: Amount;
	readonly buyer?: Partial<Buyer>;
	/** false: bought and not paid yet; pending: paid, and eBay has not got the money. */
	readonly paid?: boolean | 'pending';
	/** ISO time. */
	readonly placedAt?: string;
}

/** What a test asked for cannot be: no such article, nothing left. */
export class Impossible extends Error {}

interface Taken {
	readonly sellable: Sellable;
	readonly quantity: number;
	readonly cost: number;
}

/** A buyer buys: the units leave the listings, the purchase becomes an order when it is paid. */
export function sell(state: EbayState, sale: Sale): Order {
	const taken = sale.lines.map((line) => pick(state, line));
	const at = sale.placedAt === undefined ? Date.now() : Date.parse(sale.placedAt);
	if (taken.length === 0 || Number.isNaN(at)) throw new Impossible('a sale needs lines and a time that can be read');
	takeUnits(state, taken);
	const number = state.nextNumber();
	const order: Order = {
		orderId: `12-${String(10_000 + (number % 90_000))}-${String(40_000 + number)}`,
		recordNumber: String(1_000 + number),
		createdAt: at,
		modifiedAt: at,
		payment: sale.paid === false ? 'awaiting' : sale.paid === 'pending' ? 'pending' : 'paid',
		cancelled: 'NONE_REQUESTED',
		fulfillment: 'NOT_STARTED',
		currency: 'USD',
		buyer: { ...defaultBuyer, ...sale.buyer },
		lines: writeLines(state, taken, sale),
		refunds: [],
		corrupt: false,
	};
	state.orders.set(order.orderId, order);
	return order;
}

function pick(state: EbayState, { sku = null, title = null, quantity = 1, price }: SaleLine): Taken {
	const sellable = findSellable(state, sku, title);
	if (sellable === null) throw new Impossible(`nothing on sale under ${sku ?? title ?? 'no name'}`);
	if (!Number.isInteger(quantity) || quantity < 1) throw new Impossible(`nobody buys ${quantity} units`);
	return { sellable, quantity, cost: quantity * (price === undefined ? sellable.price : cents(price)) };
}

/** All or nothing: what is short is seen before anything is taken. */
function takeUnits(state: EbayState, taken: readonly Taken[]): void {
	for (const { sellable } of taken) {
		const wanted = taken.filter((other) => isSame(other.sellable, sellable)).reduce((all, { quantity }) => all + quantity, 0);
		if (sellable.available() < wanted) throw new Impossible(`only ${sellable.available()} left of ${sellable.sku ?? sellable.title}`);
	}
	for (const { sellable, quantity } of taken) sellable.take(quantity);
	for (const { sellable } of taken) endIfSoldOut(state, sellable.listingId);
}

function isSame(left: Sellable, right: Sellable): boolean {
	return left.listingId === right.listingId && left.sku === right.sku;
}

function writeLines(state: EbayState, taken: readonly Taken[], sale: Sale): OrderLine[] {
	const costs = taken.map(({ cost }) => cost);
	const shares = (amount: Amount | undefined): number[] => spread(cents(amount ?? 0), costs);
	const [discounts, shippings, taxes, collected] = [sale.discount, sale.shipping, sale.tax, sale.marketplaceTax].map(shares);
	return taken.map(({ sellable, quantity, cost }, index) => ({
		lineItemId: String(10_050_000_000 + state.nextNumber()),
		legacyItemId: sellable.listingId,
		sku: sellable.sku,
		title: sellable.title,
		variation: sellable.variation,
		quantity,
		cost,
		discount: discounts?.[index] ?? 0,
		shipping: shippings?.[index] ?? 0,
		tax: taxes?.[index] ?? 0,
		collectedTax: collected?.[index] ?? 0,
	}));
}

const defaultBuyer: Buyer = {
	username: 'seagull_1987',
	fullName: 'Mara Lindqvist',
	email: '0a1b2c3d4e5f6a7b8c9d@members.ebay.com',
	phone: '+12065550143',
	line1: '12 Alder Street',
	city: 'Seattle',
	state: 'WA',
	postalCode: '98104',
	country: 'US',
};
