import type { Listing, Pool, StockChange, StockWrite } from '../model/listing';
import type { Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import type { Sku } from '../model/sku';
import type { HttpPort, HttpRequest } from '../http/httpPort';
import type { Fields } from '../reading/readUnknown';
import type { OwnChanges } from './ownChanges';

/** An order that could not be read. It never fails the page that it came on. */
export interface UnreadableOrder {
	readonly channel: string;
	/** Null when not even the id could be read. */
	readonly orderId: string | null;
	readonly modifiedAt: Moment | null;
	/** Where in the reply the trouble stands. */
	readonly path: string;
	readonly reason: string;
}

export interface OrdersPage {
	/** Oldest change first (oldest first where they were asked for by the day they were placed), within the page and from page to page. */
	readonly orders: readonly SalesOrder[];
	readonly unreadable: readonly UnreadableOrder[];
}

/** Of a page what reserves stock; an order that cannot be read may do so, and stays. Null when nothing is left. */
export function reservingPage({ orders, unreadable }: OrdersPage): OrdersPage | null {
	const reserving = orders.filter(({ state }) => state === 'reserving');
	return reserving.length === 0 && unreadable.length === 0 ? null : { orders: reserving, unreadable };
}

/** Where a channel has an order: as any other, out of sight in its trash or archive, or not at all. */
export type OrderPresence = 'there' | 'trashed' | 'archived' | 'gone';

/** Which orders count as sold beyond the channel's own sensible default. */
export interface OrderStateChoice {
	/** States in the channel's words ("on-hold", "7") that the user wants counted as sold. */
	readonly alsoSold: readonly string[];
}

/**
 * All that the nodes know of a sales channel. Every method throws IntegrationError when the service
 * cannot be reached or refuses as a whole, UnreadableError when its reply is not what it promises.
 */
export interface ChannelAdapter {
	/**
	 * Every order changed at or after `since`, each once, oldest change first, page by page.
	 * May deliver a little more than asked; never less.
	 */
	ordersSince(since: Moment, choice: OrderStateChoice): AsyncIterable<OrdersPage>;
	/** Every order placed at or after `since`, to the channel's own second, each once, oldest first, page by page; as they are now, however late they changed. */
	ordersPlacedSince(since: Moment, choice: OrderStateChoice): AsyncIterable<OrdersPage>;
	/** Every order that has taken stock and does not count as sold (state `reserving`), whatever its age (rules.md E4), each once, page by page. */
	reservingOrders(choice: OrderStateChoice): AsyncIterable<OrdersPage>;
	/**
	 * The one order with this number or id, a "#" before it aside; an empty page when the channel has none. Where the order with
	 * that id bears another number, the order with that number is meant.
	 */
	orderById(orderIdOrNumber: string, choice: OrderStateChoice): Promise<OrdersPage>;
	/** The account that its orders bear (`SalesOrder.account`), known without any order. */
	account(): Promise<string>;
	/** The ids of all orders placed at or after `since`, page by page, unread: whatever their state, without those in the trash or the archive. */
	orderIdsPlacedSince(since: Moment): AsyncIterable<readonly string[]>;
	/** Whether the channel has the order with this id, whatever its number; one request. */
	orderPresence(orderId: string): Promise<OrderPresence>;
	/** The listings of these SKUs, compared without regard to case; SKUs that are unknown are absent. Without `search` all are looked for. */
	listingsBySku(skus: readonly Sku[], search?: ListingSearch): Promise<readonly Listing[]>;
	/** The stocks that these products (`poolRef`s) keep for their variations, each with all that draw on it; a product whose variations draw on nothing of it is absent. */
	pools(poolRefs: readonly string[]): Promise<readonly Pool[]>;
	/** Every listing of the channel, page by page, those without SKU included. */
	allListings(): AsyncIterable<readonly Listing[]>;
	/** How many listings the channel has, variations counted one by one where it can tell in a single answer: what the fuse measures a run by. */
	listingCount(): Promise<number>;
	/**
	 * Why this channel's levels must not be written at all as it is set up now, in words for the merchant with the way out; null when they
	 * may. Asked once before the first write of a run.
	 */
	writingTrouble(changes: readonly StockChange[]): Promise<string | null>;
	/** Writes in the vendor's largest sensible batches; one answer for each change, in the order asked. */
	setStock(changes: readonly StockChange[]): Promise<readonly StockWrite[]>;
}

export interface ListingSearch {
	/** Whether variations that share their product's stock are looked for by their own SKU where the channel has no quick way to them. */
	readonly inPools: boolean;
}

/** The decrypted credential, unread. */
export type ChannelSettings = Fields;

export interface ChannelDefinition {
	readonly id: string;
	readonly displayName: string;
	/** The n8n credential type that holds its settings. */
	readonly credentialName: string;
	/** States, in the channel's words, that a user may choose to count as sold beyond the channel's own default. */
	readonly mayCountAsSold: ReadonlyArray<{ readonly state: string; readonly name: string }>;
	/** States, in the channel's words, of orders that wait for their money and have taken no stock. */
	readonly unpaidStates: readonly string[];
	/** Its order list may show a change so many seconds after the stamp that the change bears. */
	readonly listsLateSeconds: number;
	/** True where one product may stand in several listings (eBay); elsewhere two listings of one SKU are a mistake. */
	readonly severalListingsPerSku: boolean;
	/** Changes of listings that a request makes, where the vendor limits them by listing and day. */
	revisionsIn?(request: HttpRequest): number;
	/** Connections that share `own` reckon with each other's changes of levels; a channel that only sets levels has no need of it. */
	connect(http: HttpPort, settings: ChannelSettings, own: OwnChanges): ChannelAdapter;
}
