import type { HttpPort, HttpReply, HttpRequest } from '../../core/http/httpPort';

export const NOW = '2026-11-29T12:00:00.000Z';

const HOUR = 3_600_000;

/** n8n's own way to write a time. */
export function hoursBefore(hours: number): string {
	return new Date(Date.parse(NOW) - hours * HOUR).toISOString();
}

const OURS = 'n8n-nodes-qbo-inventory-sync';

interface WorkflowRow {
	readonly id: unknown;
	readonly [key: string]: unknown;
}

/** A workflow as n8n 2.41 lists it, with the published version apart from the draft; it was saved long ago. */
export function publishedWorkflow(id: string, types: readonly string[], changes: object = {}): WorkflowRow {
	const nodes = types.map((type) => ({
		name: `${type} of ${id}`,
		type: type.includes('.') ? type : `${OURS}.${type}`,
		parameters: {},
	}));
	return {
		id,
		name: `Workflow ${id}`,
		active: true,
		isArchived: false,
		nodes: [],
		updatedAt: NOW,
		activeVersion: { versionId: 'v', name: null, nodes, createdAt: hoursBefore(1000), updatedAt: hoursBefore(1000) },
		...changes,
	};
}

/** A good run that ended so many hours ago, and when the orders that it brought were placed. */
export function goodRun(workflowId: string, hours: number, placed?: readonly string[], changes: object = {}) {
	return {
		id: String(100_000 - hours),
		workflowId,
		mode: 'trigger',
		status: 'success',
		startedAt: hoursBefore(hours + 0.01),
		stoppedAt: hoursBefore(hours),
		placed: placed ?? [],
		...changes,
	};
}

type Run = ReturnType<typeof goodRun> & { readonly data?: unknown };

interface Kept {
	readonly workflows?: readonly unknown[];
	readonly runs?: readonly Run[];
	/** When a workflow was published, by its id. */
	readonly published?: Readonly<Record<string, string>>;
	/** Answers in the place of n8n's own, by a part of the address. */
	readonly instead?: Readonly<Record<string, Partial<HttpReply>>>;
}

/** n8n's public API over what is kept here: pages with cursors, runs newest first, and their data where it is asked for. */
export function n8nOfRuns({ workflows = [], runs = [], published = {}, instead = {} }: Kept) {
	const asked: HttpRequest[] = [];
	const answer = (request: HttpRequest): Partial<HttpReply> => {
		const { url, query = {} } = request;
		const path = url.replace(/^.*\/api\/v1/, '');
		const other = Object.entries(instead).find(([part]) => `${path} ${JSON.stringify(query)}`.includes(part));
		if (other !== undefined) return other[1];
		if (path === '/workflows') return { body: pageOf(workflows, query) };
		if (path === '/executions') return { body: pageOf(runsOf(runs, query), query) };
		const at = published[path.replace('/workflows/', '')];
		const workflowPublishHistory = [
			{ event: 'activated', createdAt: at },
			{ event: 'deactivated', createdAt: NOW },
		];
		return at === undefined
			? { status: 403, body: { message: 'Forbidden' } }
			: { body: { activeVersion: { workflowPublishHistory } } };
	};
	const http: HttpPort = async (request) => {
		asked.push(request);
		return { status: 200, headers: {}, body: undefined, ...answer(request) };
	};
	return { http, asked };
}

function runsOf(runs: readonly Run[], { workflowId, status, includeData }: Readonly<Record<string, unknown>>) {
	return runs
		.filter((run) => run.workflowId === workflowId && run.status === status)
		.map(({ placed, data, ...run }) =>
			includeData === 'true' ? { ...run, data: data ?? dataOf(run.workflowId, placed) } : run,
		);
}

/** The orders leave the trigger by its first output, what cannot be read by its second. */
function dataOf(workflowId: string, placed: readonly string[]) {
	const orders = placed.map((placedAt) => ({ json: { orderId: '1', placedAt } }));
	const task = { data: { main: [orders, [{ json: { orderId: '2', reason: 'odd' } }]] } };
	return { resultData: { runData: { [`channelOrderTrigger of ${workflowId}`]: [task] } } };
}

function pageOf(rows: readonly unknown[], { limit, cursor }: Readonly<Record<string, unknown>>) {
	const from = Number(cursor ?? 0);
	const end = from + Number(limit);
	return { data: rows.slice(from, end), nextCursor: end < rows.length ? String(end) : null };
}
