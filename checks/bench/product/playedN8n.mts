import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Access, Ask } from '../services.mts';

/**
 * The built nodes in a workflow that ships, in an n8n that is played: it hands parameters, credentials and answers to them as n8n does, and their
 * items on along the connections. Nothing of it waits, stores or shows anything, so what is counted are the calls of the nodes and no others.
 */
export interface PlayedWorkflow {
	/** Lets a trigger poll once, and runs the workflow for each batch that it emits, until it ends. */
	poll(trigger: string): Promise<PollReport>;
	/** The triggers that look for news, by name. */
	readonly triggers: readonly string[];
	/** How long what the triggers save is as JSON, characters. */
	stateLength(): number;
}

export interface PollReport {
	/** How many runs it started. */
	readonly runs: number;
	/** Items that a node put out, by node and name of its output. */
	readonly items: Readonly<Record<string, number>>;
}

const ROOT = new URL('../../../', import.meta.url);
const PACKAGE = 'n8n-nodes-qbo-inventory-sync.';

type Item = Readonly<{ json: Readonly<Record<string, unknown>> }>;
type Items = readonly Item[];

interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, object>>;
}

interface Workflow {
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<
		Record<string, { readonly main: ReadonlyArray<ReadonlyArray<{ readonly node: string }> | null> }>
	>;
}

interface NodeType {
	readonly description: {
		readonly properties: readonly {
			readonly name: string;
			readonly default: unknown;
			readonly displayOptions?: object;
		}[];
		readonly outputNames?: readonly string[];
	};
	execute(this: object): Promise<readonly Items[]>;
	poll(this: object): Promise<unknown>;
}

let worlds = 0;

/** Opens a workflow file with its triggers as just published. The process remembers nothing of workflows that were opened before. */
export function openWorkflow(file: string, access: Access, ask: Ask): PlayedWorkflow {
	const workflow = JSON.parse(readFileSync(new URL(`workflows/${file}.json`, ROOT), 'utf8')) as Workflow;
	const types = freshTypes(workflow);
	const id = `workflow ${(worlds += 1)}`;
	const staticData = {};
	const tallies = new Map<string, number>();
	const nodeOf = (name: string): WorkflowNode => {
		const node = workflow.nodes.find((candidate) => candidate.name === name);
		if (node === undefined) throw new Error(`The workflow has no node ${name}`);
		return switchedOn(node, id);
	};
	const shared = { id, staticData, access, ask };
	const run = async (name: string, items: Items): Promise<void> => {
		const node = nodeOf(name);
		const type = types.get(node.type);
		if (type === undefined) return refuseStop(node, items);
		const outputs = await type.execute.call(contextOf(node, type, { ...shared, items }), ...[]);
		await handOn(name, outputs, type);
	};
	const handOn = async (name: string, outputs: readonly (Items | null)[], type: NodeType): Promise<void> => {
		for (const [place, items] of outputs.entries()) {
			if (items === null || items.length === 0) continue;
			const output = `${name}: ${type.description.outputNames?.[place] ?? place}`;
			tallies.set(output, (tallies.get(output) ?? 0) + items.length);
			for (const { node } of workflow.connections[name]?.main[place] ?? []) await run(node, items);
		}
	};
	const contexts = new Map<string, object>();
	return {
		triggers: workflow.nodes.filter(({ type }) => types.get(type)?.poll !== undefined).map(({ name }) => name),
		stateLength: () => JSON.stringify(staticData).length,
		async poll(trigger) {
			tallies.clear();
			const node = nodeOf(trigger);
			const type = types.get(node.type);
			if (type === undefined) throw new Error(`${trigger} is no trigger of the package`);
			const started = { runs: 0 };
			const running: Promise<void>[] = [];
			const emit = (outputs: readonly Items[], _response: undefined, done: { resolve(run: object): void }) => {
				started.runs += 1;
				const ended = handOn(trigger, outputs, type).then(
					() => done.resolve({ status: 'success', data: { resultData: {} } }),
					(error: unknown) =>
						done.resolve({ status: 'error', data: { resultData: { error, lastNodeExecuted: 'Push Channel Stock' } } }),
				);
				running.push(ended);
			};
			const context = contexts.get(trigger) ?? contextOf(node, type, shared);
			contexts.set(trigger, context);
			Object.assign(context, { __emit: emit });
			await withoutTimersLeft(async () => await type.poll.call(context));
			// A poll does not wait for a long run; the next one hears how it ended.
			await Promise.all(running);
			return { runs: started.runs, items: Object.fromEntries(tallies) };
		},
	};
}

