import type { Fields } from '../reading/readUnknown';

/** A page of new units, with the cursors that follow from it. */
export interface FeedPage<Cursor, Unit> {
	/** The units, in the order in which they have to be handled. */
	readonly units: readonly Unit[];
	/** The cursor after these units of the page are handled. */
	handled(cursor: Cursor, units: readonly Unit[]): Cursor;
	/** The cursor after the whole page is handled. */
	done(cursor: Cursor): Cursor;
}

/**
 * News of one kind, read page by page after a cursor. A unit is what can fail alone: an order, a stock level.
 * Reading again from an old cursor delivers the same units, or newer versions of them.
 */
export interface Feed<Cursor, Unit> {
	/** Asked once, when a person starts the sync: throws what keeps the feed from ever delivering anything. */
	checkSetup(): Promise<void>;
	/** For a reader without a cursor; `publishedNow` when a person has just started the sync. */
	firstCursor(publishedNow: boolean): Cursor;
	/** The cursor where a person has just started the sync, for the first time or again. */
	published(cursor: Cursor): Cursor;
	/** Reads a stored cursor. Throws UnreadableError when it is none. */
	readCursor(stored: unknown): Cursor;
	toStoredCursor(cursor: Cursor): Fields;
	/** Throws IntegrationError when the service cannot be asked, UnreadableError when its answer cannot be read. */
	pages(cursor: Cursor): AsyncIterable<FeedPage<Cursor, Unit>>;
	/** Equal for two versions of the same thing. */
	keyOf(unit: Unit): string;
	/** Recent units for a person to look at, nothing remembered; empty when there are none. */
	sample(): Promise<readonly Unit[]>;
}
