import { parseAmount, roundTo, sum, type Micros } from '../money.mts';
import type {
	FeeLine,
	Order,
	OrderLine,
	OrderTax,
	Refund,
	RefundCharge,
	RefundLine,
	ShippingLine,
} from '../orders/order.mts';
import { restock } from '../stock/orderStock.mts';
import { setStatus } from '../orders/statuses.mts';
import { heldOfCards, onGiftCards, refunded, scaledTaxes, shareOf, taxOf, totalsOf } from '../orders/totals.mts';
import { RestError } from '../api/errors.mts';
import { nowInSeconds, takeId, type Shop } from '../shop.mts';

export interface RefundAsked {
	/** Of a product line, a shipping line or a fee. */
	readonly lineId: number;
	readonly quantity: number;
	/** Without tax; in proportion to the quantity unless said, all of a charge. */
	readonly total?: Micros | undefined;
	/** Another tax than in proportion, over all rates of the line. */
	readonly tax?: Micros | undefined;
	/** Instead of the request's own word. */
	readonly restock?: boolean | undefined;
}

export interface RefundRequest {
	readonly lines: readonly RefundAsked[];
	/** Null: the sum of the lines. */
	readonly amount: Micros | null;
	/** The merchant's page rounds that sum to the shop's decimals, and the API does not. */
	readonly isByHand?: boolean;
	readonly reason: string;
	readonly restock: boolean;
	/** Seconds since the epoch; now unless said. */
	readonly at?: number | undefined;
	/** The gateway is asked to give the money back. */
	readonly throughGateway?: boolean;
}

/** Books a refund, all its steps at once. What exceeds the rest of the order is refused with a 500, as WooCommerce does. */
export function refundOrder(shop: Shop, order: Order, request: RefundRequest): Refund {
	return finishRefund(shop, order, beginRefund(shop, order, request));
}

/**
 * The first step of a refund: its row is saved, and the order lists it. The gateway is asked then, which takes seconds; neither the
 * goods nor the order's date have moved.
 */
export function beginRefund(shop: Shop, order: Order, request: RefundRequest): Refund {
	const parts = partsOf(shop, order, request);
	const all = [...parts.lines, ...parts.shipping, ...parts.fees];
	const whole = sum(all.map((line) => line.total + taxOf(line.taxes)));
	const amount = request.amount ?? (request.isByHand === true ? roundTo(whole, order.rounding.decimals) : whole);
	const rest = totalsOf(order).total - onGiftCards(order) - refunded(order);
	if (amount > rest) throw cannotRefund('Invalid refund amount.');
	const refund: Refund = {
		id: takeId(shop, 'post'),
		createdAt: request.at ?? nowInSeconds(shop),
		amount,
		reason: request.reason,
		metaId: takeId(shop, 'meta'),
		full: amount === rest,
		throughGateway: request.throughGateway === true,
		...parts,
		taxLines: taxLinesOf(shop, order, all),
		begun: { restocks: parts.lines.map((line) => isRestocked(request, line)) },
	};
	order.refunds.unshift(refund);
	return refund;
}

/** The other steps, once the gateway has agreed: goods go back on the shelf, the status follows, and last of all the order's date moves. */
export function finishRefund(shop: Shop, order: Order, { begun, ...refund }: Refund): Refund {
	const finished: Refund = {
		...refund,
		lines: refund.lines.map((line, place) => ({
			...line,
			restocked: begun?.restocks[place] === true ? restock(shop, line.of, line.quantity) : 0,
		})),
	};
	order.refunds = order.refunds.map((one) => (one.id === refund.id ? finished : one));
	// The plugin Gift Cards calls an order refunded in part while it holds something of the cards.
	if (finished.full && heldOfCards(order) === 0) setStatus(shop, order, 'refunded');
	order.modifiedAt = nowInSeconds(shop);
	return finished;
}

