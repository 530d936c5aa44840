import axios from 'axios';
import { sleep } from 'n8n-workflow';
import { logInToN8n, type E2eN8n } from './e2eN8n';

/** The address of the supervisor that test/jestSetup/e2e.mjs starts. */
declare const supervisorUrl: string;

export type ServiceName = 'quickbooks' | 'woocommerce' | 'bigcommerce' | 'ebay';

/** A trigger's Poll Times, as n8n stores them. */
export interface PollTimes {
	readonly item: readonly { readonly mode: string }[];
}

export interface SandboxConfig {
	readonly n8n: { readonly url: string; readonly email: string; readonly password: string };
	readonly services: Readonly<
		Record<ServiceName, { readonly url: string; readonly credentials: Readonly<Record<string, unknown>> }>
	>;
	/** Workflow id by the template's file name without ending. */
	readonly workflows: Readonly<Record<string, string>>;
	/** Credential id by type. */
	readonly credentials: Readonly<Record<string, string>>;
	/** Where the supervisor itself is. */
	readonly supervisor: string;
	/** How often the templates' triggers poll: so many seconds apart, by these poll times. */
	readonly polls: { readonly seconds: number; readonly times: PollTimes };
}

/** What stops, kills and starts the parts of the sandbox. Every call returns when it is done. */
interface Supervisor {
	config(): Promise<SandboxConfig>;
	state(): Promise<{ readonly n8n: boolean; readonly services: Readonly<Record<ServiceName, boolean>> }>;
	/** SIGKILL; the process is gone when this returns. */
	killN8n(): Promise<void>;
	stopN8n(): Promise<void>;
	/** Returns when n8n answers; its workflows are being activated then. */
	startN8n(): Promise<void>;
	stopService(name: ServiceName): Promise<void>;
	startService(name: ServiceName): Promise<void>;
	/** n8n's log from a byte on. */
	n8nLog(since?: number): Promise<{ readonly text: string; readonly next: number }>;
}

export function supervisor(): Supervisor {
	const http = axios.create({ baseURL: supervisorUrl, proxy: false, timeout: 300_000 });
	const post = async (path: string) => void (await http.post(path, {}));
	return {
		config: async () => (await http.get<SandboxConfig>('/config')).data,
		state: async () => (await http.get('/state')).data,
		killN8n: async () => await post('/n8n/kill'),
		stopN8n: async () => await post('/n8n/stop'),
		startN8n: async () => await post('/n8n/start'),
		stopService: async (name) => await post(`/services/${name}/stop`),
		startService: async (name) => await post(`/services/${name}/start`),
		n8nLog: async (since = 0) => (await http.get('/n8n/log', { params: { since } })).data,
	};
}

/** n8n as its owner sees it, and the workflows by template name. */
export async function ownersN8n(): Promise<E2eN8n> {
	const { n8n, workflows } = await supervisor().config();
	return await logInToN8n(n8n, workflows);
}

/**
 * Asks again and again until the answer is neither undefined nor false, and returns it.
 * Fails with what was awaited, how long, and the last thing that stood in the way.
 */
export async function eventually<T>(
	what: string,
	check: () => Promise<T | undefined | false>,
	{ seconds, every = 500 }: { readonly seconds: number; readonly every?: number },
): Promise<T> {
	const begun = Date.now();
	let hindrance = 'it was not so';
	while (Date.now() - begun < seconds * 1000) {
		const answer = await check().catch((error: unknown) => void (hindrance = String(error)));
		if (answer !== undefined && answer !== false) return answer as T;
		await sleep(every);
	}
	throw new Error(`Waited ${seconds} s in vain for: ${what} (${hindrance})`);
}
