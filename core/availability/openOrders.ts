import type { Moment } from '../model/moment';
import { fingerprintOf } from '../model/orderFingerprint';
import type { ReservationKind } from '../model/reservation';
import type { OrderState, SalesOrder } from '../model/salesOrder';
import type { StockOrder } from '../model/stockOrder';
import { skuKey, type Sku } from '../model/sku';
import type { ReadingTrouble } from './heldLevel';
import type { StockLevel } from '../model/stockLevel';

/** An order that may keep stock from being sold again, with no more than that takes. */
export interface OpenOrder {
	readonly account: string;
	readonly orderId: string;
	readonly orderNumber: string;
	readonly placedAt: Moment;
	readonly hold: ReservationKind;
	/** The sale's fingerprint; where its document bears another one, the order was edited since. */
	readonly sale: string;
	readonly lines: readonly OpenLine[];
	/** Present where it cannot be posted: no more than this can be read of it, or nothing explains its money. */
	readonly unreadable?: true;
}

/** A line of an open order. */
export interface OpenLine {
	readonly lineId: string;
	readonly bundleLineId: string | null;
	readonly sku: Sku | null;
	/** Units that are with the buyer or kept for him. */
	readonly units: number;
}

/** A channel's open orders. */
export interface OpenOrders {
	/** The channel's id. */
	readonly channel: string;
	/** When the reading began, by n8n's clock. */
	readonly readAt: Moment;
	/** Why not all of them are known; null when they are. */
	readonly trouble: ReadingTrouble | null;
	readonly orders: readonly OpenOrder[];
}

/**
 * What an order keeps from being sold again. It is null where the order keeps nothing: it is cancelled, refunded, a copy of another
 * channel's order (rules.md B4), or not placed. `unpaid` are the channel's words for an order that waits for its money and has taken no
 * stock.
 */
export function toOpenOrder(order: SalesOrder, unpaid: readonly string[]): OpenOrder | null {
	const open = openOrderOf(order, unpaid, fingerprintOf(order));
	return open === null || order.moneyTrouble === null ? open : { ...open, unreadable: true };
}

/** As `toOpenOrder`, of an order of which no more than its stock can be read. A document of it shows an earlier version. */
export function toUnreadableOpenOrder(order: StockOrder, unpaid: readonly string[]): OpenOrder | null {
	const open = openOrderOf(order, unpaid, '');
	return open === null ? null : { ...open, unreadable: true };
}

function openOrderOf(order: StockOrder, unpaid: readonly string[], sale: string): OpenOrder | null {
	const hold = order.copiedFrom === null ? reservationKindOf(order, unpaid) : null;
	const lines = order.lines.map((line) => toOpenLine(line, order.state)).filter(({ units }) => units > 0);
	if (hold === null || lines.length === 0) return null;
	const { account, orderId, orderNumber, placedAt } = order;
	return { account, orderId, orderNumber, placedAt, hold, sale, lines };
}

function reservationKindOf({ state, channelState }: StockOrder, unpaid: readonly string[]): ReservationKind | null {
	if (state === 'sold') return 'sold';
	if (state === 'reserving') return 'reserved';
	return state === 'open' && unpaid.includes(channelState) ? 'unpaid' : null;
}

/** What a refund put back on the shelf can be sold again. */
function toOpenLine(
	{ lineId, bundleLineId, sku, kind, quantity, restocked, stockTaken }: StockOrder['lines'][number],
	state: OrderState,
): OpenLine {
	const units = state === 'reserving' ? (stockTaken ?? quantity) : quantity - (restocked ?? 0);
	return { lineId, bundleLineId, sku, units: kind === 'goods' ? units : 0 };
}

/** True for orders that sold one of these levels, a part of one, or a bundle that one is a part of. */
export function affectsLevels(levels: readonly StockLevel[]): (order: OpenOrder) => boolean {
	const items = levels.flatMap((level) => [level, ...level.components]);
	const skus = items.flatMap(({ sku, partOf }) => [sku, ...partOf.map((bundle) => bundle.sku)]);
	const keys = new Set(skus.flatMap((sku) => (sku === null ? [] : [skuKey(sku, true)])));
	return ({ lines }) => lines.some(({ sku }) => sku !== null && keys.has(skuKey(sku, true)));
}
