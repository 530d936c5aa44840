import axios from 'axios';
import { supervisor, type ServiceName } from './e2e';

interface JournalEntry {
	readonly n: number;
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly requestBody: unknown;
	readonly status: number;
	readonly kind: 'read' | 'write' | 'auth';
	readonly paths: readonly string[];
}

interface Fault {
	readonly method?: string;
	/** A regular expression on the path with its query. */
	readonly path?: string;
	readonly status?: number;
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	readonly reset?: 'before' | 'after';
	/** Milliseconds. */
	readonly delay?: number;
	readonly times?: number;
}

interface SaleLine {
	readonly sku: string;
	readonly quantity?: number;
}

export interface Sold {
	readonly orderId: string;
	readonly orderNumber: string;
	/** What belongs into the books, two decimals. */
	readonly total: string;
}

export type ServiceControl = Awaited<ReturnType<typeof controlOf>>;

/** What tests do to a service behind the vendor's back, and what they judge from. */
export async function controlOf(name: ServiceName) {
	const { url } = (await supervisor().config()).services[name];
	const http = axios.create({ baseURL: `${url}/control`, proxy: false, timeout: 60_000 });
	const get = async <T>(path: string, params?: object) => (await http.get<T>(path, { params })).data;
	const post = async <T>(path: string, body?: unknown) => (await http.post<T>(path, body ?? {})).data;
	return {
		name,
		get,
		post,
		journal: async (since = 0) => await get<JournalEntry[]>('/journal', { since }),
		/** The number of the latest entry, to ask for what comes after. */
		journalEnd: async () => (await get<JournalEntry[]>('/journal')).at(-1)?.n ?? 0,
		layFault: async (fault: Fault) => void (await post('/faults', fault)),
		clearFaults: async () => void (await http.delete('/faults')),
		sell: async (lines: readonly SaleLine[], more: object = {}) => await post<Sold>('/sell', { lines, ...more }),
		/** Units by SKU. */
		stock: async () => {
			const rows = await get<{ sku: string | null; quantity: number }[]>('/stock');
			return new Map(rows.flatMap(({ sku, quantity }) => (sku === null ? [] : [[sku, quantity] as const])));
		},
		setStock: async (sku: string, quantity: number) => await post('/stock', { sku, quantity }),
	};
}
