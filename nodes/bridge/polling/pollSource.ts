import type { Fields } from '../../../core/reading/readUnknown';
import type { INodeExecutionData } from 'n8n-workflow';

/** A page of news, and how the cursor moves with it. */
export interface PollPage<Cursor, Unit> {
	/** In the order in which they are to be handled. */
	readonly units: readonly Unit[];
	/** The cursor once these units of the page are handled. */
	handled(cursor: Cursor, units: readonly Unit[]): Cursor;
	/** The cursor once the whole page is. */
	done(cursor: Cursor): Cursor;
}

/**
 * What an acknowledged trigger reads from. A unit is what can fail alone: an order, a stock level.
 * Reading again from an old cursor delivers the same units, or newer versions of them.
 */
export interface PollSource<Cursor, Unit> {
	/** Asked once, when a person presses Publish: throws what keeps the trigger from ever delivering anything. */
	checkSetup(): Promise<void>;
	/** For a trigger without a cursor; `publishedNow` when a person has just pressed Publish. */
	firstCursor(publishedNow: boolean): Cursor;
	/** Throws UnreadableError when what is stored is no cursor. */
	readCursor(stored: unknown): Cursor;
	storedCursor(cursor: Cursor): Fields;
	pages(cursor: Cursor): AsyncIterable<PollPage<Cursor, Unit>>;
	keyOf(unit: Unit): string;
	/** The units as n8n items, one list for each output of the node. */
	items(units: readonly Unit[]): INodeExecutionData[][];
	/**
	 * A unit that the workflow cannot handle (a dead letter) as items, one list for each output. Null when the node has no output
	 * for it.
	 */
	givenUp(unit: Unit, reason: string): INodeExecutionData[][] | null;
	/** For "Fetch Test Event": a recent sample, nothing remembered. Null when there is none. */
	sample(): Promise<INodeExecutionData[][] | null>;
}
