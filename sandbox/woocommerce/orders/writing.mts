import { parseAmount } from '../money.mts';
import type { DraftLine } from './basketTypes.mts';
import { discountNamed } from '../coupons.mts';
import type { Coupon as Discount } from './coupons.mts';
import { placeOrder, termsOf } from './draft.mts';
import { addCharge, addLine, removeLine } from './lines.mts';
import { mergeAddress } from './address.mts';
import type { FeeLine, Order, OrderLine, ShippingLine } from './order.mts';
import { adjustLineStock } from '../stock/orderStock.mts';
import { orderStatuses, pay, setStatus } from './statuses.mts';
import { scaledTaxes } from './totals.mts';
import { RestError } from '../api/errors.mts';
import { readBoolean, type Rules } from '../api/parameters.mts';
import type { Product } from '../listings/product.mts';
import { collated } from '../listings/productLists.mts';
import type { Json } from '../api/route.mts';
import { nowInSeconds, takeId, type Shop } from '../shop.mts';

/** What a single write refuses; a batch checks none of it. */
export const orderBodyRules: Rules = {
	status: { type: 'string', oneOf: ['auto-draft', ...orderStatuses] },
	set_paid: { type: 'boolean' },
	customer_id: { type: 'integer' },
	customer_note: { type: 'string' },
	payment_method: { type: 'string' },
	transaction_id: { type: 'string' },
	line_items: { type: 'objects' },
	shipping_lines: { type: 'objects' },
	fee_lines: { type: 'objects' },
	coupon_lines: { type: 'objects' },
	meta_data: { type: 'objects' },
};

export function createOrder(shop: Shop, body: Json): Order {
	const rows = rowsOf(body.line_items);
	if (rows.some((row) => [row.sku, row.product_id, row.variation_id].every((named) => (named ?? '') === '')))
		throw new RestError(400, 'woocommerce_rest_required_product_reference', 'Product ID or SKU is required.');
	const basket = {
		lines: rows.map((row) => draftLine(shop, row)),
		shipping: rowsOf(body.shipping_lines).map((line) => ({
			name: String(line.method_title ?? ''),
			amount: String(line.total ?? '0'),
		})),
		fees: rowsOf(body.fee_lines).map((fee) => ({ name: String(fee.name ?? ''), amount: String(fee.total ?? '0') })),
		coupons: couponsAsked(shop, body),
	};
	refuseUnknownCustomer(shop, body);
	const order = placeOrder(shop, basket, { createdVia: 'rest-api', customerId: Number(body.customer_id ?? 0) });
	rows.forEach((row, place) => writeAmounts(order, order.lines[place], row));
	writeOrder(shop, order, { ...body, line_items: [], shipping_lines: [], fee_lines: [] });
	return order;
}

/** Coupons are named by their codes, and the shop has to give them out. */
function couponsAsked(shop: Shop, body: Json): Discount[] {
	const { decimals } = termsOf(shop).rounding;
	return rowsOf(body.coupon_lines).map(({ id, code }) => {
		if (id !== undefined)
			throw new RestError(400, 'woocommerce_rest_coupon_item_id_readonly', 'Coupon item ID is readonly.');
		if (typeof code !== 'string' || code.trim() === '')
			throw new RestError(400, 'woocommerce_rest_invalid_coupon', 'Coupon code is required.');
		const { coupon, discount } = discountNamed(shop, code, decimals);
		coupon.usageCount += 1;
		return discount;
	});
}

function refuseUnknownCustomer(shop: Shop, { customer_id: id = 0 }: Json): void {
	if (Number(id) !== 0 && !shop.customers.has(Number(id)))
		throw new RestError(400, 'woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.');
}

/** Writes what a body says. An unknown status becomes pending; writing the same again still moves the modification date. */
export function writeOrder(shop: Shop, order: Order, body: Json): void {
	writeHead(order, body);
	writeMeta(shop, order, body.meta_data);
	for (const row of rowsOf(body.line_items)) writeLine(shop, order, row);
	for (const row of rowsOf(body.shipping_lines)) writeCharge(shop, order, { kind: 'shipping', row });
	for (const row of rowsOf(body.fee_lines)) writeCharge(shop, order, { kind: 'fees', row });
	if (typeof body.status === 'string') setStatus(shop, order, knownStatus(body.status));
	if (readBoolean(body.set_paid ?? false)) pay(shop, order);
	order.modifiedAt = nowInSeconds(shop);
}

