import { ApiError } from '../api/errors.mts';
import type { Variant } from '../listings/product.mts';
import { decimalsOf, parseAmount } from '../money.mts';
import type { Address, Charge, Order, OrderLine, TaxRate } from './order.mts';
import { fulfilled, statuses } from './statuses.mts';
import { takeLine, updateOrderStock } from '../stock/orderStock.mts';
import { nowInSeconds, takeId, type Store } from '../store.mts';

type Json = Readonly<Record<string, unknown>>;

const pending = 1;

/** Fields that are shown as they were sent. */
const writtenFields = [
	...['staff_notes', 'customer_message', 'external_source', 'external_id', 'external_order_id'],
	...['external_merchant_id', 'ip_address', 'customer_locale', 'is_email_opt_in', 'credit_card_type'],
];

/** Places an order that a client writes. It needs a billing address and products; those without an id are made for it alone. */
export function createOrder(store: Store, body: unknown): Order {
	const row = readRow(body);
	const rows = rowsOf(row.products);
	if (row.billing_address === undefined) throw required('billing_address');
	if (rows.length === 0) throw required('products');
	const now = nowInSeconds(store);
	const { currency, pricesIncludeTax: taxInclusive } = store.settings;
	const [shipTo] = rowsOf(row.shipping_addresses);
	const lines = rows.map((line) => newLine(store, line, taxInclusive));
	const charge = (name: string, field: string): Charge => chargeOf(store, { name, field, row, taxInclusive });
	const order: Order = {
		id: takeId(store, 'order'),
		statusId: row.status_id === undefined ? pending : statusIn(row.status_id),
		placedAt: now,
		modifiedAt: now,
		shippedAt: null,
		shipments: [],
		currency,
		decimals: decimalsOf(currency),
		exchangeRate: '1',
		taxInclusive,
		customerId: Number(row.customer_id ?? 0),
		billing: addressIn(row.billing_address),
		shipTo: addressIn(shipTo ?? row.billing_address),
		lines,
		shipping: charge('Shipping', 'shipping_cost'),
		handling: charge('Handling', 'handling_cost'),
		wrapping: charge('Gift wrapping', 'wrapping_cost'),
		fees: [],
		coupons: [],
		storeCredit: 0,
		giftCertificate: 0,
		payment: { method: textOf(row.payment_method) ?? 'Manual', reference: null, status: '' },
		consignmentId: takeId(store, 'item'),
		addressId: takeId(store, 'item'),
		refunds: [],
		stockTaken: false,
		archived: false,
		written: kept(row),
		corruption: {},
	};
	store.orders.set(order.id, order);
	updateOrderStock(store, order);
	return order;
}

/** Changes what the body names. Products that bring the id of a line change it, the others are added. */
export function writeOrder(store: Store, order: Order, body: unknown): void {
	const row = readRow(body);
	const status = row.status_id === undefined ? null : statusIn(row.status_id);
	if (row.billing_address !== undefined) order.billing = { ...order.billing, ...named(row.billing_address) };
	if (row.customer_id !== undefined) order.customerId = Number(row.customer_id);
	const method = textOf(row.payment_method);
	if (method !== null) order.payment.method = method;
	for (const line of rowsOf(row.products)) writeLine(store, order, line);
	order.written = { ...order.written, ...kept(row) };
	if (status !== null) moveTo(store, order, status);
	order.modifiedAt = nowInSeconds(store);
}

/** Brings an order into a status, with what follows for its stock and its dates. */
export function moveTo(store: Store, order: Order, status: number): void {
	order.statusId = status;
	if (fulfilled.includes(status)) order.shippedAt ??= nowInSeconds(store);
	updateOrderStock(store, order);
	order.modifiedAt = nowInSeconds(store);
}

function writeLine(store: Store, order: Order, row: Json): void {
	const known = order.lines.find(({ id }) => id === Number(row.id));
	if (row.id !== undefined && known === undefined) throw wrong('products');
	const line = known ?? newLine(store, row, order.taxInclusive);
	if (known === undefined) order.lines.push(line);
	else if (row.quantity !== undefined) line.quantity = quantityIn(row);
	const entered = priceIn(row, order.taxInclusive);
	if (entered !== null) Object.assign(line, entered);
	// A line that changes loses its discounts.
	line.discounts = [];
	if (order.stockTaken && store.settings.editOrderStockAdjustment)
		takeLine(store, line, line.quantity - line.stockTaken);
}

