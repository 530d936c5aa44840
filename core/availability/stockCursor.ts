import { readMoment, addSeconds, wholeSecond, type Moment } from '../model/moment';
import { readFields, readFlag, readOptional, readWholeNumber, type Fields } from '../reading/readUnknown';

/**
 * A changed level is delivered once more so many seconds later: longer than any run takes (the deadline of a batch),
 * so that the last delivery begins after every run that read earlier is over.
 */
const SECOND_DELIVERY_SECONDS = 15 * 60;

/** QuickBooks stamps a change when its transaction begins; a list may show it a little later. */
const OVERLAP_SECONDS = 5 * 60;

/** One item as a page of changes shows it. */
export interface ItemVersion {
	readonly itemId: string;
	readonly updatedAt: Moment;
}

/** A level that was delivered. */
interface Delivery {
	readonly updatedAt: Moment;
	/** QuickBooks' time of the first delivery. */
	readonly deliveredAt: Moment;
	/** Whether it was delivered the second time. */
	readonly again: boolean;
}

/** How far QuickBooks' changes are delivered. */
export interface StockCursor {
	/** The first publish: what was sold before is in the count that the sync began with. */
	readonly startedAt: Moment;
	/** QuickBooks' clock when changes were last asked for. */
	readonly since: Moment;
	/** By item id. */
	readonly delivered: Readonly<Record<string, Delivery>>;
	readonly lastFullRead: Moment;
	/** How many items of a full read are handled; null when none is under way. */
	readonly fullReadAt: number | null;
}

export function newStockCursor(now: Moment): StockCursor {
	return { startedAt: now, since: now, delivered: {}, lastFullRead: now, fullReadAt: null };
}

/** Reads a cursor as it was stored; throws UnreadableError when it is none. */
export function readStockCursor(stored: unknown): StockCursor {
	const fields = readFields(stored, 'stock cursor');
	const delivered = readFields(fields.delivered, 'stock cursor.delivered');
	const since = readMoment(fields.since, 'stock cursor.since');
	return {
		startedAt: readOptional(fields.startedAt, 'stock cursor.startedAt', readMoment) ?? since,
		since,
		delivered: Object.fromEntries(
			Object.entries(delivered).map(([itemId, raw]) => [itemId, readDelivery(raw, `delivered.${itemId}`)]),
		),
		lastFullRead: readMoment(fields.lastFullRead, 'stock cursor.lastFullRead'),
		fullReadAt: readOptional(fields.fullReadAt, 'stock cursor.fullReadAt', readWholeNumber),
	};
}

export function toStoredStockCursor(cursor: StockCursor): Fields {
	return { ...cursor, delivered: { ...cursor.delivered } };
}

/** From when on changes are asked for: one window holds what is new and what is due a second time. */
export function stockQueryStart({ since, delivered }: StockCursor): Moment {
	const waiting = Object.values(delivered).flatMap(({ again, updatedAt }) => (again ? [] : [updatedAt]));
	return [addSeconds(since, -OVERLAP_SECONDS), ...waiting].reduce((first, moment) => (moment < first ? moment : first));
}

/** True when this version is new, or was delivered once and its second delivery is due. */
export function isDue({ delivered }: StockCursor, item: ItemVersion, asOf: Moment): boolean {
	const before = delivered[item.itemId];
	if (!isDelivered(item, before)) return true;
	return !before.again && asOf >= secondDeliveryAt(before.deliveredAt);
}

/** QuickBooks' stamps are whole seconds: what was delivered in the second of its change may have changed once more in it. */
function isDelivered({ updatedAt }: ItemVersion, before: Delivery | undefined): before is Delivery {
	return before?.updatedAt === updatedAt && wholeSecond(before.deliveredAt) > wholeSecond(updatedAt);
}

function secondDeliveryAt(deliveredAt: Moment): Moment {
	return addSeconds(deliveredAt, SECOND_DELIVERY_SECONDS);
}

/** The cursor once these items were delivered. */
export function afterDelivery(cursor: StockCursor, items: readonly ItemVersion[], asOf: Moment): StockCursor {
	const all = { ...cursor.delivered };
	for (const item of items) {
		const { itemId, updatedAt } = item;
		all[itemId] = { updatedAt, deliveredAt: asOf, again: isDelivered(item, cursor.delivered[itemId]) };
	}
	return { ...cursor, delivered: all };
}

/**
 * The cursor once the whole window up to `asOf` was delivered.
 *
 * 1. Forget the items whose second delivery was due and which the window did not hold any more: such an item has no SKU and was made
 *    inactive, or it is no longer counted.
 * 2. Move the window.
 * 3. Forget what lies before it and was delivered twice.
 */
export function afterWindow(cursor: StockCursor, asOf: Moment): StockCursor {
	const waiting = Object.entries(cursor.delivered).filter(
		([, { again, deliveredAt }]) => again || asOf < secondDeliveryAt(deliveredAt),
	);
	const next = { ...cursor, since: asOf, delivered: Object.fromEntries(waiting) };
	const horizon = stockQueryStart(next);
	const kept = waiting.filter(([, { again, updatedAt }]) => !again || updatedAt >= horizon);
	return { ...next, delivered: Object.fromEntries(kept) };
}

/** True when all items are to be read: a full read is under way, or the last one is `hours` old (0: never). */
export function isFullReadDue({ lastFullRead, fullReadAt }: StockCursor, now: Moment, hours: number): boolean {
	return fullReadAt !== null || (hours > 0 && now >= addSeconds(lastFullRead, hours * 3600));
}

/** The cursor while a full read is under way; `position` items of it are handled. */
export function withFullReadAt(cursor: StockCursor, position: number): StockCursor {
	return { ...cursor, fullReadAt: position };
}

/** The cursor once all items were read. */
export function afterFullStockRead(cursor: StockCursor, asOf: Moment): StockCursor {
	return { ...cursor, fullReadAt: null, lastFullRead: asOf };
}

function readDelivery(raw: unknown, path: string): Delivery {
	const fields = readFields(raw, path);
	return {
		updatedAt: readMoment(fields.updatedAt, `${path}.updatedAt`),
		deliveredAt: readMoment(fields.deliveredAt, `${path}.deliveredAt`),
		again: readFlag(fields.again, `${path}.again`),
	};
}