function writeHead(order: Order, body: Json): void {
	order.billing = mergeAddress(order.billing, body.billing);
	order.shipping = mergeAddress(order.shipping, body.shipping);
	if (typeof body.payment_method === 'string') order.paymentMethod = body.payment_method;
	if (typeof body.payment_method_title === 'string') order.paymentMethodTitle = body.payment_method_title;
	if (typeof body.transaction_id === 'string') order.transactionId = body.transaction_id;
	if (typeof body.customer_note === 'string') order.customerNote = body.customer_note;
}

function writeMeta(shop: Shop, order: Order, rows: unknown): void {
	for (const { key, value } of rowsOf(rows)) {
		const known = order.metaData.find((meta) => meta.key === key);
		if (value === null) order.metaData = order.metaData.filter((meta) => meta !== known);
		else if (known === undefined) order.metaData.push({ id: takeId(shop, 'meta'), key: String(key), value });
		else known.value = value;
	}
}

/** A row with an id changes or removes that line; one without adds a line. */
function writeLine(shop: Shop, order: Order, row: Json): void {
	const line = order.lines.find(({ id }) => id === Number(row.id));
	if (line === undefined) addLine(shop, order, draftLine(shop, row));
	else if (row.quantity === 0 || row.product_id === null) removeLine(shop, order, line);
	else changeLine(shop, order, line, row);
}

/** WooCommerce keeps a line's amounts when only its quantity is written. */
function changeLine(shop: Shop, order: Order, line: OrderLine, row: Json): void {
	if (row.quantity !== undefined) line.quantity = Number(row.quantity);
	writeAmounts(order, line, row);
	adjustLineStock(shop, order, line);
}

/** What a row says of a line's amounts, without tax; its taxes follow in proportion. */
function writeAmounts(order: Order, line: OrderLine | undefined, { name, total, subtotal }: Json): void {
	if (line === undefined) return;
	if (typeof name === 'string') line.name = name;
	if (total !== undefined) {
		const amount = parseAmount(String(total));
		line.taxes = scaledTaxes(line, amount, order.rounding.decimals);
		line.total = amount;
	}
	if (subtotal !== undefined) line.subtotal = parseAmount(String(subtotal));
}

/** A row with an id changes or removes that charge (`method_id: null`, `name: null`); one without adds a charge. */
function writeCharge(shop: Shop, order: Order, { kind, row }: { kind: 'shipping' | 'fees'; row: Json }): void {
	const all: (ShippingLine | FeeLine)[] = kind === 'shipping' ? order.shippingLines : order.feeLines;
	const line = all.find(({ id }) => id === Number(row.id));
	const name = String(row.method_title ?? row.name ?? '');
	if (line === undefined) addCharge(shop, order, { kind, draft: { name, amount: String(row.total ?? '0') } });
	else if (row.method_id === null || row.name === null) all.splice(all.indexOf(line), 1);
	else if (row.total !== undefined) {
		const total = parseAmount(String(row.total));
		line.taxes = scaledTaxes(line, total, order.rounding.decimals);
		line.total = total;
	}
}

/** An id or SKU that is not found gives a nameless line without a price, not an error. */
function draftLine(shop: Shop, row: Json): DraftLine {
	return { product: productFor(shop, row), quantity: Number(row.quantity ?? 1) };
}

function productFor(shop: Shop, row: Json): Product | null {
	const id = Number(row.variation_id ?? 0) || Number(row.product_id ?? 0);
	if (id !== 0) return shop.products.get(id) ?? null;
	const sku = String(row.sku ?? '').toLowerCase();
	return [...shop.products.list('sku', collated(sku))].find((product) => product.sku.toLowerCase() === sku) ?? null;
}

function knownStatus(status: string): string {
	return (orderStatuses as readonly string[]).includes(status) ? status : 'pending';
}

function rowsOf(value: unknown): Json[] {
	return Array.isArray(value) ? (value as Json[]) : [];
}
