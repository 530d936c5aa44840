import { hardPaths } from './goods.mts';
import { serviceNames, type ChannelName, type Judge, type ServiceName } from './judge.mts';
import type { StockLine } from './levels.mts';

export interface SaleLineOfReport {
	readonly channel: ChannelName;
	readonly orderId: string;
	readonly documentType: string;
	readonly documentId: string;
	readonly docNumber: string | null;
	/** Decimals with two places, dollars. */
	readonly channelTotal: string;
	readonly documentTotal: string;
	/** From the moment of the sale, as seen in the services. */
	readonly secondsToBooks: number;
	readonly secondsToEveryChannel: number;
}

/** What `npm start -- --check` prints as its last line, with the seconds that it took. */
export interface Findings {
	readonly ok: boolean;
	/** Version of n8n. */
	readonly n8n: string;
	readonly sales: readonly SaleLineOfReport[];
	readonly stock: readonly StockLine[];
	readonly requests: Readonly<Record<ServiceName, { readonly reads: number; readonly writes: number }>>;
	readonly paths: Readonly<Record<string, number>>;
}

/** For a sandbox that did not come up. */
export const nothingSeen: Findings = {
	ok: false,
	n8n: '',
	sales: [],
	stock: [],
	requests: Object.fromEntries(serviceNames.map((name) => [name, { reads: 0, writes: 0 }])) as Findings['requests'],
	paths: Object.fromEntries(hardPaths.map((name) => [name, 0])),
};

/** What the services were asked, by their own journals. */
export async function readJournals(judge: Judge): Promise<Pick<Findings, 'requests' | 'paths'>> {
	const journals = await Promise.all(serviceNames.map(async (name) => ({ name, entries: await judge.journal(name) })));
	const countKind = (name: ServiceName, kind: string) =>
		journals.find((journal) => journal.name === name)?.entries.filter((entry) => entry.kind === kind).length ?? 0;
	const taken = journals.flatMap(({ name, entries }) =>
		entries.flatMap(({ paths }) => paths.map((path) => `${name} ${path}`)),
	);
	const names = [...new Set([...hardPaths, ...taken])];
	return {
		requests: Object.fromEntries(
			serviceNames.map((name) => [name, { reads: countKind(name, 'read'), writes: countKind(name, 'write') }]),
		) as Findings['requests'],
		paths: Object.fromEntries(names.map((name) => [name, taken.filter((path) => path === name).length])),
	};
}
