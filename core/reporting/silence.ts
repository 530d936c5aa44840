import { addSeconds, momentInWords, toMillis, type Moment } from '../model/moment';
import { counted } from './age';
import type { WatchedWorkflow } from './watchedWorkflow';

const HOUR = 3_600_000;

/** What is silent, for people and for programs: `summary` says it all in a sentence. What is not known is absent. */
export interface SilenceRow {
	readonly summary: string;
	readonly workflow?: string;
	readonly workflowId?: string;
	/** When the last good run ended. */
	readonly lastRunAt?: Moment;
	/** When the newest order was placed. */
	readonly newestOrderAt?: Moment;
	/** The hours that are allowed. */
	readonly hours?: number;
}

/** One message about all that is silent. */
export interface SilenceInWords {
	readonly subject: string;
	readonly text: string;
	readonly rows: readonly SilenceRow[];
}

/** What n8n knows of the runs of a workflow. */
export interface SeenRuns {
	/** The end of the last good run that began by itself; null where there is none. */
	readonly lastRunAt: Moment | null;
	/** When the newest order was placed, null where none came in the time that is allowed. Null as a whole where nobody knows. */
	readonly newestOrder: { readonly placedAt: Moment | null } | null;
}

export const NONE_PUBLISHED: SilenceRow = {
	summary: 'No workflow of the sync is published: nothing is posted, and no stock is carried.',
};

const HINTS = [
	'What to look at: is the workflow still published, does its list of executions show errors, are the credentials still connected?',
	'If there were simply no orders, raise the hours in the node Get Silent Workflows. If n8n does not save successful production runs, switch that on in the settings of the workflow.',
];

/** The earliest moment that is not too long ago. */
export function earliestAllowed(hours: number, now: Moment): Moment {
	return addSeconds(now, (-hours * HOUR) / 1000);
}

/**
 * What is silent in a workflow that was published at `since` (null: nobody knows); null where nothing is. A workflow is silent no earlier than the
 * hours that are allowed have passed since then.
 */
export function silenceOf(
	workflow: WatchedWorkflow,
	{ lastRunAt, newestOrder }: SeenRuns,
	since: Moment | null,
	now: Moment,
): SilenceRow | null {
	const isOld = (moment: Moment | null, hours: number) =>
		[moment, since].every((one) => one === null || one < earliestAllowed(hours, now));
	const { runHours, orderHours } = workflow;
	if (isOld(lastRunAt, runHours)) return silentRun(workflow, lastRunAt, now);
	if (orderHours === null || newestOrder === null || !isOld(newestOrder.placedAt, orderHours)) return null;
	return silentOrders(workflow, orderHours, newestOrder.placedAt, now);
}

/** A workflow whose runs could not be looked at, which nobody should take for one that is well. */
export function notLookedAt({ id, name }: Pick<WatchedWorkflow, 'id' | 'name'>, reason: string): SilenceRow {
	return { summary: `"${name}": nobody knows whether it is silent. ${reason}`, workflow: name, workflowId: id };
}

/** All that is silent in one message; null where nothing is. */
export function silenceInWords(rows: readonly SilenceRow[]): SilenceInWords | null {
	if (rows.length === 0) return null;
	const what = rows.length === 1 ? 'something is' : `${counted(rows.length, 'thing')} are`;
	return {
		subject: `Stock sync: ${what} silent`,
		text: [...rows.map(({ summary }) => summary), '', ...HINTS].join('\n'),
		rows,
	};
}

function silentRun({ id, name, runHours }: WatchedWorkflow, lastRunAt: Moment | null, now: Moment): SilenceRow {
	const ran = lastRunAt === null ? 'n8n knows of no good run' : `the last good run was ${ago(lastRunAt, now)}`;
	return {
		summary: `"${name}": ${ran}, more than ${counted(runHours, 'hour')} are too many.`,
		workflow: name,
		workflowId: id,
		...(lastRunAt === null ? {} : { lastRunAt }),
		hours: runHours,
	};
}

function silentOrders({ id, name }: WatchedWorkflow, hours: number, placedAt: Moment | null, now: Moment): SilenceRow {
	const newest =
		placedAt === null
			? `no order has come for ${counted(hours, 'hour')}`
			: `the newest order is from ${ago(placedAt, now)}, more than ${counted(hours, 'hour')} are too many`;
	return {
		summary: `"${name}": ${newest}.`,
		workflow: name,
		workflowId: id,
		...(placedAt === null ? {} : { newestOrderAt: placedAt }),
		hours,
	};
}

/** "27 hours ago (2026-11-28 09:00 UTC)" */
function ago(moment: Moment, now: Moment): string {
	const hours = Math.floor((toMillis(now) - toMillis(moment)) / HOUR);
	return `${counted(hours, 'hour')} ago (${momentInWords(moment)})`;
}
