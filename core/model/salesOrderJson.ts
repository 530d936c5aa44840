import { readMoment } from './moment';
import { readPrefix } from './numberPrefix';
import { toDecimalText, formatMoney, readExactMoney, readMoney, type Money } from './money';
import {
	LINE_KINDS,
	ORDER_STATES,
	TENDER_KINDS,
	type Address,
	type Charge,
	type Customer,
	type Discount,
	type ExchangeRate,
	type OrderLine,
	type Payment,
	type Pickup,
	type Refund,
	type RefundLine,
	type SalesOrder,
	type SellingFee,
	type Shipment,
	type TaxTotal,
	type Tender,
} from './salesOrder';
import { toSku } from './sku';
import {
	UnreadableError,
	readChoice,
	readFields,
	readFlag,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	readText,
	type Fields,
} from '../reading/readUnknown';
import { knownLinks } from '../reading/knownLinks';

type MoneyField = 'net' | 'discount' | 'tax' | 'amount' | 'total' | 'marketplaceTax';

/** A value as the JSON of an item: its amounts are decimal text, all else stays as it is. */
type AsJson<T> = T extends readonly (infer Element)[]
	? ReadonlyArray<AsJson<Element>>
	: T extends string | number | boolean | null
		? T
		: { readonly [Key in keyof T]: Key extends MoneyField ? MoneyText<T[Key]> : AsJson<T[Key]> };

type MoneyText<T> = null extends T ? string | null : string;

/** A sales order as the JSON of an n8n item. */
type OrderJson = AsJson<SalesOrder>;

/** The order as the JSON of an item. Amounts become decimal text in the order's currency. */
export function toOrderJson(order: SalesOrder): OrderJson {
	const formatted = (money: Money) => formatMoney(money, order.currency);
	const formattedTax = <T extends { readonly tax: Money | null }>(holder: T) =>
		holder.tax === null ? null : formatted(holder.tax);
	const charge = (one: Charge) => ({ ...one, net: formatted(one.net), tax: formattedTax(one) });
	return {
		...order,
		lines: order.lines.map((line) => ({
			...line,
			net: formatted(line.net),
			discount: formatted(line.discount),
			tax: formattedTax(line),
		})),
		shipping: order.shipping.map(charge),
		fees: order.fees.map(charge),
		discounts: order.discounts.map((discount) => ({ ...discount, amount: formatted(discount.amount) })),
		taxes: order.taxes.map((tax) => ({ ...tax, amount: formatted(tax.amount) })),
		refunds: order.refunds.map((refund) => ({
			...refund,
			total: formatted(refund.total),
			lines: refund.lines.map((line) => ({ ...line, net: formatted(line.net), tax: formattedTax(line) })),
			tender: refund.tender.map((tender) => ({ ...tender, amount: formatted(tender.amount) })),
		})),
		payments: order.payments.map((payment) => ({ ...payment, amount: formatted(payment.amount) })),
		marketplaceTax: formatted(order.marketplaceTax),
		total: formatted(order.total),
		sellingFees: order.sellingFees.map((fee) => ({ ...fee, amount: formatMoney(fee.amount, fee.currency) })),
	};
}

/** What an order that somebody wrote by hand may leave out, by what the reader puts in its place (docs/guides/orders-from-anywhere.md). */
interface OrderDefaults {
	readonly currency: string;
	/** Of a line or charge that names no tax: none; null where prices contain it. */
	readonly tax: Money | null;
}

/**
 * Reads an order out of the JSON of an item, amounts into minor units. Of an order that somebody wrote by hand `channel`, `orderId`, `placedAt`, `currency`,
 * `total` and `lines` are enough. Throws UnreadableError, which names the field.
 */
