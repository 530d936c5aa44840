import type { ChannelAdapter, OrdersPage, OrderStateChoice, UnreadableOrder } from '../../core/channels/channelAdapter';
import { concerning, openOrderOf, type OpenOrder, type OpenOrders } from '../../core/domain/openOrders';
import type { Moment } from '../../core/domain/moment';
import type { SalesOrder } from '../../core/domain/salesOrder';
import type { ReadingTrouble, StockLevel } from '../../core/domain/stockLevel';
import { IntegrationError } from '../../core/http/integrationError';
import { UnreadableError } from '../../core/reading/readUnknown';

export interface OpenOrdersAsked extends OrderStateChoice {
	readonly channel: string;
	readonly displayName: string;
	readonly numberPrefix: string;
	readonly unpaidStates: readonly string[];
	/** Sold orders placed earlier are taken to be in QuickBooks by now. */
	readonly since: Moment;
	/** Older orders are none of ours (rules.md B1); null where every order is. */
	readonly placedFrom: Moment | null;
	readonly ignoreUnreadable: boolean;
	readonly now: Moment;
}

/**
 * The channel's orders that sold or reserved one of these levels: sold ones since `since`, reserving ones of any age. A channel that
 * cannot be read is no failure here: it says so in `trouble`, levels are lowered by what is known, and nothing goes up (rules.md A1, F5).
 */
export async function openOrdersOf(adapter: ChannelAdapter, levels: readonly StockLevel[], asked: OpenOrdersAsked): Promise<OpenOrders> {
	const { channel, numberPrefix, now: readAt } = asked;
	const found = new Map<string, OpenOrder>();
	const isConcerned = concerning(levels);
	const unreadable = new Map<string | null, UnreadableOrder>();
	const add = (order: SalesOrder) => {
		const open = isOurs(order, asked) ? openOrderOf(order, asked.unpaidStates) : null;
		if (open !== null && isConcerned(open)) found.set(open.orderId, open);
	};
	// No order concerns no level.
	const reading = levels.length === 0 ? Promise.resolve() : readAll(adapter, asked, (page) => {
		page.orders.forEach(add);
		page.unreadable.forEach((one) => unreadable.set(one.orderId, one));
	});
	const trouble = await reading.then(() => unreadableTrouble([...unreadable.values()], asked), troubleOf);
	return { kind: 'openOrders', channel, numberPrefix, readAt, trouble: trouble === null ? null : { ...trouble, reason: `${asked.displayName}: ${trouble.reason}` }, orders: [...found.values()] };
}

/** Reserving orders first: one that is sold meanwhile is met again among the sold. */
async function readAll(adapter: ChannelAdapter, { since, ...choice }: OpenOrdersAsked, take: (page: OrdersPage) => void): Promise<void> {
	for await (const page of adapter.reservingOrders(choice)) take(page);
	for await (const page of adapter.ordersPlacedSince(since, choice)) take(page);
}

function isOurs({ placedAt }: SalesOrder, { placedFrom }: OpenOrdersAsked): boolean {
	return placedFrom === null || placedAt >= placedFrom;
}

function unreadableTrouble([first, ...others]: readonly UnreadableOrder[], { ignoreUnreadable }: OpenOrdersAsked): ReadingTrouble | null {
	if (first === undefined || ignoreUnreadable) return null;
	const which = `order ${first.orderId ?? 'without id'}${others.length === 0 ? '' : ` and ${others.length} more`}`;
	return { reason: `${which} cannot be read (${first.path}: ${first.reason}), so what it sold is not known. Mend it in the shop, or choose Ignore Unreadable Orders`, passing: false };
}

/** A channel out of reach, or one that answers nonsense, is expected here; all else is not. */
function troubleOf(error: unknown): ReadingTrouble {
	if (error instanceof IntegrationError || error instanceof UnreadableError) return { reason: `its open orders could not be read: ${error.message}`, passing: true };
	throw error;
}
