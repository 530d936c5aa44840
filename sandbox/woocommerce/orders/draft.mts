import { priceBasket } from './basket.mts';
import type { Basket, Priced } from './basketTypes.mts';
import { decimalsOf } from '../money.mts';
import { blankAddress, type Order, type TaxLine } from './order.mts';
import { nowInSeconds, takeId, type Shop } from '../shop.mts';
import type { Rounding, TaxRate } from './taxes.mts';

export type OrderHead = Partial<
	Omit<Order, 'lines' | 'shippingLines' | 'feeLines' | 'couponLines' | 'taxLines' | 'refunds' | keyof Terms>
>;

/** What an order keeps of the shop's settings. */
export interface Terms {
	readonly currency: string;
	readonly pricesIncludeTax: boolean;
	readonly rounding: Rounding;
}

/** The shop's terms, but for what one order has of its own. */
export function termsOf(
	{ settings }: Pick<Shop, 'settings'>,
	own: {
		readonly currency?: string | undefined;
		readonly pricesIncludeTax?: boolean | undefined;
		readonly roundTaxAt?: 'line' | 'order' | undefined;
	} = {},
): Terms {
	const currency = own.currency ?? settings.currency;
	const pricesIncludeTax = own.pricesIncludeTax ?? settings.pricesIncludeTax;
	const decimals = settings.priceDecimals < 0 ? decimalsOf(currency) : settings.priceDecimals;
	return {
		currency,
		pricesIncludeTax,
		rounding: { decimals, at: own.roundTaxAt ?? settings.roundTaxAt, half: pricesIncludeTax ? 'down' : 'up' },
	};
}

export type Goods = Omit<Basket, keyof Terms>;

/** Puts an order with its amounts into the shop; stock and payment are somebody else's matter. */
export function placeOrder(shop: Shop, goods: Goods, head: OrderHead & Partial<Terms> = {}): Order {
	const id = takeId(shop, 'post');
	const terms = termsOf(shop);
	const { pricesIncludeTax = terms.pricesIncludeTax, rounding = terms.rounding } = head;
	const order: Order = {
		...blankHead(shop, id, nowInSeconds(shop)),
		...terms,
		...head,
		...priceBasket(shop, { ...goods, pricesIncludeTax, rounding }),
		taxLines: [],
		refunds: [],
	};
	order.taxLines = taxLinesOf(shop, order, goods.rates);
	shop.orders.set(id, order);
	return order;
}

/** A tax line for each rate that the order uses now; a rate that was there keeps its line. */
export function taxLinesOf(shop: Shop, order: Order, others: readonly TaxRate[] = []): TaxLine[] {
	const used = new Set(
		[...order.lines, ...order.shippingLines, ...order.feeLines].flatMap(({ taxes }) =>
			taxes.map(({ rateId }) => rateId),
		),
	);
	const known = new Map(
		[...others, ...order.taxLines.map(({ rate }) => rate), ...shop.settings.taxRates, ...shop.otherRates]
			.reverse()
			.map((rate) => [rate.id, rate]),
	);
	return [...known.values()]
		.reverse()
		.filter(({ id }) => used.has(id))
		.map((rate) => order.taxLines.find((line) => line.rate.id === rate.id) ?? { id: takeId(shop, 'item'), rate });
}

function blankHead(
	shop: Shop,
	id: number,
	now: number,
): Omit<Order, keyof Priced | keyof Terms | 'taxLines' | 'refunds'> {
	return {
		id,
		number: `${shop.settings.orderNumberPrefix}${id}`,
		status: 'pending',
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
		ipAddress: '',
		userAgent: '',
		cartHash: '',
		metaData: [],
		giftCards: [],
		stockReduced: false,
		corruption: {},
	};
}
