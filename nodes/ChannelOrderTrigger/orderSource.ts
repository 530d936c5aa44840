import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ChannelAdapter, OrdersPage, OrderStateChoice, UnreadableOrder } from '../../core/channels/channelAdapter';
import { earlierFirst, momentFromMillis, shifted, type Moment } from '../../core/model/moment';
import {
	askedSince,
	isNews,
	movedPast,
	readOrderCursor,
	startingAt,
	storedOrderCursor,
	type OrderCursor,
	type OrderVersion,
} from '../../core/orders/orderCursor';
import type { SalesOrder } from '../../core/model/salesOrder';
import { orderToJson } from '../../core/model/salesOrderJson';
import { shortHash } from '../../core/model/text';
import type { PollPage, PollSource } from '../bridge/polling/pollSource';

const SAMPLE_SIZE = 5;
const SAMPLE_DAYS = 7;
/** A trigger that lost its cursor looks back this far, hours. */
const LOOK_BACK = 24;

export interface OrderSourceSettings extends OrderStateChoice {
	readonly listsLateSeconds: number;
	/** Orders placed earlier are none of ours; null is the moment of the first publish. */
	readonly placedFrom: Moment | null;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Told with every poll from when on orders are posted. */
	readonly tellStart: (placedFrom: Moment) => Promise<void> | void;
}

type OrderUnit =
	| { readonly version: OrderVersion; readonly order: SalesOrder; readonly unreadable: null }
	| { readonly version: OrderVersion; readonly order: null; readonly unreadable: UnreadableOrder };

/** Orders that changed on a channel. What cannot be read is a unit of its own, and leaves by the second output. */
export function orderSource(
	channel: ChannelAdapter,
	settings: OrderSourceSettings,
): PollSource<OrderCursor, OrderUnit> {
	return {
		// The first poll reads orders, and a channel that refuses says so itself.
		checkSetup: async () => undefined,
		firstCursor: (publishedNow) => firstCursor(settings, publishedNow),
		readCursor: readOrderCursor,
		storedCursor: storedOrderCursor,
		pages: (cursor) => pagesAfter(channel, settings, cursor),
		keyOf: ({ version }) => version.key,
		items: itemsOf,
		givenUp: ({ order, version, unreadable }, reason) => {
			const left = unreadable ?? {
				channel: order?.channel ?? '',
				orderId: order?.orderId ?? null,
				modifiedAt: version.modifiedAt,
				path: 'workflow run',
			};
			return [[], [unreadableItem({ ...left, reason: `The workflow failed on this order three times: ${reason}` })]];
		},
		sample: async () => await sampleOf(channel, settings),
	};
}

/** Channels stamp whole seconds: an order placed in the second of the first publish belongs to us. */
function firstCursor({ placedFrom, now }: OrderSourceSettings, publishedNow: boolean): OrderCursor {
	const time = momentFromMillis(Math.floor(now() / 1000) * 1000);
	return startingAt(placedFrom ?? (publishedNow ? time : shifted(time, -LOOK_BACK * 3600)));
}

async function* pagesAfter(
	channel: ChannelAdapter,
	settings: OrderSourceSettings,
	cursor: OrderCursor,
): AsyncIterable<PollPage<OrderCursor, OrderUnit>> {
	const placedFrom = settings.placedFrom ?? cursor.placedFrom;
	await settings.tellStart(placedFrom);
	for await (const page of channel.ordersSince(askedSince(cursor, settings.listsLateSeconds), settings)) {
		yield {
			units: unitsOf(page).filter((unit) => isOurs(placedFrom, unit) && isNews(cursor, unit.version)),
			handled: (at, units) =>
				movedPast(
					at,
					units.map(({ version }) => version),
					{ lateSeconds: settings.listsLateSeconds, now: momentFromMillis(settings.now()) },
				),
			done: (at) => at,
		};
	}
}

/** An older order is never posted, held back or credited, however late it changes (rules.md B1). */
function isOurs(placedFrom: Moment, { order }: OrderUnit): boolean {
	return order === null || order.placedAt >= placedFrom;
}

function unitsOf({ orders, unreadable }: OrdersPage): OrderUnit[] {
	const read = orders.map(
		(order): OrderUnit => ({
			version: versionOf(order.orderId, order.modifiedAt, orderToJson(order)),
			order,
			unreadable: null,
		}),
	);
	const unread = unreadable.map((one): OrderUnit => {
		const key = one.orderId ?? `without id: ${one.path}`;
		return { version: versionOf(key, one.modifiedAt, [one.path, one.reason]), order: null, unreadable: one };
	});
	return [...read, ...unread].sort(byChange);
}

/** Oldest change first, as the cursor moves; what has no stamp before all. */
function byChange(one: OrderUnit, other: OrderUnit): number {
	return earlierFirst(one.version.modifiedAt ?? '', other.version.modifiedAt ?? '');
}

function versionOf(key: string, modifiedAt: Moment | null, content: unknown): OrderVersion {
	return { key, modifiedAt, digest: shortHash(content, 16) };
}

function itemsOf(units: readonly OrderUnit[]): INodeExecutionData[][] {
	return [
		units.flatMap(({ order }) =>
			order === null ? [] : [{ json: { ...orderToJson(order) } as unknown as IDataObject }],
		),
		units.flatMap(({ unreadable }) => (unreadable === null ? [] : [unreadableItem(unreadable)])),
	];
}

function unreadableItem(unreadable: UnreadableOrder): INodeExecutionData {
	return { json: { ...unreadable } };
}

async function sampleOf(
	channel: ChannelAdapter,
	settings: OrderSourceSettings,
): Promise<INodeExecutionData[][] | null> {
	const since = shifted(momentFromMillis(settings.now()), -SAMPLE_DAYS * 24 * 3600);
	for await (const page of channel.ordersSince(since, settings)) {
		const units = unitsOf(page).slice(-SAMPLE_SIZE);
		if (units.length > 0) return itemsOf(units);
	}
	return null;
}
