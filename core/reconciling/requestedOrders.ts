import type { ChannelAdapter } from '../channels/channelAdapter';
import type { Moment } from '../model/moment';
import { numberPrefix } from '../model/orderIdentity';
import {
	findRequestedOrders,
	findSelectedOrders,
	type RequestedOrder,
	type FoundOrders,
	type OneOrderChoice,
} from '../orders/findOrders';
import type { OrderSelection } from '../orders/orderSelection';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { findMissingOrders } from './missingOrders';

/** The orders of a time, at most so many. */
export interface OrdersOfTime<Selection = OrderSelection> {
	readonly selection: Selection;
	/** Infinity for all. */
	readonly limit: number;
}

/** How the documents of the orders that QuickBooks has already are known. */
export interface InQuickBooks {
	/** Whether payments are recorded: then an invoice that is open of a paid order is not done. */
	readonly recordPayments: boolean;
}

interface OrdersRequest extends OneOrderChoice {
	/** Those of a time, or those with these numbers or ids. */
	readonly which: OrdersOfTime | { readonly named: readonly RequestedOrder[] };
	/** Set where only orders are asked for that QuickBooks does not have as they are now; null for all. */
	readonly notYetIn: InQuickBooks | null;
	/** What stands before the numbers of the shop's orders in QuickBooks. */
	readonly booksPrefix: string;
	readonly now: Moment;
}

interface RequestSides {
	readonly adapter: ChannelAdapter;
	/** Asked only for what QuickBooks does not have. */
	readonly quickBooks: () => Promise<QuickBooksClient>;
}

/**
 * The orders of a channel that somebody asks for. Throws IntegrationError when a side cannot be asked: no order is called missing because of that.
 *
 * 1. Read the orders from the channel. Where only missing ones are asked for, all of the time are read: the limit counts missing ones.
 * 2. Give them the prefix of their shop.
 * 3. Leave out those that QuickBooks has as they are now.
 * 4. Cut what is left to the limit.
 */
export async function requestedOrders(
	{ adapter, quickBooks }: RequestSides,
	request: OrdersRequest,
): Promise<FoundOrders> {
	const found = ofShop(await ordersOnChannel(adapter, request), request);
	if (request.notYetIn === null) return found;
	const missing = await missingAmong(found, await quickBooks(), { ...request, books: request.notYetIn });
	const limit = 'named' in request.which ? undefined : request.which.limit;
	return { ...found, orders: found.orders.filter(({ order }) => missing.has(order)).slice(0, limit) };
}

/** The orders as those of their shop. */
function ofShop({ orders, unreadable }: FoundOrders, { booksPrefix }: Pick<OrdersRequest, 'booksPrefix'>): FoundOrders {
	return { orders: orders.map((found) => ({ ...found, order: { ...found.order, booksPrefix } })), unreadable };
}

async function ordersOnChannel(adapter: ChannelAdapter, request: OrdersRequest): Promise<FoundOrders> {
	const { which, notYetIn } = request;
	if ('named' in which) return await findRequestedOrders(adapter, which.named, request);
	return await findSelectedOrders(
		adapter,
		which.selection,
		notYetIn === null ? which.limit : Number.POSITIVE_INFINITY,
		request,
	);
}

async function missingAmong(
	{ orders }: FoundOrders,
	client: QuickBooksClient,
	{ books, placedFrom, now }: Pick<OrdersRequest, 'placedFrom' | 'now'> & { readonly books: InQuickBooks },
) {
	const missing = await findMissingOrders(
		client,
		orders.map(({ order }) => order),
		{
			choices: (order) => ({ prefix: numberPrefix(order), goLive: placedFrom }),
			recordPayments: books.recordPayments,
			now,
		},
	);
	return new Set(missing);
}
