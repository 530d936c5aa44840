import axios from 'axios';
import { urlOf, type Ports } from '../../sandbox/launcher/addresses.mts';
import type { JournalEntry } from '../../sandbox/kit/journal.mts';

export const channelNames = ['woocommerce', 'bigcommerce', 'ebay'] as const;
export type ChannelName = (typeof channelNames)[number];
export type ServiceName = 'quickbooks' | ChannelName;
export const serviceNames: readonly ServiceName[] = ['quickbooks', ...channelNames];

export interface BooksDocument {
	readonly type: string;
	readonly id: string;
	readonly docNumber: string | null;
	/** Dollars. */
	readonly total: number;
	readonly privateNote: string | null;
	readonly voided: boolean;
	readonly lines: readonly { readonly sku: string | null; readonly quantity: number | null }[];
}

export interface SaleLine {
	readonly sku: string;
	readonly quantity: number;
}

/** An order as the channel made it; `total` is what belongs into the books, two decimals. */
export interface ChannelOrder {
	readonly orderId: string;
	readonly orderNumber: string;
	readonly total: string;
}

interface StockRow {
	readonly sku: string | null;
	readonly quantity: number | null;
	/** eBay: what each marketplace offers. */
	readonly marketplaces?: Readonly<Record<string, number>>;
}

export type Judge = ReturnType<typeof openJudge>;

/** The services' own data and journals, and what buyers and accountants do in them. Nothing here asks n8n. */
export function openJudge(ports: Ports) {
	const at = (service: ServiceName, path: string): string => `${urlOf(ports[service])}/control/${path}`;
	const get = async <T,>(service: ServiceName, path: string): Promise<T> =>
		(await axios.get<T>(at(service, path), { proxy: false })).data;
	const post = async <T,>(service: ServiceName, path: string, body: object): Promise<T> =>
		(await axios.post<T>(at(service, path), body, { proxy: false })).data;
	return {
		journal: async (service: ServiceName, since = 0) => await get<JournalEntry[]>(service, `journal?since=${since}`),
		journalEnd: async (service: ServiceName) => (await get<JournalEntry[]>(service, 'journal')).at(-1)?.n ?? 0,
		documents: async () => await get<BooksDocument[]>('quickbooks', 'documents'),
		/** Units that a service shows for a SKU: one figure for every listing of it, all of them in one list. */
		levels: async (service: ServiceName, sku: string) =>
			(await get<StockRow[]>(service, 'stock')).filter((row) => row.sku === sku).flatMap(shownBy),
		setStock: async (service: ServiceName, sku: string, quantity: number) => {
			await post(service, 'stock', { sku, quantity });
		},
		sell: async (channel: ChannelName, lines: readonly SaleLine[], more: object = {}) =>
			await post<ChannelOrder>(channel, 'sell', { lines, ...more }),
		/** The channel reports the order again, as modified now. */
		touch: async (channel: ChannelName, { orderId }: ChannelOrder) => {
			await post(channel, 'touch', { orderId });
		},
		/** From now on nobody can read the order. */
		corrupt: async (channel: ChannelName, { orderId }: ChannelOrder) => {
			await post(channel, 'corrupt', { orderId });
		},
		expireTokens: async (service: 'quickbooks' | 'ebay') => {
			await post(service, 'tokens/expire', {});
		},
	};
}

function shownBy({ quantity, marketplaces }: StockRow): number[] {
	if (marketplaces !== undefined) return Object.values(marketplaces);
	return quantity === null ? [] : [quantity];
}
