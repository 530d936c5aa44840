import {
	readChoice,
	readFields,
	readFlag,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
} from '../reading/readUnknown';
import { readMoment } from './moment';
import { formatMoney, readMoney, type Money } from './money';
import { ORDER_STATES, type Charge, type SalesOrder } from './salesOrder';
import {
	readCharge,
	readCurrency,
	readCustomer,
	readDiscount,
	readExchangeRate,
	readLine,
	readPayment,
	readRefund,
	readTax,
} from './salesOrderParts';

type MoneyField = 'net' | 'tax' | 'amount' | 'total' | 'marketplaceTax';

/** A value as it travels between nodes: its amounts are decimal strings, all else stays as it is. */
export type AsJson<T> = T extends readonly (infer Element)[]
	? ReadonlyArray<AsJson<Element>>
	: T extends string | number | boolean | null
		? T
		: { readonly [Key in keyof T]: Key extends MoneyField ? MoneyText<T[Key]> : AsJson<T[Key]> };

type MoneyText<T> = null extends T ? string | null : string;

/** A sales order as the JSON of an n8n item. */
export type OrderJson = AsJson<SalesOrder>;

/** Writes an order for the next node: amounts as decimal strings in the order's currency. */
export function orderToJson(order: SalesOrder): OrderJson {
	const written = (money: Money) => formatMoney(money, order.currency);
	const writtenTax = <T extends { readonly tax: Money | null }>(holder: T) =>
		holder.tax === null ? null : written(holder.tax);
	const charge = (one: Charge) => ({ ...one, net: written(one.net), tax: writtenTax(one) });
	return {
		...order,
		lines: order.lines.map((line) => ({ ...line, net: written(line.net), tax: writtenTax(line) })),
		shipping: order.shipping.map(charge),
		fees: order.fees.map(charge),
		discounts: order.discounts.map((discount) => ({ ...discount, amount: written(discount.amount) })),
		taxes: order.taxes.map((tax) => ({ ...tax, amount: written(tax.amount) })),
		refunds: order.refunds.map((refund) => ({
			...refund,
			total: written(refund.total),
			lines: refund.lines.map((line) => ({ ...line, net: written(line.net), tax: writtenTax(line) })),
		})),
		marketplaceTax: written(order.marketplaceTax),
		total: written(order.total),
	};
}

/** Reads what `orderToJson` wrote back into minor units; throws UnreadableError that names the field. */
export function readOrder(raw: unknown, path = 'order'): SalesOrder {
	const fields = readFields(raw, path);
	const at = (name: string) => `${path}.${name}`;
	const currency = readCurrency(fields.currency, at('currency'));
	const list = <T>(name: string, read: (element: unknown, path: string, currency: string) => T) =>
		readList(fields[name], at(name), (element, place) => read(element, place, currency));
	return {
		channel: readNonEmptyText(fields.channel, at('channel')),
		account: readNonEmptyText(fields.account, at('account')),
		orderId: readNonEmptyText(fields.orderId, at('orderId')),
		orderNumber: readNonEmptyText(fields.orderNumber, at('orderNumber')),
		placedAt: readMoment(fields.placedAt, at('placedAt')),
		modifiedAt: readMoment(fields.modifiedAt, at('modifiedAt')),
		state: readChoice(fields.state, ORDER_STATES, at('state')),
		channelState: readOptionalText(fields.channelState, at('channelState')) ?? '',
		currency,
		taxIncluded: readFlag(fields.taxIncluded, at('taxIncluded')),
		customer: readCustomer(fields.customer, at('customer')),
		lines: list('lines', readLine),
		shipping: list('shipping', readCharge),
		fees: list('fees', readCharge),
		discounts: list('discounts', readDiscount),
		taxes: list('taxes', readTax),
		refunds: list('refunds', readRefund),
		marketplaceTax: readMoney(fields.marketplaceTax, currency, at('marketplaceTax')),
		total: readMoney(fields.total, currency, at('total')),
		payment: readOptional(fields.payment, at('payment'), readPayment),
		exchangeRate: readOptional(fields.exchangeRate, at('exchangeRate'), readExchangeRate),
		copiedFrom: readOptionalText(fields.copiedFrom, at('copiedFrom')),
	};
}
