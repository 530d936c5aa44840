import { momentFromMillis, type Moment } from '../../../core/model/moment';
import { CURSOR_KEY } from './pollCursor';
import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * The start from which this workflow's orders count, as its own trigger stores it: Orders Placed From of the credential, or its first publish. Null
 * before that, and in a workflow without a trigger of this package. The static data is only read: an action node that writes into it would
 * overwrite a trigger's cursor (docs/decisions/go-live-date.md).
 */
export function storedStart(context: IExecuteFunctions): Moment | null {
	const stored = Object.entries(context.getWorkflowStaticData('global')).filter(([key]) => key.startsWith(CURSOR_KEY));
	const starts = stored
		.flatMap(([, cursor]) => findMoment(cursor, 'placedFrom') ?? findMoment(cursor, 'startedAt') ?? [])
		.sort();
	return starts[0] ?? null;
}

/** As `storedStart`; before the first publish, as in a preview, it is `now` (milliseconds since the epoch). */
export function syncStart(context: IExecuteFunctions, now: number): Moment | null {
	return storedStart(context) ?? (context.getMode() === 'manual' ? momentFromMillis(now) : null);
}

function findMoment(cursor: unknown, field: 'placedFrom' | 'startedAt'): Moment | null {
	const value = (cursor as Record<string, unknown> | null)?.[field];
	return typeof value === 'string' ? value : null;
}
