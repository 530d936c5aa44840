import axios from 'axios';
import type { PushRun } from './judge/pushRuns.mts';
import { CHANNELS, type ChannelName } from './names.mts';

/** n8n's record of its executions says which push ran when. The services' journals say what was written. */
export interface ExecutionRecord {
	/** All pushes of executions that n8n kept the data of. */
	pushes(): Promise<PushRun[]>;
}

type Json = Readonly<Record<string, unknown>>;

interface NodeRun {
	readonly startTime: number;
	readonly executionTime: number;
	readonly data?: { readonly main?: ReadonlyArray<ReadonlyArray<{ readonly json: Json }> | null> };
}

interface ExecutionsPage {
	readonly results: readonly { readonly id: string; readonly stoppedAt?: string | null }[];
	/** Where the next page begins; null after the last. */
	readonly nextCursor?: string | null;
}

type RunData = Readonly<Record<string, readonly NodeRun[]>>;

interface RecordPlace {
	readonly url: string;
	readonly owner: { readonly email: string; readonly password: string };
	/** By how many milliseconds the clocks of n8n and the services are ahead of the machine's. */
	readonly clockAhead: number;
}

/** All moments of the record are the machine's. */
export async function openExecutions({ url: n8nUrl, owner, clockAhead }: RecordPlace): Promise<ExecutionRecord> {
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
				for (const { id, stoppedAt } of page.results)
					if (stoppedAt && !known.has(id))
						known.set(id, pushesIn(await get<{ data: string }>(`/rest/executions/${id}`)).map(machineTime(clockAhead)));
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

function pushesIn({ data }: { readonly data: string }): PushRun[] {
	const { resultData } = unflattened(JSON.parse(data) as unknown[]) as { resultData?: { runData?: RunData } };
	const all = Object.values(resultData?.runData ?? {}).flat();
	const asOf = levelsIn(all);
	const unread = unreadIn(all);
	return all.flatMap((run) => {
		const outcomes = itemsOf(run).filter(
			({ listingRef, outcome, arithmetic }) =>
				listingRef !== undefined && outcome !== undefined && arithmetic !== undefined,
		);
		const channel = CHANNELS.find((name) => name === outcomes[0]?.channel);
		if (channel === undefined) return [];
		const levels = outcomes.map(
			({ sku, outcome }) =>
				[
					String(sku),
					{
						asOf: asOf.get(String(sku)) ?? run.startTime,
						wasUnchanged: outcome === 'unchanged',
						unread: unread.get(String(sku)) ?? [],
					},
				] as const,
		);
		return [{ channel, from: run.startTime, to: run.startTime + run.executionTime, levels: new Map(levels) }];
	});
}

/** The earliest moment at which QuickBooks answered with the level of a SKU in this execution. */
function levelsIn(runs: readonly NodeRun[]): Map<string, number> {
	const moments = new Map<string, number>();
	for (const { sku, asOf, quantityOnHand } of runs.flatMap(itemsOf)) {
		if (typeof sku !== 'string' || typeof asOf !== 'string' || quantityOnHand === undefined) continue;
		moments.set(sku, Math.min(moments.get(sku) ?? Number.POSITIVE_INFINITY, Date.parse(asOf)));
	}
	return moments;
}

const NAMES = { woocommerce: 'WooCommerce', bigcommerce: 'BigCommerce', ebay: 'eBay' } as const;

/** All of them, or one that a channel could not send or that says odd things of itself. */
const UNREAD = ['its open orders could not be read', 'order \\S+ .*cannot be read'];

/** By SKU the channels whose open orders an execution could not read, as its levels say. */
function unreadIn(runs: readonly NodeRun[]): Map<string, readonly ChannelName[]> {
	const unread = new Map<string, readonly ChannelName[]>();
	for (const { sku, openOrders } of runs.flatMap(itemsOf)) {
		const { trouble } = (openOrders ?? {}) as { readonly trouble?: { readonly reason?: unknown } | null };
		if (typeof sku !== 'string' || typeof trouble?.reason !== 'string') continue;
		const { reason } = trouble;
		unread.set(
			sku,
			CHANNELS.filter((name) => UNREAD.some((words) => new RegExp(`${NAMES[name]}: ${words}`).test(reason))),
		);
	}
	return unread;
}

function itemsOf({ data }: NodeRun): Json[] {
	return (data?.main ?? []).flatMap((output) => (output ?? []).map(({ json }) => json));
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
