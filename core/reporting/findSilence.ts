import { failureText, serviceFailureOnly } from '../http/serviceFailure';
import { latest, type Moment } from '../model/moment';
import { catchUnreadable } from '../reading/catchUnreadable';
import { textOr, fieldsOrNone, UnreadableError } from '../reading/readUnknown';
import { endOfRun, placedInRun } from './goodRun';
import type { N8nApi } from './n8nApi';
import {
	earliestAllowed,
	NONE_PUBLISHED,
	notLookedAt,
	silenceInWords,
	silenceOf,
	type SeenRuns,
	type SilenceInWords,
	type SilenceRow,
} from './silence';
import { publishedAt, readWatchedWorkflow, type SilenceHours, type WatchedWorkflow } from './watchedWorkflow';

/** Runs to a page where only their times are asked for. Who has run a workflow so often by hand has looked at it. */
const RUNS = { perPage: 100, mostPages: 5 };

/** Runs to a page with all that their nodes put out: n8n reads each from its database. */
const RUNS_WITH_DATA = { perPage: 5, mostPages: 40 };

interface Look {
	readonly hours: SilenceHours;
	readonly now: Moment;
}

/**
 * Looks for what is silent, by n8n's own record of its runs; null where nothing is.
 *
 * 1. Of all published workflows those of the sync are watched. None at all is silence too.
 * 2. The last good run of each is asked for, and where orders come in, the newest order.
 * 3. Before a workflow counts as silent, n8n is asked when it was published.
 *
 * A workflow that cannot be looked at is told of as such. Throws IntegrationError or UnreadableError where the workflows themselves cannot be
 * listed.
 */
export async function findSilence(n8n: N8nApi, { hours, now }: Look): Promise<SilenceInWords | null> {
	const workflows = await n8n.publishedWorkflows();
	const read = workflows.map((row, place) => {
		const watched = catchUnreadable(() => readWatchedWorkflow(row, `n8n /workflows[${place}]`, hours));
		return watched instanceof UnreadableError ? withoutId(row, watched) : watched;
	});
	const ours = read.filter((one) => one !== null);
	if (ours.length === 0) return silenceInWords([NONE_PUBLISHED]);
	const rows: SilenceRow[] = [];
	for (const one of ours) {
		const row = 'summary' in one ? one : await lookAt(n8n, one, now);
		if (row !== null) rows.push(row);
	}
	return silenceInWords(rows);
}

function withoutId(row: unknown, { message }: UnreadableError): SilenceRow {
	const name = textOr(fieldsOrNone(row).name, 'A workflow without a name');
	return notLookedAt({ id: '', name }, `${message}.`);
}

async function lookAt(n8n: N8nApi, workflow: WatchedWorkflow, now: Moment): Promise<SilenceRow | null> {
	return await findSilenceOf(n8n, workflow, now).catch((failure: unknown) =>
		notLookedAt(workflow, failureText(serviceFailureOnly(failure))),
	);
}

async function findSilenceOf(n8n: N8nApi, workflow: WatchedWorkflow, now: Moment): Promise<SilenceRow | null> {
	const lastRunAt = await findLastRun(n8n, workflow.id);
	const withoutOrders = silenceOf(workflow, { lastRunAt, newestOrder: null }, workflow.savedAt, now);
	const newestOrder = withoutOrders === null ? await findNewestOrder(n8n, workflow, now) : null;
	const seen = { lastRunAt, newestOrder };
	const silence = silenceOf(workflow, seen, workflow.savedAt, now);
	if (silence === null) return null;
	// A version that is published once more keeps the time at which it was saved.
	const since = publishedAt(await n8n.findWorkflow(workflow.id)) ?? workflow.savedAt;
	return silenceOf(workflow, seen, since, now);
}

/** The end of the last good run that began by itself. */
async function findLastRun(n8n: N8nApi, workflowId: string): Promise<Moment | null> {
	let pages = 0;
	for await (const runs of n8n.goodRuns(workflowId, { perPage: RUNS.perPage, withData: false })) {
		const last = latest(runs.map(endOfRun).filter((end) => end !== null));
		if (last !== null) return last;
		if (++pages === RUNS.mostPages) return null;
	}
	return null;
}

/** The newest order, by the runs of the time that is allowed, newest run first. Null where the runs are too many, or n8n keeps no data of them. */
async function findNewestOrder(
	n8n: N8nApi,
	{ id, orderTriggers, orderHours }: WatchedWorkflow,
	now: Moment,
): Promise<SeenRuns['newestOrder']> {
	if (orderHours === null) return null;
	const since = earliestAllowed(orderHours, now);
	let newest: Moment | null = null;
	let pages = 0;
	for await (const runs of n8n.goodRuns(id, { perPage: RUNS_WITH_DATA.perPage, withData: true })) {
		for (const run of runs) {
			const end = endOfRun(run);
			if (end === null) continue;
			const placed = placedInRun(run, orderTriggers);
			if (placed === null) return null;
			newest = latest([...placed, ...(newest === null ? [] : [newest])]);
			// No order is younger than the run that brought it.
			if ((newest !== null && newest >= since) || end < since) return { placedAt: newest };
		}
		if (++pages === RUNS_WITH_DATA.mostPages) return null;
	}
	return { placedAt: newest };
}
