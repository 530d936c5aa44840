import { addressesOf } from './buyer.mts';
import { decimalsOf, parseAmount, sum, type Amount } from '../money.mts';
import type { Charge, Coupon, Order, TaxRate } from '../orders/order.mts';
import { amountsOf } from '../orders/amounts.mts';
import { ApiError } from '../api/errors.mts';
import { discountLines } from '../orders/discounts.mts';
import { awaitingFulfillment, statusIdOf } from '../orders/statuses.mts';
import { updateOrderStock } from '../stock/orderStock.mts';
import type { Charges, Payment, Sale } from './sale.mts';
import { newLine } from './saleLine.mts';
import { ratesOf } from './saleRates.mts';
import { nowInSeconds, takeId, type Store } from '../store.mts';

/** Places an order as the checkout does. */
export function sell(store: Store, sale: Sale): Order {
	const { settings } = store;
	const id = takeId(store, 'order');
	const now = nowInSeconds(store);
	const rates = ratesOf(sale.taxRates) ?? ratesOf([{ percent: sale.taxRate ?? settings.taxRate }]) ?? [];
	const buyer = sale.customer ?? sale.buyer ?? {};
	const currency = sale.currency ?? settings.currency;
	const charge = (name: string, asked: Charges | undefined): Charge => oneCharge(store, rates, { name, asked });
	const order: Order = {
		id,
		statusId: sale.status === undefined ? awaitingFulfillment : statusIdOf(sale.status),
		placedAt: sale.placedAt === undefined ? now : Math.floor(Date.parse(sale.placedAt) / 1000),
		modifiedAt: now,
		shippedAt: null,
		shipments: [],
		currency,
		decimals: decimalsOf(currency),
		exchangeRate: sale.exchangeRate ?? '1',
		taxInclusive: sale.pricesIncludeTax ?? settings.pricesIncludeTax,
		customerId: buyer.customerId ?? 0,
		...addressesOf(buyer),
		lines: sale.lines.map((line) => newLine(store, line, rates)),
		shipping: charge('Shipping', sale.shipping),
		handling: charge('Handling', sale.handling),
		wrapping: charge('Gift wrapping', sale.wrapping),
		fees: feesOf(store, rates, sale),
		coupons: couponsOf(store, sale),
		storeCredit: amount(sale.storeCredit),
		giftCertificate: amount(sale.giftCertificate),
		payment: paymentOf(sale.payment ?? {}),
		consignmentId: takeId(store, 'item'),
		addressId: takeId(store, 'item'),
		refunds: [],
		stockTaken: false,
		archived: false,
		corruption: {},
	};
	sale.lines.forEach(({ bundledBy }, place) => {
		const [line, holder] = [order.lines[place], bundledBy === undefined ? undefined : order.lines[bundledBy]];
		if (line !== undefined && holder !== undefined) line.parentId = holder.id;
	});
	discountLines(
		order,
		sale.lines.map(({ discount }) => amount(discount)),
		amount(sale.discount),
	);
	if (order.storeCredit + order.giftCertificate > Math.max(0, amountsOf(order).total.inc))
		throw new ApiError(422, 'Store credit and gift certificates pay no more than the order comes to');
	store.orders.set(id, order);
	updateOrderStock(store, order);
	return order;
}

export function feesOf(
	store: Store,
	rates: readonly TaxRate[],
	{ fee, fees = [] }: Pick<Sale, 'fee' | 'fees'>,
): Charge[] {
	const asked = [...(fee === undefined ? [] : [{ amount: fee }]), ...fees];
	return asked.map((one) => oneCharge(store, rates, { name: 'Handling fee', asked: one }));
}

/** Several shipments are one charge of the order; its rates are those of the first. */
export function oneCharge(
	store: Store,
	rates: readonly TaxRate[],
	{ name, asked }: { name: string; asked: Charges | undefined },
): Charge {
	const rows = asked === undefined ? [] : typeof asked === 'string' ? [{ amount: asked }] : [asked].flat();
	const [first] = rows;
	const own = first !== undefined && 'taxRates' in first ? ratesOf(first.taxRates) : undefined;
	const shown = first !== undefined && 'name' in first ? (first.name ?? name) : name;
	return {
		id: takeId(store, 'item'),
		name: shown,
		amount: sum(rows.map((row) => parseAmount(row.amount))),
		rates: own ?? rates,
	};
}

function couponsOf(store: Store, { coupon, coupons = [] }: Sale): Coupon[] {
	const short = coupon === undefined ? [] : [{ code: 'SAVE', type: 'fixed_cart' as const, amount: coupon }];
	return [...short, ...coupons].map(({ code, type, amount: value }) => ({
		id: takeId(store, 'item'),
		code,
		type,
		amount: String(value),
	}));
}

/** Offline payments often say nothing of themselves. */
function paymentOf({ paid, status, method = 'Manual', reference }: Payment): Order['payment'] {
	const said = paid === undefined ? '' : paid ? 'captured' : 'pending';
	return { method, reference: reference ?? null, status: status ?? said };
}

function amount(text: string | undefined): Amount {
	return text === undefined ? 0 : parseAmount(text);
}
