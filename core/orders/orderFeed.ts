import type { ChannelAdapter, OrdersPage, OrderStateChoice } from '../channels/channelAdapter';
import type { Feed, FeedPage } from '../model/feed';
import { momentFromMillis, addSeconds, type Moment } from '../model/moment';
import {
	orderQueryStart,
	compareWithHandled,
	handledStamp,
	afterHandling,
	readOrderCursor,
	newOrderCursor,
	toStoredOrderCursor,
	type OrderCursor,
} from './orderCursor';
import { inDetail } from './orderDetails';
import { isInScope, stampedAtLeast, toUnits, type OrderUnit } from './orderUnit';

const SAMPLE_SIZE = 5;

const SAMPLE_DAYS = 7;

/** A feed that lost its cursor looks back this far, hours. */
const LOOK_BACK = 24;

interface OrderFeedSettings extends OrderStateChoice {
	/** The channel's list may show a change so many seconds after its stamp. */
	readonly listLagSeconds: number;
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
		published: (cursor) => cursor,
		readCursor: readOrderCursor,
		toStoredCursor: toStoredOrderCursor,
		pages: (cursor) => pagesAfter(channel, settings, cursor),
		keyOf: ({ version }) => version.key,
		sample: async () => await sampleOf(channel, settings),
	};
}

/** Channels stamp whole seconds: an order placed in the second of the first publish belongs to us. */
function firstCursor({ placedFrom, now }: OrderFeedSettings, publishedNow: boolean): OrderCursor {
	const time = momentFromMillis(Math.floor(now() / 1000) * 1000);
	return newOrderCursor(placedFrom ?? (publishedNow ? time : addSeconds(time, -LOOK_BACK * 3600)));
}

/**
 * 1. Tell from when on orders are posted.
 * 2. Ask the channel from the cursor on, and earlier by as much as its list may be late.
 * 3. Of each page deliver what was placed since that start and is news to the cursor, with its details. An order that says something
 *    else under an older stamp than before is looked up, and what the channel says of it now decides.
 * 4. Move the cursor past what was handled, never beyond now.
 */
async function* pagesAfter(
	channel: ChannelAdapter,
	settings: OrderFeedSettings,
	cursor: OrderCursor,
): AsyncIterable<FeedPage<OrderCursor, OrderUnit>> {
	const placedFrom = settings.placedFrom ?? cursor.placedFrom;
	await settings.tellStart(placedFrom);
	for await (const page of channel.readOrdersSince(orderQueryStart(cursor, settings.listLagSeconds), settings)) {
		const found = toUnits(page).filter((unit) => isInScope(placedFrom, unit));
		const news = await newsAmong(found, cursor, async (orderId) => await channel.findOrder(orderId, settings));
		yield {
			units: await inDetail(channel, news),
			handled: (at, units) =>
				afterHandling(
					at,
					units.map(({ version }) => version),
					{ lagSeconds: settings.listLagSeconds, now: momentFromMillis(settings.now()) },
				),
			done: (at) => at,
		};
	}
}

/** The units that are news to the cursor, in order. */
async function newsAmong(
	units: readonly OrderUnit[],
	cursor: OrderCursor,
	find: (orderId: string) => Promise<OrdersPage>,
): Promise<OrderUnit[]> {
	const news: OrderUnit[] = [];
	for (const unit of units) {
		const kind = compareWithHandled(cursor, unit.version);
		if (kind === 'new') news.push(unit);
		if (kind !== 'older') continue;
		const current = toUnits(await find(unit.version.key)).find(({ version }) => version.key === unit.version.key);
		const latestUnit = current ?? unit;
		if (compareWithHandled(cursor, latestUnit.version) !== 'known')
			news.push(stampedAtLeast(latestUnit, handledStamp(cursor, unit.version)));
	}
	return news;
}

async function sampleOf(channel: ChannelAdapter, settings: OrderFeedSettings): Promise<readonly OrderUnit[]> {
	const since = addSeconds(momentFromMillis(settings.now()), -SAMPLE_DAYS * 24 * 3600);
	for await (const page of channel.readOrdersSince(since, settings)) {
		const units = toUnits(page).slice(-SAMPLE_SIZE);
		if (units.length > 0) return await inDetail(channel, units);
	}
	return [];
}
