import { ApiError, unprocessable } from '../api/errors.mts';
import { asNumber, parseAmount, shareOut, sum, type Amount } from '../money.mts';
import { lineAfter } from '../orders/amounts.mts';
import type { Order, Refund, RefundItem } from '../orders/order.mts';
import { chargeOf, leftToRefund, refundOrder, taxIn } from './refund.mts';
import type { Store } from '../store.mts';

type Json = Readonly<Record<string, unknown>>;

const itemTypes = ['PRODUCT', 'SHIPPING', 'HANDLING', 'GIFT_WRAPPING', 'FEE', 'ORDER'];
const methods = ['custom', 'storecredit', 'giftcertificate'];

/** What a refund of these items would come to, and the ways in which it can be paid back. */
export function refundQuote(order: Order, body: unknown): unknown {
	const items = itemsOf(order, body);
	const total = sum(items.map(({ amount }) => amount));
	if (total > leftToRefund(order)) throw tooMuch();
	const method = (id: string, description: string, offline: boolean): unknown[] => [
		{
			provider_id: id,
			provider_description: description,
			amount: asNumber(total),
			offline,
			offline_provider: offline,
			offline_reason: '',
		},
	];
	return {
		order_id: order.id,
		total_refund_amount: asNumber(total),
		total_refund_tax_amount: asNumber(sum(items.map((item) => taxIn(order, item)))),
		rounding: 0,
		adjustment: 0,
		is_tax_included: order.taxInclusive,
		order_level_refund_amount: asNumber(sum(items.filter(isOrder).map(({ amount }) => amount))),
		refund_methods: [
			method('custom', 'Custom', true),
			// A guest has no account that could hold it.
			...(order.customerId === 0 ? [] : [method('storecredit', 'Store Credit', false)]),
		],
	};
}

/** Books what a client asks for; the amounts of its payments have to be those of the quote. Goods do not come back on the shelf. */
export function createRefund(store: Store, order: Order, body: unknown): Refund {
	const items = itemsOf(order, body);
	const total = sum(items.map(({ amount }) => amount));
	const [payment, ...others] = rowsOf((body as Json).payments);
	if (payment === undefined || others.length > 0) throw unprocessable('The payments of the refund are not valid.');
	const method = String(payment.provider_id);
	if (!methods.includes(method)) throw unprocessable(`The payment provider ${method} is not available.`);
	if (method === 'storecredit' && order.customerId === 0)
		throw unprocessable('Unable to provide store credit for a guest customer.');
	if (amountIn(payment.amount) !== total)
		throw unprocessable('The amounts of the payments and of the items are not the same.');
	const reason = typeof (body as Json).reason === 'string' ? String((body as Json).reason) : '';
	return refundOrder(store, order, { items, reason, declined: false, method: method as Refund['method'] });
}

function itemsOf(order: Order, body: unknown): RefundItem[] {
	const rows = typeof body === 'object' && body !== null ? rowsOf((body as Json).items) : [];
	if (rows.length === 0) throw unprocessable('JSON data is missing or invalid', { items: 'error.path.missing' });
	return rows.map((row) => itemOf(order, row));
}

function itemOf(order: Order, row: Json): RefundItem {
	const itemType = String(row.item_type) as RefundItem['itemType'];
	if (!itemTypes.includes(itemType)) throw unprocessable('JSON data is missing or invalid', { item_type: 'not valid' });
	const itemId = Number(row.item_id ?? order.id);
	if (itemType === 'PRODUCT') return productItem(order, itemId, row);
	if (itemType !== 'ORDER' && chargeOf(order, itemType, itemId) === undefined) throw unknownItem(itemId);
	return { itemType, itemId, quantity: null, amount: amountIn(row.amount), restocked: 0 };
}

function productItem(order: Order, itemId: number, { quantity, amount }: Json): RefundItem {
	const line = order.lines.find(({ id }) => id === itemId);
	if (line === undefined) throw unknownItem(itemId);
	const units = Number(quantity ?? 0);
	const left = line.quantity - line.quantityRefunded;
	if (!Number.isInteger(units) || units < 1 || units > left)
		throw unprocessable(`Only ${left} of the item ${itemId} are left to refund.`);
	const [share = 0] = shareOut(lineAfter(order, line).inc, [units, line.quantity - units], order.decimals);
	return {
		itemType: 'PRODUCT',
		itemId,
		quantity: units,
		amount: amount === undefined ? share : amountIn(amount),
		restocked: 0,
	};
}

function isOrder({ itemType }: RefundItem): boolean {
	return itemType === 'ORDER';
}

function amountIn(value: unknown): Amount {
	try {
		return parseAmount(value as string | number);
	} catch {
		throw unprocessable('JSON data is missing or invalid', { amount: 'not valid' });
	}
}

function unknownItem(id: number): ApiError {
	return unprocessable(`The order has no item ${id}.`);
}

function tooMuch(): ApiError {
	return unprocessable('The refund amount exceeds what is left of the order');
}

function rowsOf(value: unknown): Json[] {
	return Array.isArray(value) ? value.filter((row): row is Json => typeof row === 'object' && row !== null) : [];
}
