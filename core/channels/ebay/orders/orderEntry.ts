import type { OrdersPage, UnreadableOrder } from '../../channelAdapter';
import { unservedReason } from '../../unservedReason';
import { readOrder, type OrderContext } from './readOrder';
import { readStockOrder } from './stockOrder';
import type { IntegrationError } from '../../../http/integrationError';
import { readMoment, type Moment } from '../../../model/moment';
import type { SalesOrder } from '../../../model/salesOrder';
import { catchUnreadable, readableOr } from '../../../reading/catchUnreadable';
import { UnreadableError } from '../../../reading/readUnknown';

/** One row of the order list: an order, or the part that is known of an order that cannot be read. */
export type OrderEntry = {
	readonly key: string;
	readonly modifiedAt: Moment | null;
	readonly placedAt: Moment | null;
} & ({ readonly order: SalesOrder } | { readonly unreadable: UnreadableOrder });

const PAGE = 100;

/** The entries in pages of 100. */
export function* toPages(entries: readonly OrderEntry[]): Iterable<OrdersPage> {
	for (let at = 0; at < entries.length; at += PAGE) {
		const page = entries.slice(at, at + PAGE);
		yield {
			orders: page.flatMap((entry) => ('order' in entry ? [entry.order] : [])),
			unreadable: page.flatMap((entry) => ('unreadable' in entry ? [entry.unreadable] : [])),
		};
	}
}

/** Reads a row. A row that cannot be read gives an entry too, so it does not fail its neighbours. */
export function readEntry(raw: unknown, path: string, context: OrderContext): OrderEntry {
	const order = catchUnreadable(() => readOrder(raw, context));
	if (!(order instanceof UnreadableError))
		return { key: order.orderId, modifiedAt: order.modifiedAt, placedAt: order.placedAt, order };
	const orderId = idOf(raw);
	const [modifiedAt, placedAt] = [timeOf(raw, 'lastModifiedDate'), timeOf(raw, 'creationDate')];
	const stock = readableOr(() => readStockOrder(raw, context), null);
	const unreadable = { channel: 'ebay', orderId, modifiedAt, path: order.path, reason: order.message, stock };
	return { key: orderId ?? path, modifiedAt, placedAt, unreadable };
}

/** An order that eBay cannot send. Only its place in a list is known. */
export function unservedEntry(place: string, { message }: IntegrationError): OrderEntry {
	const unreadable = {
		channel: 'ebay',
		orderId: null,
		modifiedAt: null,
		path: 'ebay orders',
		reason: unservedReason(message),
		stock: null,
	};
	return { key: place, modifiedAt: null, placedAt: null, unreadable };
}

function timeOf(raw: unknown, name: string): Moment | null {
	const time = catchUnreadable(() => readMoment(fieldOf(raw, name), name));
	return time instanceof UnreadableError ? null : time;
}

function idOf(raw: unknown): string | null {
	const id = fieldOf(raw, 'orderId');
	return typeof id === 'string' && id.trim() !== '' ? id.trim() : null;
}

function fieldOf(raw: unknown, name: string): unknown {
	return typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>)[name] : undefined;
}
