import { latest, readMoment, shifted, type Moment } from '../model/moment';
import { readFields, readText, type Fields } from '../reading/readUnknown';

/** What a cursor needs to know of an order: which one, in which version. */
export interface OrderVersion {
	readonly key: string;
	/** Null where it could not be read. */
	readonly modifiedAt: Moment | null;
	/** Differs when the order does: channels stamp whole seconds, and two changes may share one. */
	readonly digest: string;
}

export interface OrderCursor {
	/** The newest change that was handled, by the channel's clock. */
	readonly since: Moment;
	/** Orders placed earlier are none of ours (rules.md B1). */
	readonly placedFrom: Moment;
	/** The version handled ("time digest"), by order, as far back as the list will be read again. */
	readonly handled: Readonly<Record<string, string>>;
}

export function startingAt(placedFrom: Moment): OrderCursor {
	return { since: placedFrom, placedFrom, handled: {} };
}

/** Reads a cursor as it was stored; UnreadableError when it is none. */
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

export function storedOrderCursor(cursor: OrderCursor): Fields {
	return { ...cursor, handled: { ...cursor.handled } };
}

/** From when on the channel is to be asked, when its list may show a change `lateSeconds` after its own stamp. */
export function askedSince(cursor: OrderCursor, lateSeconds: number): Moment {
	return shifted(cursor.since, -lateSeconds);
}

/** False for a version that was handled before, or is older than the one handled. */
export function isNews(cursor: OrderCursor, version: OrderVersion): boolean {
	const before = cursor.handled[version.key];
	if (before === undefined) return true;
	const [handledAt = '', digest] = before.split(' ');
	return digest !== version.digest && (version.modifiedAt ?? handledAt) >= handledAt;
}

export interface ListTimes {
	/** The channel's list may show a change so long after its stamp. */
	readonly lateSeconds: number;
	/** A stamp in the future, of an import or a clock that ran fast, moves the cursor no further than this. */
	readonly now: Moment;
}

/** The cursor once these versions are handled; what will not be read again is forgotten. */
export function movedPast(
	cursor: OrderCursor,
	versions: readonly OrderVersion[],
	{ lateSeconds, now }: ListTimes,
): OrderCursor {
	const known = versions.flatMap(({ modifiedAt }) => (modifiedAt === null ? [] : [modifiedAt]));
	const since = latest([cursor.since, ...known.map((at) => (at < now ? at : now))]) ?? cursor.since;
	const horizon = shifted(since, -lateSeconds);
	const handled = { ...cursor.handled };
	for (const { key, modifiedAt, digest } of versions) {
		const at = modifiedAt ?? since;
		if (at >= (handled[key]?.split(' ')[0] ?? '')) handled[key] = `${at} ${digest}`;
	}
	return {
		...cursor,
		since,
		handled: Object.fromEntries(Object.entries(handled).filter(([, version]) => version >= horizon)),
	};
}
