import type { PollTurn } from './pollTurn';
import type { IPollFunctions } from 'n8n-workflow';

/** Stands before the id of its node in the name that a trigger's cursor has in the workflow's static data. */
export const CURSOR_KEY = 'qboInventorySync ';

/** The cursor as it is stored; where none is, the source's first one. */
export function cursorOf<Cursor, Unit>({ context, source, publishedNow }: PollTurn<Cursor, Unit>): Cursor {
	const stored = context.getWorkflowStaticData('global')[cursorKey(context)];
	return stored === undefined ? source.firstCursor(publishedNow) : source.readCursor(stored);
}

export function rememberCursor<Cursor, Unit>({ context, source }: PollTurn<Cursor, Unit>, cursor: Cursor): void {
	context.getWorkflowStaticData('global')[cursorKey(context)] = source.toStoredCursor(cursor);
}

/** Under the node's id in the global data: renaming a node loses what lies under its name. */
function cursorKey(context: IPollFunctions): string {
	return `${CURSOR_KEY}${context.getNode().id}`;
}
