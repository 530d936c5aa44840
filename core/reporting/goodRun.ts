import { momentOrNull, type Moment } from '../model/moment';
import { ownEntry } from '../reading/ownEntry';
import { fieldsOrNone, listOrNone } from '../reading/readUnknown';

/** Runs that say nothing of a trigger: somebody pressed a button, or n8n told the workflow of an error of its own. */
const NOT_BY_ITSELF: readonly unknown[] = ['manual', 'error'];

/** When a run ended that a workflow began by itself, as n8n's API lists it; null for any other one, and for one without a time. */
export function endOfRun(run: unknown): Moment | null {
	const { mode, startedAt, stoppedAt } = fieldsOrNone(run);
	return NOT_BY_ITSELF.includes(mode) ? null : momentOrNull(stoppedAt ?? startedAt);
}

/**
 * When the orders were placed that these triggers delivered in a run. Null where n8n does not hand over what the run had, or has blacked it
 * out.
 */
export function placedInRun(run: unknown, orderTriggers: readonly string[]): readonly Moment[] | null {
	const { runData } = fieldsOrNone(fieldsOrNone(fieldsOrNone(run).data).resultData);
	if (typeof runData !== 'object' || runData === null) return null;
	const tasks = orderTriggers.flatMap((name) => listOrNone(ownEntry(fieldsOrNone(runData), name)));
	const orders = tasks.flatMap((task) => listOrNone(listOrNone(fieldsOrNone(fieldsOrNone(task).data).main)[0]));
	const placed = orders.map((item) => momentOrNull(fieldsOrNone(fieldsOrNone(item).json).placedAt));
	const readable = placed.filter((moment) => moment !== null);
	return orders.length > 0 && readable.length === 0 ? null : readable;
}
