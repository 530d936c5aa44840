import type { ChannelAdapter, OrderStateChoice } from '../channels/channelAdapter';
import type { Feed, FeedPage } from '../model/feed';
import { momentFromMillis, shifted, type Moment } from '../model/moment';
import {
	askedSince,
	isNews,
	movedPast,
	readOrderCursor,
	startingAt,
	storedOrderCursor,
	type OrderCursor,
} from './orderCursor';
import { unitsOf, type OrderUnit } from './orderUnit';

const SAMPLE_SIZE = 5;

const SAMPLE_DAYS = 7;

/** A feed that lost its cursor looks back this far, hours. */
const LOOK_BACK = 24;

export interface OrderFeedSettings extends OrderStateChoice {
	/** The channel's list may show a change so many seconds after its stamp. */
	readonly listsLateSeconds: number;
	/** Orders placed earlier are none of ours; null is the moment of the first publish. */
	readonly placedFrom: Moment | null;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Hears with every reading from when on orders are posted. */
	readonly tellStart: (placedFrom: Moment) => void | Promise<void>;
}

/** Orders that changed on a channel, oldest change first, each version once. An order that cannot be read is a unit of its own. */
export function orderFeed(channel: ChannelAdapter, settings: OrderFeedSettings): Feed<OrderCursor, OrderUnit> {
	return {
		// The first reading asks for orders, and a channel that refuses says so itself.
		checkSetup: async () => undefined,
		firstCursor: (publishedNow) => firstCursor(settings, publishedNow),
		readCursor: readOrderCursor,
		storedCursor: storedOrderCursor,
		pages: (cursor) => pagesAfter(channel, settings, cursor),
		keyOf: ({ version }) => version.key,
		sample: async () => await sampleOf(channel, settings),
	};
}

/** Channels stamp whole seconds: an order placed in the second of the first publish belongs to us. */
function firstCursor({ placedFrom, now }: OrderFeedSettings, publishedNow: boolean): OrderCursor {
	const time = momentFromMillis(Math.floor(now() / 1000) * 1000);
	return startingAt(placedFrom ?? (publishedNow ? time : shifted(time, -LOOK_BACK * 3600)));
}

/**
 * 1. Tell from when on orders are posted.
 * 2. Ask the channel from the cursor on, and earlier by as much as its list may be late.
 * 3. Of each page deliver what was placed since that start and is news to the cursor.
 * 4. Move the cursor past what was handled, never beyond now.
 */
async function* pagesAfter(
	channel: ChannelAdapter,
	settings: OrderFeedSettings,
	cursor: OrderCursor,
): AsyncIterable<FeedPage<OrderCursor, OrderUnit>> {
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

async function sampleOf(channel: ChannelAdapter, settings: OrderFeedSettings): Promise<readonly OrderUnit[]> {
	const since = shifted(momentFromMillis(settings.now()), -SAMPLE_DAYS * 24 * 3600);
	for await (const page of channel.ordersSince(since, settings)) {
		const units = unitsOf(page).slice(-SAMPLE_SIZE);
		if (units.length > 0) return units;
	}
	return [];
}