/** A poll that waits for a run sets a timer beside it. None that is left when the poll has ended holds this process. */
async function withoutTimersLeft(work: () => Promise<unknown>): Promise<void> {
	const usual = globalThis.setTimeout;
	const unheld = (...args: Parameters<typeof usual>): NodeJS.Timeout => usual(...args).unref();
	globalThis.setTimeout = Object.assign(unheld, usual);
	const hold = setInterval(() => undefined, 1000);
	await work().finally(() => {
		clearInterval(hold);
		globalThis.setTimeout = usual;
	});
}

/** Loads the built nodes anew: their process has no memory. */
function freshTypes({ nodes }: Workflow): ReadonlyMap<string, NodeType> {
	const built = fileURLToPath(new URL('dist/', ROOT));
	const require = createRequire(built);
	for (const path of Object.keys(require.cache))
		if (path.startsWith(built)) Reflect.deleteProperty(require.cache, path);
	const names = new Set(
		nodes.filter(({ type }) => type.startsWith(PACKAGE)).map(({ type }) => type.slice(PACKAGE.length)),
	);
	return new Map(
		[...names].map((name) => {
			const folder = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
			const loaded = require(`./nodes/${folder}/${folder}.node.js`) as Record<string, new () => NodeType>;
			const Type = loaded[folder];
			if (Type === undefined) throw new Error(`dist has no node ${folder}`);
			return [`${PACKAGE}${name}`, new Type()];
		}),
	);
}

/** As a person does who publishes: credentials chosen, every channel switched on, the circuit breaker open for what he expects. */
function switchedOn(node: WorkflowNode, workflow: string): WorkflowNode {
	const switches = Object.keys(node.parameters).filter((name) => name.startsWith('syncInventoryTo'));
	const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19);
	return {
		...node,
		parameters: {
			...node.parameters,
			...Object.fromEntries(switches.map((name) => [name, true])),
			...(switches.length === 0 ? {} : { letThroughUntil: tomorrow }),
		},
		credentials: Object.fromEntries(
			Object.entries(node.credentials ?? {}).map(([name, credential]) => [
				name,
				{ ...credential, id: `${workflow} ${name}` },
			]),
		),
	};
}

/** Other nodes send mail, or stop the run. */
function refuseStop({ type, name }: WorkflowNode, items: Items): void {
	if (type.endsWith('.stopAndError')) throw new Error(String(items[0]?.json['message'] ?? name));
}

interface Shared {
	readonly id: string;
	readonly staticData: object;
	readonly access: Access;
	readonly ask: Ask;
	readonly items?: Items;
}

/** The part of n8n that the nodes reach for. */
function contextOf(
	node: WorkflowNode,
	{ description }: NodeType,
	{ id, staticData, access, ask, items }: Shared,
): object {
	const isRun = items !== undefined;
	const usual = (name: string): unknown =>
		description.properties.find((property) => property.name === name && property.displayOptions === undefined)
			?.default ?? description.properties.find((property) => property.name === name)?.default;
	const valueOf = (name: string): unknown =>
		name.split('.').reduce<unknown>((value, part, depth) => {
			const inside = (value as Record<string, unknown> | undefined)?.[part];
			return inside ?? (depth === 0 ? usual(part) : undefined);
		}, node.parameters);
	return {
		getNode: () => node,
		getWorkflow: () => ({ id, name: 'Bench', active: true }),
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
		getPollBudgetMs: () => 600_000,
		getTimezone: () => 'America/New_York',
		getWorkflowStaticData: () => staticData,
		getChildNodes: () => [],
		getParentNodes: () => [],
		continueOnFail: () => false,
		logger: { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined },
		getInputData: () => items ?? [],
		getCredentials: async (name: string) => await Promise.resolve({ ...access.credentials[name] }),
		// A poll has no place of an item before the value that stands for none.
		getNodeParameter: (name: string, first?: unknown, second?: unknown) => valueOf(name) ?? (isRun ? second : first),
		...(isRun
			? {
					getExecutionCancelSignal: () => undefined,
					addExecutionHints: () => undefined,
					customData: { get: () => '0', set: () => undefined },
				}
			: {}),
		helpers: {
			createDeferredPromise: () => Promise.withResolvers(),
			httpRequestWithAuthentication: async (name: string, request: Parameters<Ask>[1]) => await ask(name, request),
		},
	};
}