export function readOrder(raw: unknown, path = 'order'): SalesOrder {
	const fields = readFields(raw, path);
	const at = (name: string) => `${path}.${name}`;
	const currency = readCurrency(fields.currency, at('currency'));
	const taxIncluded = readOptional(fields.taxIncluded, at('taxIncluded'), readFlag) ?? false;
	const defaults: OrderDefaults = { currency, tax: taxIncluded ? null : 0 };
	const list = <T>(name: string, read: (element: unknown, path: string, currency: string) => T) =>
		readList(fields[name] ?? [], at(name), (element, place) => read(element, place, currency));
	// Refunds name lines and charges by the same field.
	const charges = (name: string, kind: string) =>
		readNumbered(fields[name] ?? [], at(name), (element, place, number) =>
			readCharge(element, place, { ...defaults, id: `${kind} ${number}` }),
		);
	const channel = readNonEmptyText(fields.channel, at('channel'));
	const orderId = readNonEmptyText(fields.orderId, at('orderId'));
	const booksPrefix = readPrefix(fields.booksPrefix, at('booksPrefix'));
	const placedAt = readMoment(fields.placedAt, at('placedAt'));
	return {
		channel,
		account: readOptionalText(fields.account, at('account')) ?? channel,
		orderId,
		orderNumber: readOptionalText(fields.orderNumber, at('orderNumber')) ?? orderId,
		...knownLinks({ orderUrl: fields.orderUrl }),
		...(booksPrefix === null ? {} : { booksPrefix }),
		placedAt,
		modifiedAt: readOptional(fields.modifiedAt, at('modifiedAt'), readMoment) ?? placedAt,
		state: readOptional(fields.state, at('state'), (value, place) => readChoice(value, ORDER_STATES, place)) ?? 'sold',
		channelState: readOptionalText(fields.channelState, at('channelState')) ?? '',
		currency,
		taxIncluded,
		customer: readCustomer(fields.customer ?? {}, at('customer')),
		pickup: readOptional(fields.pickup, at('pickup'), readPickup),
		lines: readNumbered(fields.lines, at('lines'), (line, place, id) => readLine(line, place, { ...defaults, id })),
		shipping: charges('shipping', 'shipping'),
		fees: charges('fees', 'fee'),
		discounts: list('discounts', readDiscount),
		taxes: list('taxes', readTax),
		refunds: list('refunds', readRefund),
		marketplaceTax: readExactMoney(fields.marketplaceTax ?? '0', currency, at('marketplaceTax')),
		total: readExactMoney(fields.total, currency, at('total')),
		moneyTrouble: readOptionalText(fields.moneyTrouble, at('moneyTrouble')),
		payments: list('payments', readPayment),
		exchangeRate: readOptional(fields.exchangeRate, at('exchangeRate'), readExchangeRate),
		copiedFrom: readOptionalText(fields.copiedFrom, at('copiedFrom')),
		sellingFees: readList(fields.sellingFees ?? [], at('sellingFees'), readSellingFee),
		shipments: readOptional(fields.shipments, at('shipments'), (list, place) => readList(list, place, readShipment)),
	};
}

/** Reads a list whose elements are known by their places, from 1 on, where they say no id of their own. */
function readNumbered<T>(raw: unknown, path: string, read: (element: unknown, path: string, id: string) => T): T[] {
	const elements = readList(raw, path, (element, at) => ({ element, at }));
	return elements.map(({ element, at }, place) => read(element, at, String(place + 1)));
}

