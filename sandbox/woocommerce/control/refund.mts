import { formatAmount } from '../money.mts';
import { lineOfSku } from './edit.mts';
import type { Order, Refund } from '../orders/order.mts';
import { heldOfCards, onGiftCards, refunded, totalsOf } from '../orders/totals.mts';
import {
	amountIn,
	beginRefund,
	deleteRefund,
	finishRefund,
	refundOnCards,
	refundOrder,
	type RefundAsked,
} from '../refunds/refund.mts';
import { RestError } from '../api/errors.mts';
import type { Shop } from '../shop.mts';

export interface RefundBody {
	/** Lines by SKU or id; without any part and amount everything that is left is refunded. */
	readonly lines?: readonly {
		readonly sku?: string;
		readonly lineId?: number | string;
		readonly quantity: number;
		readonly amount?: string;
		/** Another tax than in proportion; with amount "0" the tax alone. */
		readonly tax?: string;
		readonly restock?: boolean;
	}[];
	/** All shipping, or so much of the first shipping line, without tax. */
	readonly shipping?: boolean | string;
	readonly fees?: readonly { readonly chargeId: number | string; readonly amount?: string }[];
	/** A decimal: the whole refund. */
	readonly amount?: string;
	readonly reason?: string;
	/** Whether the goods of the lines are restocked. */
	readonly restock?: boolean;
	readonly at?: string;
	/** True: the row is saved, and no more. */
	readonly begin?: boolean;
}

export function refund(shop: Shop, order: Order, body: RefundBody): { refundId: string; amount: string } {
	const asked = partsAsked(shop, order, body);
	const everything = asked.length === 0 && body.amount === undefined;
	const left = totalsOf(order).total - onGiftCards(order) - refunded(order);
	const book = body.begin === true ? beginRefund : refundOrder;
	const request = {
		lines: everything ? allThatIsLeft(order) : asked,
		amount: body.amount === undefined ? (everything ? left : null) : amountIn(body.amount),
		isByHand: true,
		reason: body.reason ?? '',
		restock: body.restock ?? false,
		at: body.at === undefined ? undefined : Math.floor(Date.parse(body.at) / 1000),
	};
	const isOnCards = everything && heldOfCards(order) > 0;
	const booked = isOnCards && left === 0 ? refundOnCards(shop, order, request) : book(shop, order, request);
	if (isOnCards && left > 0 && body.begin !== true) refundOnCards(shop, order, { ...request, lines: [] });
	return { refundId: String(booked.id), amount: formatAmount(booked.amount, order.rounding.decimals) };
}

export interface RefundName {
	readonly refundId: number | string;
}

/** The gateway has agreed. */
export function finish(shop: Shop, order: Order, named: RefundName): void {
	const begun = knownRefund(order, named);
	if (begun.begun === undefined) throw new RestError(409, 'finished', `Refund ${begun.id} is finished`);
	finishRefund(shop, order, begun);
}

/** The gateway has declined, or the merchant deletes a refund. */
export function takeBack(order: Order, named: RefundName): void {
	deleteRefund(order, knownRefund(order, named));
}

function knownRefund({ id, refunds }: Order, { refundId }: RefundName): Refund {
	const refund = refunds.find((one) => one.id === Number(refundId));
	if (refund === undefined) throw new RestError(404, 'unknown_refund', `Order ${id} has no refund ${refundId}`);
	return refund;
}

function partsAsked(shop: Shop, order: Order, { lines = [], shipping = false, fees = [] }: RefundBody): RefundAsked[] {
	const goods = lines.map(({ quantity, amount, tax, restock, ...line }) => ({
		lineId: lineIdOf(shop, order, line),
		quantity,
		total: decimal(amount),
		tax: decimal(tax),
		restock,
	}));
	const shippings = shipping === false ? [] : shipping === true ? order.shippingLines : order.shippingLines.slice(0, 1);
	const carriage = shippings.map(({ id }) => ({
		lineId: id,
		quantity: 0,
		total: typeof shipping === 'string' ? decimal(shipping) : undefined,
	}));
	return [
		...goods,
		...carriage,
		...fees.map(({ chargeId, amount }) => ({ lineId: knownFee(order, chargeId), quantity: 0, total: decimal(amount) })),
	];
}

/** What earlier refunds left of each line and charge. */
function allThatIsLeft(order: Order): RefundAsked[] {
	const gone = (id: number) => {
		const parts = order.refunds
			.flatMap(({ lines, shipping, fees }) => [...lines, ...shipping.map(uncounted), ...fees.map(uncounted)])
			.filter(({ of }) => of.id === id);
		return {
			quantity: parts.reduce((all, part) => all + part.quantity, 0),
			total: parts.reduce((all, part) => all + part.total, 0),
		};
	};
	const goods = order.lines.map(({ id, quantity, total }) => ({
		lineId: id,
		quantity: quantity - gone(id).quantity,
		total: total - gone(id).total,
	}));
	const charges = [...order.shippingLines, ...order.feeLines].map(({ id, total }) => ({
		lineId: id,
		quantity: 0,
		total: total - gone(id).total,
	}));
	return [...goods, ...charges].filter(({ quantity, total }) => quantity > 0 || total !== 0);
}

function uncounted<Part extends object>(part: Part): Part & { quantity: number } {
	return { ...part, quantity: 0 };
}

function lineIdOf(shop: Shop, order: Order, { sku = '', lineId }: { sku?: string; lineId?: number | string }): number {
	const line = lineId === undefined ? lineOfSku(shop, order, sku) : order.lines.find(({ id }) => id === Number(lineId));
	if (line === undefined) throw new RestError(404, 'unknown_line', `Order ${order.id} has no line "${lineId ?? sku}"`);
	return line.id;
}

function knownFee(order: Order, chargeId: number | string): number {
	const fee = order.feeLines.find(({ id }) => id === Number(chargeId));
	if (fee === undefined) throw new RestError(404, 'unknown_fee', `Order ${order.id} has no fee ${chargeId}`);
	return fee.id;
}

function decimal(text: string | undefined): number | undefined {
	return text === undefined ? undefined : amountIn(text);
}
