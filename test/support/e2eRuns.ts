import type { E2eN8n } from './e2eN8n';

/** What a run of a workflow handed on, by node. */
export interface E2eRun {
	readonly id: string;
	readonly mode: string;
	/** Names of the nodes that were executed. */
	readonly nodes: readonly string[];
	/** The JSON of all items that left a node by an output. */
	output(node: string, place?: number): readonly Readonly<Record<string, unknown>>[];
}

interface RunData {
	readonly resultData: {
		readonly error?: { readonly message?: string; readonly description?: string | null };
		readonly runData: Readonly<
			Record<
				string,
				readonly {
					readonly data?: {
						readonly main?: ReadonlyArray<ReadonlyArray<{ readonly json: Record<string, unknown> }> | null>;
					};
				}[]
			>
		>;
	};
}

/** The finished runs of a workflow that began after a run, latest first. */
export async function runsOf(n8n: E2eN8n, template: string, after = '0'): Promise<readonly E2eRun[]> {
	const finished = (await n8n.executions(template)).filter(
		({ id, status }) => status === 'success' && Number(id) > Number(after),
	);
	return await Promise.all(finished.map(async ({ id, mode }) => runOf(id, mode, await runData(n8n, id))));
}

/** What the failed runs of a workflow that began after a run say, latest first. */
export async function failuresOf(n8n: E2eN8n, template: string, after = '0'): Promise<readonly string[]> {
	const failed = (await n8n.executions(template)).filter(
		({ id, status }) => status === 'error' && Number(id) > Number(after),
	);
	const runs = await Promise.all(failed.map(async ({ id }) => await runData(n8n, id)));
	return runs.map(({ resultData: { error } }) => [error?.message, error?.description].join('\n'));
}

/** The number of the latest run, to ask for what comes after. */
export async function latestRun(n8n: E2eN8n, template: string): Promise<string> {
	return (await n8n.executions(template))[0]?.id ?? '0';
}

function runOf(id: string, mode: string, { resultData: { runData: byNode } }: RunData): E2eRun {
	return {
		id,
		mode,
		nodes: Object.keys(byNode),
		output: (node, place = 0) =>
			(byNode[node] ?? []).flatMap(({ data }) => (data?.main?.[place] ?? []).map(({ json }) => json)),
	};
}

async function runData(n8n: E2eN8n, id: string): Promise<RunData> {
	const reply = await n8n.http.get<{ data: { data: string } }>(`/rest/executions/${id}`);
	return unflattened(JSON.parse(reply.data.data.data) as unknown[]) as RunData;
}

/** n8n stores a run as a flat list of values in which texts stand for places: https://github.com/WebReflection/flatted */
function unflattened(values: readonly unknown[]): unknown {
	const known = new Map<number, unknown>();
	const at = (place: number): unknown => {
		const value = values[place];
		if (typeof value !== 'object' || value === null) return value;
		if (known.has(place)) return known.get(place);
		const made: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		known.set(place, made);
		for (const [key, entry] of Object.entries(value))
			Object.assign(made, { [key]: typeof entry === 'string' ? at(Number(entry)) : entry });
		return made;
	};
	return at(0);
}