function readLine(raw: unknown, path: string, defaults: OrderDefaults & { readonly id: string }): OrderLine {
	const { currency } = defaults;
	const fields = readFields(raw, path);
	const quantity = readNumber(fields.quantity, `${path}.quantity`);
	const netAndTax = readNetAndTax(fields, path, defaults);
	const sku = toSku(readOptionalText(fields.sku, `${path}.sku`));
	const discount =
		readOptional(fields.discount, `${path}.discount`, (value, at) => readMoney(value, currency, at)) ?? 0;
	const unitPrice =
		readOptionalText(fields.unitPrice, `${path}.unitPrice`) ??
		toDecimalText(unitPriceOf(netAndTax.net + discount, quantity, currency), `${path}.unitPrice`);
	readMoney(unitPrice, currency, `${path}.unitPrice`);
	return {
		...netAndTax,
		lineId: readOptionalText(fields.lineId, `${path}.lineId`) ?? defaults.id,
		kind: readOptional(fields.kind, `${path}.kind`, (value, at) => readChoice(value, LINE_KINDS, at)) ?? 'goods',
		bundleLineId: readOptionalText(fields.bundleLineId, `${path}.bundleLineId`),
		sku,
		name: readOptional(fields.name, `${path}.name`, readText) ?? sku ?? `Line ${defaults.id}`,
		quantity,
		unitPrice,
		discount,
		taxRates: readList(fields.taxRates ?? [], `${path}.taxRates`, readText),
		tracksStock: readOptional(fields.tracksStock, `${path}.tracksStock`, readFlag),
		stockTaken: readOptional(fields.stockTaken, `${path}.stockTaken`, readNumber),
		restocked: readOptional(fields.restocked, `${path}.restocked`, readNumber),
		listingRef: readOptionalText(fields.listingRef, `${path}.listingRef`),
	};
}

/** The price of one unit of what comes to `amount`, to six decimals. */
function unitPriceOf(amount: Money, quantity: number, currency: string): number {
	return quantity === 0 ? 0 : Number((Number(formatMoney(amount, currency)) / quantity).toFixed(6));
}

function readCharge(raw: unknown, path: string, defaults: OrderDefaults & { readonly id: string }): Charge {
	const fields = readFields(raw, path);
	return {
		...readNetAndTax(fields, path, defaults),
		chargeId: readOptional(fields.chargeId, `${path}.chargeId`, readText) ?? defaults.id,
		name: readOptional(fields.name, `${path}.name`, readText) ?? '',
		taxRates: readList(fields.taxRates ?? [], `${path}.taxRates`, readText),
	};
}

function readNetAndTax(
	fields: Fields,
	path: string,
	{ currency, tax }: OrderDefaults,
): { net: Money; tax: Money | null } {
	return {
		net: readExactMoney(fields.net, currency, `${path}.net`),
		tax:
			fields.tax === undefined
				? tax
				: readOptional(fields.tax, `${path}.tax`, (value, at) => readExactMoney(value, currency, at)),
	};
}

function readDiscount(raw: unknown, path: string, currency: string): Discount {
	const fields = readFields(raw, path);
	return {
		name: readText(fields.name, `${path}.name`),
		amount: readExactMoney(fields.amount, currency, `${path}.amount`),
	};
}

function readTax(raw: unknown, path: string, currency: string): TaxTotal {
	const fields = readFields(raw, path);
	return {
		rate: readText(fields.rate, `${path}.rate`),
		percent: readOptionalText(fields.percent, `${path}.percent`),
		amount: readExactMoney(fields.amount, currency, `${path}.amount`),
	};
}

function readRefund(raw: unknown, path: string, currency: string): Refund {
	const fields = readFields(raw, path);
	return {
		refundId: readNonEmptyText(fields.refundId, `${path}.refundId`),
		refundedAt: readMoment(fields.refundedAt, `${path}.refundedAt`),
		total: readExactMoney(fields.total, currency, `${path}.total`),
		reason: readOptionalText(fields.reason, `${path}.reason`),
		lines: readList(fields.lines ?? [], `${path}.lines`, (line, at) => readRefundLine(line, at, currency)),
		tender: readList(fields.tender ?? [], `${path}.tender`, (tender, at) => readTender(tender, at, currency)),
	};
}

function readTender(raw: unknown, path: string, currency: string): Tender {
	const fields = readFields(raw, path);
	return {
		kind: readOptional(fields.kind, `${path}.kind`, (value, at) => readChoice(value, TENDER_KINDS, at)) ?? 'money',
		amount: readExactMoney(fields.amount, currency, `${path}.amount`),
	};
}