/** Gives back on the cards of the plugin Gift Cards all that it holds of them. No gateway is asked. */
export function refundOnCards(shop: Shop, order: Order, request: Omit<RefundRequest, 'amount'>): Refund {
	const amount = heldOfCards(order);
	const begun = beginRefund(shop, order, { ...request, amount: 0 });
	const onCards = { amount, metaId: takeId(shop, 'meta'), entryId: takeId(shop, 'item') };
	order.refunds = order.refunds.map((one) => (one.id === begun.id ? { ...begun, onCards } : one));
	return finishRefund(shop, order, { ...begun, onCards });
}

/** The row of a refund is deleted: the gateway declined it, or the merchant thought better of it. That moves no date. */
export function deleteRefund(order: Order, { id }: Refund): void {
	order.refunds = order.refunds.filter((one) => one.id !== id);
}

type Parts = Pick<Refund, 'lines' | 'shipping' | 'fees'>;

function partsOf(shop: Shop, order: Order, { lines }: RefundRequest): Parts {
	const each = <Of extends { readonly id: number }, Part>(
		of: readonly Of[],
		make: (line: Of, asked: RefundAsked) => Part,
	): Part[] => lines.flatMap((asked) => of.filter(({ id }) => id === asked.lineId).map((line) => make(line, asked)));
	const { decimals } = order.rounding;
	const charge = <Of extends ShippingLine | FeeLine>(of: Of, { total = of.total }: RefundAsked): RefundCharge<Of> => ({
		id: takeId(shop, 'item'),
		of,
		total,
		taxes: scaledTaxes(of, total, decimals),
		metaId: takeId(shop, 'meta'),
	});
	return {
		lines: each(order.lines, (line, asked) => refundLine(shop, line, asked, decimals)),
		shipping: each(order.shippingLines, charge),
		fees: each(order.feeLines, charge),
	};
}

function refundLine(shop: Shop, line: OrderLine, asked: RefundAsked, decimals: number): RefundLine {
	const total = asked.total ?? shareOf(line.total, { part: asked.quantity, whole: line.quantity, decimals });
	const taxes = asked.tax === undefined ? scaledTaxes(line, total, decimals) : taxesOf(line, asked.tax, decimals);
	return {
		id: takeId(shop, 'item'),
		of: line,
		quantity: asked.quantity,
		total,
		taxes,
		metaId: takeId(shop, 'meta'),
		restocked: 0,
	};
}

/** So much tax, parted as the line's rates part theirs. */
function taxesOf({ taxes }: OrderLine, tax: Micros, decimals: number): OrderTax[] {
	const parted = scaledTaxes({ total: taxOf(taxes), taxes }, tax, decimals);
	const [first, ...others] = parted;
	if (first === undefined && tax === 0) return [];
	if (first === undefined) throw cannotRefund('The line bears no tax.');
	const total = tax - sum(others.map((one) => one.total));
	return [{ ...first, total, subtotal: total }, ...others];
}

function isRestocked({ lines, restock: otherwise }: RefundRequest, { of }: RefundLine): boolean {
	return lines.find(({ lineId }) => lineId === of.id)?.restock ?? otherwise;
}

export function cannotRefund(message: string): RestError {
	return new RestError(500, 'woocommerce_rest_cannot_create_order_refund', message, 500);
}

function taxLinesOf(
	shop: Shop,
	order: Order,
	lines: readonly { readonly taxes: readonly OrderTax[] }[],
): Refund['taxLines'] {
	const used = new Set(lines.flatMap(({ taxes }) => taxes.map(({ rateId }) => rateId)));
	return order.taxLines.filter(({ rate }) => used.has(rate.id)).map(({ rate }) => ({ id: takeId(shop, 'item'), rate }));
}

/** A decimal as clients send it, text or number; refused when it is neither. */
export function amountIn(value: unknown): Micros {
	try {
		return parseAmount(String(value));
	} catch {
		throw cannotRefund('Invalid refund amount.');
	}
}
