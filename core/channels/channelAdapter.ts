import type { Listing, Pool, StockChange, StockWrite } from '../model/listing';
import type { Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import type { Sku } from '../model/sku';
import type { StockOrder } from '../model/stockOrder';
import type { HttpPort, HttpRequest } from '../http/httpPort';
import type { Fields } from '../reading/readUnknown';
import type { OwnChanges } from './ownChanges';

/** An order that could not be read. It does not fail the page that it came on. */
export interface UnreadableOrder {
	readonly channel: string;
	/** Null when not even the id could be read. */
	readonly orderId: string | null;
	/** Where people see it in the shop's admin; absent where that is not known. */
	readonly orderUrl?: string;
	readonly modifiedAt: Moment | null;
	/** The place in the reply that could not be read. */
	readonly path: string;
	readonly reason: string;
	/** What it says of stock all the same: its units are held back. Null where that cannot be read either, and nobody knows what it sold. */
	readonly stock: StockOrder | null;
}

/** A page of orders. What could not be read stands beside the orders. */
export interface OrdersPage {
	/**
	 * Oldest change first, within the page and from page to page. Orders that were asked for by the time of their placing: oldest
	 * first.
	 */
	readonly orders: readonly SalesOrder[];
	readonly unreadable: readonly UnreadableOrder[];
}

/** The part of a page that reserves stock. An order that cannot be read may reserve some, so it stays. Null when nothing is left. */
export function onlyReserving({ orders, unreadable }: OrdersPage): OrdersPage | null {
	const reserving = orders.filter(({ state }) => state === 'reserving');
	return reserving.length === 0 && unreadable.length === 0 ? null : { orders: reserving, unreadable };
}

/** The place of an order on a channel: among the others, in the trash, in the archive, or nowhere. */
export type OrderPresence = 'there' | 'trashed' | 'archived' | 'gone';

/** The user's choice of orders that count as sold beyond the channel's default (rules.md B2). */
export interface OrderStateChoice {
	/** States in the channel's words: "on-hold", "7". */
	readonly alsoSold: readonly string[];
}

/**
 * The port to a sales channel: all that the rest of the package knows of it.
 * Every method throws IntegrationError when the service cannot be reached or refuses as a whole, and UnreadableError when its reply
 * breaks its promise.
 */
export interface ChannelAdapter {
	/**
	 * Every order that changed at or after `since`, each version once, oldest change first, page by page.
	 * It may deliver a little more than was asked for, never less.
	 */
	readOrdersSince(since: Moment, choice: OrderStateChoice): AsyncIterable<OrdersPage>;
	/**
	 * Every order that was placed at or after `since`, to the channel's own second, each once, oldest first, page by page. Each
	 * comes as it is now, however late it changed.
	 */
	readOrdersPlacedSince(since: Moment, choice: OrderStateChoice): AsyncIterable<OrdersPage>;
	/**
	 * Every order that has taken stock and does not count as sold (state `reserving`), of any age (rules.md E4), each once, page by
	 * page.
	 */
	readReservingOrders(choice: OrderStateChoice): AsyncIterable<OrdersPage>;
	/**
	 * The one order with this number or id; a "#" before it does not count. An empty page when the channel has none.
	 * An order that has this number goes before another one that has it as its id.
	 */
	findOrder(orderIdOrNumber: string, choice: OrderStateChoice): Promise<OrdersPage>;
	/**
	 * The same orders with what only further requests tell: parcels (`shipments`), selling fees, and whether the stock of a line's product is
	 * counted (`tracksStock`). Nothing is asked of an order that says it itself. For orders on their way into the books; whoever only counts stock does without. An order whose details cannot be read is
	 * among the unreadable ones.
	 */
	readDetails(orders: readonly SalesOrder[]): Promise<OrdersPage>;
	/** The account that its orders name (`SalesOrder.account`), also when there is no order. */
	readAccount(): Promise<string>;
	/**
	 * The ids of all orders that were placed at or after `since`, page by page, in any state. Orders in the trash or the archive are
	 * left out; the orders themselves are not read.
	 */
	readOrderIdsPlacedSince(since: Moment): AsyncIterable<readonly string[]>;
	/** Whether the channel has the order with this id, whatever its number. Costs one request. */
	readOrderPresence(orderId: string): Promise<OrderPresence>;
	/**
	 * The listings of these SKUs, and of such that a person takes for them: compared without regard to case, spaces and characters that are
	 * not seen, as far as the channel finds them. A SKU that the channel does not know is absent. Without `search` all are looked for.
	 */
	findListings(skus: readonly Sku[], search?: ListingSearch): Promise<readonly Listing[]>;
	/**
	 * The stocks that these products (by listingRef) share among their variations, each with all that draw on it. A product without
	 * such a stock is absent.
	 */
	readPools(poolRefs: readonly string[]): Promise<readonly Pool[]>;
	/** Every listing of the channel, page by page, also without a SKU. */
	readAllListings(): AsyncIterable<readonly Listing[]>;
	/**
	 * The number of listings whose stock the channel tracks, by which the circuit breaker measures a run. Variations count one by one.
	 * Reading ends where `enough` are found, so a number from there on may be less than all.
	 */
	readTrackedCount(enough: number): Promise<number>;
	/**
	 * The reason why no level of this channel may be written as it is set up now, for the merchant, with the way out (rules.md F4). Null
	 * when levels may be written. A run asks once, before its first write.
	 */
	findWritingProblem(changes: readonly StockChange[]): Promise<string | null>;
	/** Writes levels in the vendor's largest sensible batches. Returns one result for each change, in the same order. */
	writeStock(changes: readonly StockChange[]): Promise<readonly StockWrite[]>;
}

export interface ListingSearch {
	/**
	 * Whether variations that share their product's stock are looked for by their own SKU, where the channel has no quick way to
	 * them.
	 */
	readonly inPools: boolean;
}

/** The decrypted credential, unread. */
export type ChannelSettings = Fields;

/** A channel as the registry knows it, before a credential is chosen. */
export interface ChannelDefinition {
	readonly id: string;
	readonly displayName: string;
	/** The type of the n8n credential that holds its settings. */
	readonly credentialName: string;
	/** States, in the channel's words, of orders that await payment and have taken no stock. */
	readonly unpaidStates: readonly string[];
	/** Seconds by which its order list may show a change later than the change's own stamp. */
	readonly listLagSeconds: number;
	/** True where one product may have several listings (eBay). Elsewhere two listings of one SKU are a mistake (rules.md E10). */
	readonly severalListingsPerSku: boolean;
	/** The changes of listings in a request, where the vendor limits them by listing and day. */
	countRevisions?(request: HttpRequest): number;
	/**
	 * Opens a connection. Connections that share `own` take each other's changes of levels into account; a channel that only sets
	 * levels ignores it.
	 */
	connect(http: HttpPort, settings: ChannelSettings, own: OwnChanges): ChannelAdapter;
}
