import { compareMoments, latest, readMoment, addSeconds, type Moment } from '../model/moment';
import { readFields, readText, type Fields } from '../reading/readUnknown';

/** An order in one version, with no more than a cursor needs to know. */
export interface OrderVersion {
	readonly key: string;
	/** Null where it could not be read. */
	readonly modifiedAt: Moment | null;
	/** It differs when the order does: channels stamp whole seconds, and two changes may share one. */
	readonly digest: string;
}

/** How far a channel's orders are handled. */
export interface OrderCursor {
	/** The newest change that was handled, by the channel's clock. */
	readonly since: Moment;
	/** Orders placed earlier are none of ours (rules.md B1). */
	readonly placedFrom: Moment;
	/**
	 * The version that was handled ("time digest"), by order: as far back as the list will be read again, and of the last `KEPT` orders,
	 * since some shops move an order's date when somebody opens it.
	 */
	readonly handled: Readonly<Record<string, string>>;
}

/** So many orders of a busy day; a cursor with them has 30 kB. */
const KEPT = 500;

export function newOrderCursor(placedFrom: Moment): OrderCursor {
	return { since: placedFrom, placedFrom, handled: {} };
}

/** Reads a cursor as it was stored; throws UnreadableError when it is none. */
export function readOrderCursor(stored: unknown): OrderCursor {
	const fields = readFields(stored, 'order cursor');
	const handled = readFields(fields.handled, 'order cursor.handled');
	return {
		since: readMoment(fields.since, 'order cursor.since'),
		placedFrom: readMoment(fields.placedFrom, 'order cursor.placedFrom'),
		handled: Object.fromEntries(
			Object.entries(handled).map(([key, version]) => [key, readText(version, `handled.${key}`)]),
		),
	};
}

export function toStoredOrderCursor(cursor: OrderCursor): Fields {
	return { ...cursor, handled: { ...cursor.handled } };
}

/** From when on the channel is asked; its list may show a change `lagSeconds` after the change's own stamp. */
export function orderQueryStart(cursor: OrderCursor, lagSeconds: number): Moment {
	return addSeconds(cursor.since, -lagSeconds);
}

/**
 * What a version is beside the one handled. older: it says something else under an older stamp. Either the list is late, or the shop's
 * clock went back, or two of its servers have two clocks.
 */
export function compareWithHandled(cursor: OrderCursor, version: OrderVersion): 'known' | 'new' | 'older' {
	const handledAt = handledStamp(cursor, version);
	if (handledAt === null) return 'new';
	if (cursor.handled[version.key]?.split(' ')[1] === version.digest) return 'known';
	return (version.modifiedAt ?? handledAt) >= handledAt ? 'new' : 'older';
}

/** The stamp of the version that was handled; null where none was. */
export function handledStamp({ handled }: OrderCursor, { key }: Pick<OrderVersion, 'key'>): Moment | null {
	return handled[key]?.split(' ')[0] ?? null;
}

/** What a channel's list does to its stamps. */
interface ListTimes {
	/** The channel's list may show a change so long after its stamp. */
	readonly lagSeconds: number;
	/** A stamp in the future, of an import or a clock that ran fast, moves the cursor no further than this. */
	readonly now: Moment;
}

/**
 * The cursor once these versions are handled.
 *
 * 1. Move it to the newest change, but not beyond now.
 * 2. Keep the newest version of each order.
 * 3. Forget the orders that the list will not show again, but for the last ones.
 */
export function afterHandling(
	cursor: OrderCursor,
	versions: readonly OrderVersion[],
	{ lagSeconds, now }: ListTimes,
): OrderCursor {
	const known = versions.flatMap(({ modifiedAt }) => (modifiedAt === null ? [] : [modifiedAt]));
	const since = latest([cursor.since, ...known.map((at) => (at < now ? at : now))]) ?? cursor.since;
	const horizon = addSeconds(since, -lagSeconds);
	const handled = { ...cursor.handled };
	for (const { key, modifiedAt, digest } of versions) {
		const at = modifiedAt ?? since;
		if (at >= (handled[key]?.split(' ')[0] ?? '')) handled[key] = `${at} ${digest}`;
	}
	return { ...cursor, since, handled: remembered(handled, horizon) };
}

function remembered(handled: OrderCursor['handled'], horizon: Moment): OrderCursor['handled'] {
	const entries = Object.entries(handled);
	const stamps = entries.length <= KEPT ? [] : entries.map(([, version]) => version).sort(compareMoments);
	const oldest = stamps.at(-KEPT) ?? '';
	return Object.fromEntries(entries.filter(([, version]) => version >= horizon || version >= oldest));
}