function readRefundLine(raw: unknown, path: string, currency: string): RefundLine {
	const fields = readFields(raw, path);
	return {
		...readNetAndTax(fields, path, { currency, tax: null }),
		lineId: readNonEmptyText(fields.lineId, `${path}.lineId`),
		quantity: readNumber(fields.quantity, `${path}.quantity`),
		restocked: readOptional(fields.restocked, `${path}.restocked`, readNumber),
	};
}

function readPayment(raw: unknown, path: string, currency: string): Payment {
	const fields = readFields(raw, path);
	const paidAt = readOptional(fields.paidAt, `${path}.paidAt`, readMoment);
	return {
		...readTender(raw, path, currency),
		method: readOptionalText(fields.method, `${path}.method`),
		reference: readOptionalText(fields.reference, `${path}.reference`),
		paidAt,
		paid: readOptional(fields.paid, `${path}.paid`, readFlag) ?? paidAt !== null,
	};
}

function readExchangeRate(raw: unknown, path: string): ExchangeRate {
	const fields = readFields(raw, path);
	const rate = readNumber(fields.rate, `${path}.rate`);
	if (rate <= 0) throw new UnreadableError(`${path}.rate`, 'a number above 0');
	toDecimalText(rate, `${path}.rate`);
	return { currency: readCurrency(fields.currency, `${path}.currency`), rate: readText(fields.rate, `${path}.rate`) };
}

function readSellingFee(raw: unknown, path: string): SellingFee {
	const fields = readFields(raw, path);
	const currency = readCurrency(fields.currency, `${path}.currency`);
	return {
		feeId: readNonEmptyText(fields.feeId, `${path}.feeId`),
		name: readText(fields.name, `${path}.name`),
		chargedBy: readNonEmptyText(fields.chargedBy, `${path}.chargedBy`),
		amount: readExactMoney(fields.amount, currency, `${path}.amount`),
		currency,
		chargedAt: readOptional(fields.chargedAt, `${path}.chargedAt`, readMoment),
	};
}

function readShipment(raw: unknown, path: string): Shipment {
	const fields = readFields(raw, path);
	return {
		shippedAt: readOptional(fields.shippedAt, `${path}.shippedAt`, readMoment),
		carrier: readOptionalText(fields.carrier, `${path}.carrier`),
		trackingNumber: readOptionalText(fields.trackingNumber, `${path}.trackingNumber`),
	};
}

const CUSTOMER_TEXTS = ['customerId', 'email', 'name', 'company', 'phone'] as const;

const ADDRESS_TEXTS = ['name', 'line1', 'line2', 'city', 'region', 'postcode', 'country'] as const;

function readCustomer(raw: unknown, path: string): Customer {
	const fields = readFields(raw, path);
	return {
		...readTexts(fields, CUSTOMER_TEXTS, path),
		billing: readOptional(fields.billing, `${path}.billing`, readAddress),
		shipping: readOptional(fields.shipping, `${path}.shipping`, readAddress),
	};
}

function readPickup(raw: unknown, path: string): Pickup {
	return { place: readOptional(readFields(raw, path).place, `${path}.place`, readAddress) };
}

function readAddress(raw: unknown, path: string): Address {
	return readTexts(readFields(raw, path), ADDRESS_TEXTS, path);
}

function readTexts<Name extends string>(
	fields: Fields,
	names: readonly Name[],
	path: string,
): Record<Name, string | null> {
	const entries = names.map((name) => [name, readOptionalText(fields[name], `${path}.${name}`)] as const);
	return Object.fromEntries(entries) as Record<Name, string | null>;
}

export function readCurrency(value: unknown, path: string): string {
	const text = readNonEmptyText(value, path);
	if (!/^[A-Za-z]{3}$/.test(text)) throw new UnreadableError(path, 'a currency code of three letters');
	return text.toUpperCase();
}
