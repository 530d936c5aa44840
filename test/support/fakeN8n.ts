import { UnreadableError } from '../../core/reading/readUnknown';
import { formErrorToN8n } from '../../nodes/bridge/errors/errorToN8n';
import {
	NodeApiError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IPollFunctions,
	type IRun,
} from 'n8n-workflow';

/** How a run ends; `pending` ends when the test lands it, `none` is a run that n8n never started. */
type Ending =
	| 'success'
	| 'waiting'
	| 'error'
	| 'wireError'
	| 'comesAgain'
	| 'refused'
	| 'wrongForm'
	| 'canceled'
	| 'crashed'
	| 'reject'
	| 'none'
	| 'pending';

/** n8n's promise that is settled from outside. */
interface Deferred<T> {
	readonly promise: Promise<T>;
	resolve(value: T): void;
	reject(error: Error): void;
}

interface Settings {
	/** The endings of the runs in order, or a rule. */
	readonly runs: readonly Ending[] | ((batch: INodeExecutionData[][]) => Ending);
	readonly mode?: 'trigger' | 'manual';
	readonly activation?: 'init' | 'update' | 'activate' | 'leadershipChange';
	/** A republish of the same trigger: another context, the same node, clock and static data. */
	readonly sameNodeAs?: FakeN8n;
}

export interface FakeN8n {
	readonly context: IPollFunctions;
	readonly node: INode;
	readonly staticData: IDataObject;
	readonly clock: ReturnType<typeof fakeClock>;
	/** Every batch that was emitted, and how its run ended. */
	readonly emitted: INodeExecutionData[][][];
	readonly endings: Ending[];
	cursor(): unknown;
	/** Ends a pending run. */
	land(place: number, ending: Ending): void;
}

let nodes = 0;

/** The part of n8n that a poll meets, with a clock of its own: sleeping moves it. */
export function fakeN8n({ runs, mode = 'trigger', activation = 'init', sameNodeAs }: Settings): FakeN8n {
	const node: INode = sameNodeAs?.node ?? {
		id: `node-${(nodes += 1)}`,
		name: 'Trigger',
		type: 't',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const staticData: IDataObject = sameNodeAs?.staticData ?? {};
	const clock = sameNodeAs?.clock ?? fakeClock();
	const emitted: INodeExecutionData[][][] = [];
	const endings: Ending[] = [];
	const waiting: Array<Deferred<IRun | undefined>> = [];
	clock.waitsFor(() => endings.includes('pending'));
	const context = {
		getMode: () => mode,
		getActivationMode: () => activation,
		getPollBudgetMs: () => 300_000,
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow', name: 'Workflow', active: true }),
		getWorkflowStaticData: () => staticData,
		logger: { warn: () => undefined, info: () => undefined },
		helpers: { createDeferredPromise },
		__emit: (batch: INodeExecutionData[][], _response: undefined, done: Deferred<IRun | undefined>) => {
			const ending = typeof runs === 'function' ? runs(batch) : runs[emitted.length];
			if (ending === undefined) throw new Error('The test expected no further run');
			emitted.push(batch);
			endings.push(ending);
			waiting.push(done);
			settle(done, ending, node);
		},
	} as unknown as IPollFunctions;
	return {
		context,
		node,
		staticData,
		clock,
		emitted,
		endings,
		cursor: () => Object.values(staticData)[0],
		land: (place: number, ending: Ending) => {
			const done = waiting[place];
			if (done === undefined) throw new Error(`There was no run ${place}`);
			endings[place] = ending;
			settle(done, ending, node);
		},
	};
}

function settle(done: Deferred<IRun | undefined>, ending: Ending, node: INode): void {
	if (ending === 'pending') return;
	if (ending === 'none') return done.resolve(undefined);
	if (ending === 'reject') return done.reject(new Error('the database is gone'));
	const error = errorOf(ending, node);
	const status = error === undefined ? ending : 'error';
	const lastNodeExecuted = 'Create QBO Invoice';
	done.resolve({ status, data: { resultData: { error, lastNodeExecuted } } } as unknown as IRun);
}

function errorOf(ending: Ending, node: INode): Error | undefined {
	if (ending === 'wireError') return new NodeApiError(node, { message: 'down' }, { httpCode: '503' });
	if (ending === 'refused')
		return new NodeApiError(node, { message: 'reconnect' }, { failure: { cause: 'credential-invalid' } });
	if (ending === 'wrongForm') return formErrorToN8n(node, new UnreadableError('Days Until Due', 'a whole number'));
	if (ending === 'comesAgain') return new Error('Comes again: MUG. eBay is down');
	return ending === 'error' ? new Error('boom') : undefined;
}

/** Sleeping takes no time: it moves the clock on when a run is pending, and never ends when none is. */
function fakeClock() {
	let time = Date.UTC(2026, 0, 1);
	const pending: Array<() => boolean> = [];
	return {
		now: () => time,
		advance: (milliseconds: number) => void (time += milliseconds),
		waitsFor: (isPending: () => boolean) => void pending.push(isPending),
		sleep: async (milliseconds: number) => {
			for (let turn = 0; turn < 20; turn++) await Promise.resolve();
			if (!pending.some((isPending) => isPending())) await new Promise<never>(() => undefined);
			time += milliseconds;
		},
	};
}

function createDeferredPromise<T>(): Deferred<T> {
	const settlers: Partial<Deferred<T>> = {};
	const promise = new Promise<T>((resolve, reject) => Object.assign(settlers, { resolve, reject }));
	return { promise, ...settlers } as Deferred<T>;
}