function newLine(store: Store, row: Json, taxInclusive: boolean): OrderLine {
	const variant = variantNamed(store, row);
	const product = variant === null ? undefined : store.products.get(variant.productId);
	const name = textOf(row.name) ?? product?.name;
	const entered = priceIn(row, taxInclusive);
	if (name === undefined || (product === undefined && entered === null)) throw wrong('products');
	return {
		id: takeId(store, 'line'),
		productId: product?.id ?? 0,
		variantId: variant?.id ?? null,
		sku: variant?.sku ?? textOf(row.sku) ?? '',
		name,
		option: variant?.option ?? null,
		type: 'physical',
		quantity: quantityIn(row),
		price: variant?.price ?? product?.price ?? 0,
		rates: ownRates(store),
		...entered,
		discounts: [],
		parentId: null,
		stockTaken: 0,
		quantityRefunded: 0,
	};
}

/** A product with options is named by its variant too. */
function variantNamed(store: Store, { product_id: productId, variant_id: variantId }: Json): Variant | null {
	if (productId === undefined || productId === 0) return null;
	const own = store.products.get(Number(productId))?.variants ?? [];
	const variant = variantId === undefined ? own[0] : own.find(({ id }) => id === Number(variantId));
	if (variant === undefined || (variantId === undefined && own.length > 1)) throw wrong('products');
	return variant;
}

/** A price that the client names comes with its tax; both forms are needed. */
function priceIn(row: Json, taxInclusive: boolean): Pick<OrderLine, 'price' | 'rates'> | null {
	const [ex, inc] = [row.price_ex_tax, row.price_inc_tax].map((value) =>
		value === undefined ? null : amountIn(value),
	);
	if (ex === null || ex === undefined || inc === null || inc === undefined) return null;
	return { price: taxInclusive ? inc : ex, rates: ratesBetween(ex, inc) };
}

function ratesBetween(ex: number, inc: number): TaxRate[] {
	if (ex === 0 || ex === inc) return [];
	return [{ name: 'Tax', percent: (((inc - ex) / ex) * 100).toFixed(4) }];
}

function ownRates({ settings }: Store): TaxRate[] {
	return Number(settings.taxRate) === 0 ? [] : [{ name: 'Sales tax', percent: settings.taxRate }];
}

function chargeOf(
	store: Store,
	{ name, field, row, taxInclusive }: { name: string; field: string; row: Json; taxInclusive: boolean },
): Charge {
	const entered = priceIn(
		{ price_ex_tax: row[`${field}_ex_tax`], price_inc_tax: row[`${field}_inc_tax`] },
		taxInclusive,
	);
	return { id: takeId(store, 'item'), name, amount: entered?.price ?? 0, rates: entered?.rates ?? ownRates(store) };
}

const addressFields: Readonly<Record<string, keyof Address>> = {
	first_name: 'firstName',
	last_name: 'lastName',
	company: 'company',
	street_1: 'street1',
	street_2: 'street2',
	city: 'city',
	state: 'state',
	zip: 'zip',
	country: 'country',
	country_iso2: 'countryCode',
	phone: 'phone',
	email: 'email',
};

function addressIn(value: unknown): Address {
	const blank = Object.fromEntries(Object.values(addressFields).map((name) => [name, ''])) as unknown as Address;
	return { ...blank, ...named(value) };
}

function named(value: unknown): Partial<Address> {
	const row = typeof value === 'object' && value !== null ? (value as Json) : {};
	return Object.fromEntries(
		Object.entries(row).flatMap(([name, text]) => {
			const field = addressFields[name];
			return field === undefined || typeof text !== 'string' ? [] : [[field, text]];
		}),
	);
}

function statusIn(value: unknown): number {
	if (!statuses.has(Number(value))) throw wrong('status_id');
	return Number(value);
}

function quantityIn({ quantity = 1 }: Json): number {
	if (!Number.isInteger(quantity) || Number(quantity) < 1) throw wrong('products');
	return Number(quantity);
}

function amountIn(value: unknown): number {
	try {
		return parseAmount(String(value));
	} catch {
		throw wrong('products');
	}
}

function kept(row: Json): Json {
	return Object.fromEntries(Object.entries(row).filter(([name]) => writtenFields.includes(name)));
}

function readRow(body: unknown): Json {
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		throw new ApiError(400, 'Input is not valid JSON');
	return body as Json;
}

function rowsOf(value: unknown): Json[] {
	return Array.isArray(value) ? value.filter((row): row is Json => typeof row === 'object' && row !== null) : [];
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

function required(field: string): ApiError {
	return new ApiError(400, `The field '${field}' is required.`);
}

function wrong(field: string): ApiError {
	return new ApiError(400, `The field '${field}' is invalid.`);
}
