import { priceBasket, tableOf, type Basket, type Priced } from './basket.mts';
import { blankAddress, type Order } from './orderModel.mts';
import { nowInSeconds, takeId, type Shop } from './shop.mts';
import type { TaxRate } from './taxes.mts';

export type OrderHead = Partial<Omit<Order, 'lines' | 'shippingLines' | 'feeLines' | 'couponLines' | 'taxLines' | 'refunds'>>;

/** Puts an order with its amounts into the shop; stock and payment are somebody else's matter. */
export function placeOrder(shop: Shop, basket: Basket, head: OrderHead = {}): Order {
	const id = takeId(shop, 'post');
	const now = nowInSeconds(shop);
	const order: Order = {
		...blankHead(shop, id, now),
		...head,
		...priceBasket(shop, basket),
		taxLines: [],
		refunds: [],
	};
	order.taxLines = ratesUsed(shop, basket, order).map((rate) => ({ id: takeId(shop, 'item'), rate }));
	shop.orders.set(id, order);
	return order;
}

function ratesUsed(shop: Shop, basket: Basket, order: Priced): TaxRate[] {
	const used = new Set([...order.lines, ...order.shippingLines, ...order.feeLines].flatMap(({ taxes }) => taxes.map(({ rateId }) => rateId)));
	return tableOf(shop, basket).filter((rate) => used.has(rate.id));
}

function blankHead(shop: Shop, id: number, now: number): Omit<Order, keyof Priced | 'taxLines' | 'refunds'> {
	return {
		id,
		number: `${shop.settings.orderNumberPrefix}${id}`,
		status: 'pending',
		currency: shop.settings.currency,
		pricesIncludeTax: shop.settings.pricesIncludeTax,
		createdAt: now,
		modifiedAt: now,
		completedAt: null,
		paidAt: null,
		customerId: 0,
		orderKey: `wc_order_${id.toString(36).padStart(13, 'k')}`,
		billing: { ...blankAddress, email: '' },
		shipping: blankAddress,
		paymentMethod: '',
		paymentMethodTitle: '',
		transactionId: '',
		createdVia: 'checkout',
		customerNote: '',
		metaData: [],
		stockReduced: false,
		corruption: {},
	};
}
