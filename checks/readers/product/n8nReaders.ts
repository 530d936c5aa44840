import { findSilence } from '../../../core/reporting/findSilence';
import { endOfRun, placedInRun } from '../../../core/reporting/goodRun';
import { openN8n } from '../../../core/reporting/n8nApi';
import { publishedAt, readWatchedWorkflow } from '../../../core/reporting/watchedWorkflow';
import { goodRun, NOW, publishedWorkflow } from '../../../test/support/n8nOfRuns';
import type { Reader } from '../reader';
import { refusedByTheWire } from './refusals';
import { answering } from './replies';

const HOURS = { stock: 26, sales: 48, order: 48 };
const TRIGGER = 'channelOrderTrigger of a';
const sale = { json: { orderId: '1', placedAt: NOW } };
const run = {
	...goodRun('a', 1),
	data: { resultData: { runData: { [TRIGGER]: [{ data: { main: [[sale], []] } }] } } },
};
const workflow = {
	...publishedWorkflow('a', ['channelOrderTrigger', 'qboStockTrigger']),
	updatedAt: NOW,
};
const history = { activeVersion: { workflowPublishHistory: [{ event: 'activated', createdAt: NOW }] } };
const replies = {
	'/workflows': { data: [workflow], nextCursor: null },
	'/executions': { data: [run], nextCursor: null },
	'/workflows/a': history,
};

/** What n8n's own API says of its workflows and runs. */
export const n8nReaders: readonly Reader[] = [
	{
		name: 'core/reporting/watchedWorkflow.ts#readWatchedWorkflow',
		sample: workflow,
		read: (raw) => readWatchedWorkflow(raw, 'n8n', HOURS),
	},
	{ name: 'core/reporting/watchedWorkflow.ts#publishedAt', sample: history, read: publishedAt },
	{ name: 'core/reporting/goodRun.ts#endOfRun', sample: run, read: endOfRun },
	{ name: 'core/reporting/goodRun.ts#placedInRun', sample: run, read: (raw) => placedInRun(raw, [TRIGGER]) },
	{
		name: 'core/reporting/n8nApi.ts#openN8n',
		sample: 'https://n8n.test',
		read: (raw) => Object.keys(openN8n(answering({}), raw)),
	},
	{
		name: 'core/reporting/n8nApi.ts#openN8n (all that is asked)',
		sample: replies,
		read: async (raw) =>
			await findSilence(openN8n(answering(raw), 'https://n8n.test'), { hours: HOURS, now: '2026-12-31T00:00:00.000Z' }),
		mayThrow: refusedByTheWire,
	},
];
