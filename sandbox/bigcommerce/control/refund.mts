import { ApiError } from '../api/errors.mts';
import { asCharged, parseAmount, shareOut, sum, type Amount } from '../money.mts';
import { lineAfter, taxedCharge } from '../orders/amounts.mts';
import type { Order, OrderLine, RefundItem } from '../orders/order.mts';
import { chargeOf, leftToRefund, refundOrder } from '../refunds/refund.mts';
import type { Store } from '../store.mts';

interface LineAsked {
	readonly sku?: string;
	readonly lineId?: number | string;
	readonly quantity: number;
	/** With tax; in proportion to the quantity unless said. */
	readonly amount?: string;
	readonly restock?: boolean;
}

export interface RefundBody {
	/** Lines by SKU or id; without any part and amount everything that is left is refunded. */
	readonly lines?: readonly LineAsked[];
	/** All that is left of it, or so much. */
	readonly shipping?: boolean | string;
	readonly handling?: boolean | string;
	readonly wrapping?: boolean | string;
	readonly fees?: readonly { readonly chargeId: number | string; readonly amount?: string }[];
	/** Without any part: money alone. */
	readonly amount?: string;
	readonly reason?: string;
	readonly restock?: boolean;
	readonly declined?: boolean;
	/** Without it the money goes back as it came. */
	readonly to?: 'storecredit' | 'giftcertificate';
	readonly at?: string;
}

export function refund(store: Store, order: Order, body: RefundBody): { refundId: string; amount: string } {
	const { reason = '', declined = false, to = 'custom', at } = body;
	const booked = refundOrder(store, order, {
		items: itemsOf(order, body),
		reason,
		declined,
		method: to,
		at: at === undefined ? undefined : Math.floor(Date.parse(at) / 1000),
	});
	return { refundId: String(booked.id), amount: asCharged(booked.totalAmount, order.decimals) };
}

function itemsOf(order: Order, body: RefundBody): RefundItem[] {
	const { lines = [], shipping, handling, wrapping, fees = [], amount, restock = false } = body;
	const parts = [
		...lines.map((asked) => productItem(order, asked, restock)),
		...chargeItem(order, { itemType: 'SHIPPING', itemId: order.addressId, asked: shipping }),
		...chargeItem(order, { itemType: 'HANDLING', itemId: order.addressId, asked: handling }),
		...chargeItem(order, { itemType: 'GIFT_WRAPPING', itemId: order.lines[0]?.id ?? 0, asked: wrapping }),
		...fees.flatMap((fee) =>
			chargeItem(order, { itemType: 'FEE', itemId: Number(fee.chargeId), asked: fee.amount ?? true }),
		),
	];
	if (parts.length > 0) return parts;
	return amount === undefined ? everything(order, restock) : [moneyAlone(order, parseAmount(amount))];
}

/** All lines and charges that are left; a rest that belongs to none of them is money alone. */
function everything(order: Order, restock: boolean): RefundItem[] {
	const charge = (itemType: RefundItem['itemType'], itemId: number): RefundItem[] =>
		chargeItem(order, { itemType, itemId, asked: true });
	const items = [
		...order.lines
			.filter((line) => line.quantity > line.quantityRefunded)
			.map((line) => productItem(order, { lineId: line.id, quantity: line.quantity - line.quantityRefunded }, restock)),
		...charge('SHIPPING', order.addressId),
		...charge('HANDLING', order.addressId),
		...charge('GIFT_WRAPPING', order.lines[0]?.id ?? 0),
		...order.fees.flatMap(({ id }) => charge('FEE', id)),
	].filter(({ amount }) => amount > 0);
	const rest = leftToRefund(order) - sum(items.map(({ amount }) => amount));
	if (rest > 0) return [...items, moneyAlone(order, rest)];
	return rest < 0 ? [moneyAlone(order, leftToRefund(order))] : items;
}

function productItem(order: Order, asked: LineAsked, restock: boolean): RefundItem {
	const line = lineNamed(order, asked);
	const [share = 0] = shareOut(
		lineAfter(order, line).inc,
		[asked.quantity, line.quantity - asked.quantity],
		order.decimals,
	);
	const amount = asked.amount === undefined ? share : parseAmount(asked.amount);
	return {
		itemType: 'PRODUCT',
		itemId: line.id,
		quantity: asked.quantity,
		amount,
		restocked: (asked.restock ?? restock) ? asked.quantity : 0,
	};
}

function lineNamed(order: Order, { sku, lineId }: LineAsked): OrderLine {
	const line = order.lines.find((other) => (lineId === undefined ? other.sku === sku : other.id === Number(lineId)));
	if (line === undefined) throw new ApiError(404, `Order ${order.id} has no line "${sku ?? lineId ?? ''}"`);
	return line;
}

interface ChargeAsked {
	readonly itemType: RefundItem['itemType'];
	readonly itemId: number;
	readonly asked: boolean | string | undefined;
}

function chargeItem(order: Order, { itemType, itemId, asked = false }: ChargeAsked): RefundItem[] {
	const charge = chargeOf(order, itemType, itemId);
	if (charge === undefined) throw new ApiError(404, `Order ${order.id} has no fee ${itemId}`);
	if (asked === false) return [];
	const amount =
		asked === true ? taxedCharge(order, charge).inc - refundedOf(order, itemType, itemId) : parseAmount(asked);
	return [{ itemType, itemId, quantity: null, amount, restocked: 0 }];
}

function refundedOf(order: Order, itemType: RefundItem['itemType'], itemId: number): Amount {
	const items = order.refunds.filter(({ declined }) => !declined).flatMap((refund) => refund.items);
	return sum(items.filter((item) => item.itemType === itemType && item.itemId === itemId).map(({ amount }) => amount));
}

function moneyAlone(order: Order, amount: Amount): RefundItem {
	return { itemType: 'ORDER', itemId: order.id, quantity: null, amount, restocked: 0 };
}
