import axios from 'axios';
import type { Outage } from './eventLog.mts';
import type { PushRun } from './judge/pushRuns.mts';
import { pushesIn, type RecordedWorkflow, type RunData } from './judge/runRecord.mts';

/** n8n's record of its executions says which push ran when. The services' journals say what was written. */
export interface ExecutionRecord {
	/** All pushes of executions that n8n kept the data of. */
	pushes(): Promise<PushRun[]>;
}

interface StoredExecution {
	readonly data: string;
	readonly workflowData: RecordedWorkflow;
}

interface ExecutionsPage {
	readonly results: readonly Execution[];
	/** Where the next page begins; null after the last. */
	readonly nextCursor?: string | null;
}

interface Execution {
	readonly id: string;
	readonly status?: string;
	readonly startedAt?: string | null;
	readonly stoppedAt?: string | null;
}

interface RecordPlace {
	readonly url: string;
	readonly owner: { readonly email: string; readonly password: string };
	/** By how many milliseconds the clocks of n8n and the services are ahead of the machine's. */
	readonly clockAhead: number;
	/** When n8n was killed, among them: a run that was cut off then ends there. */
	readonly outages: readonly Outage[];
}

/** All moments of the record are the machine's. */
export async function openExecutions({
	url: n8nUrl,
	owner,
	clockAhead,
	outages,
}: RecordPlace): Promise<ExecutionRecord> {
	const http = axios.create({ baseURL: n8nUrl, proxy: false, timeout: 60_000 });
	const login = await http.post('/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	http.defaults.headers.common.Cookie = (login.headers['set-cookie'] ?? [])
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
	const get = async <T,>(path: string, params: object = {}): Promise<T> =>
		(await http.get<{ data: T }>(path, { params })).data.data;
	const known = new Map<string, PushRun[]>();
	return {
		async pushes() {
			for (let cursor: string | undefined; ; ) {
				const page = await get<ExecutionsPage>('/rest/executions', {
					limit: 100,
					...(cursor === undefined ? {} : { cursor }),
				});
				for (const execution of page.results) {
					const { id, stoppedAt } = execution;
					if (!stoppedAt || known.has(id)) continue;
					const { data, workflowData } = await get<StoredExecution>(`/rest/executions/${id}`);
					const killedAt = momentOfKill(execution, outages, clockAhead);
					known.set(id, pushesIn(runDataIn(data), workflowData, killedAt).map(machineTime(clockAhead)));
				}
				if (!page.nextCursor) return [...known.values()].flat();
				cursor = page.nextCursor;
			}
		},
	};
}

function machineTime(ahead: number): (push: PushRun) => PushRun {
	return ({ channel, from, to, levels }) => ({
		channel,
		from: from - ahead,
		to: to - ahead,
		levels: new Map([...levels].map(([sku, level]) => [sku, { ...level, asOf: level.asOf - ahead }])),
	});
}

/** By the clock of n8n; null for an execution that came to its end. */
function momentOfKill({ status, startedAt }: Execution, outages: readonly Outage[], clockAhead: number): number | null {
	if (status !== 'crashed') return null;
	const began = Date.parse(startedAt ?? '');
	const kills = outages.filter(({ of }) => of === 'n8n').map(({ from }) => from + clockAhead);
	return kills.find((moment) => moment >= began) ?? null;
}

function runDataIn(data: string): RunData {
	const { resultData } = unflattened(JSON.parse(data) as unknown[]) as { resultData?: { runData?: RunData } };
	return resultData?.runData ?? {};
}

/** n8n stores a run as a flat list of values. A text in it is the place of another value: https://github.com/WebReflection/flatted */
function unflattened(values: readonly unknown[]): unknown {
	const made = new Map<number, unknown>();
	const at = (place: number): unknown => {
		const value = values[place];
		if (typeof value !== 'object' || value === null) return value;
		if (made.has(place)) return made.get(place);
		const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		made.set(place, copy);
		for (const [key, entry] of Object.entries(value) as [string, unknown][])
			Object.assign(copy, { [key]: typeof entry === 'string' ? at(Number(entry)) : entry });
		return copy;
	};
	return at(0);
}
