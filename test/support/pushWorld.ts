import type { ChannelAdapter, ChannelDefinition } from '../../core/channels/channelAdapter';
import { NO_RULES } from '../../core/model/sellableRules';
import { IntegrationError } from '../../core/http/integrationError';
import type { Listing, Pool, StockChange, StockWrite } from '../../core/model/listing';
import type { StockLevel } from '../../core/model/stockLevel';
import type { PushReport } from '../../core/pushing/pushLevels';
import { sku, stockLevel } from './levels';
import { quickBooksWithItems, type ItemRow } from './quickBooksWithItems';

/** When every level was read. */
export const asOf = '2026-11-23T10:00:00.000Z';
export const openOrders = { channels: ['shop'], readAt: asOf, trouble: null };

/** A level of which all open orders are known. */
export const level = (text: string, quantityOnHand: number, over: Partial<StockLevel> = {}) =>
	stockLevel({ sku: sku(text), itemId: text, name: text, quantityOnHand, asOf, openOrders, ...over });

export const listing = (text: string, quantity: number): Listing => ({
	channel: 'shop',
	sku: sku(text),
	listingRef: `ref ${text}`,
	name: text,
	quantity,
	tracksStock: true,
	price: null,
	parentRef: null,
	poolRef: null,
	poolMembers: 1,
});

/** A channel with these listings, and a QuickBooks with these items; both remember what they were asked. */
export function world({
	listings,
	items,
	pools = [],
	write = () => ({ result: 'written', after: null }) as StockWrite,
	count = 20,
	quickBooksDown = false,
	trouble = null,
}: World) {
	const writes: StockChange[][] = [];
	const looked: string[][] = [];
	const adapter = {
		findListings: async (skus: readonly string[]) => {
			looked.push([...skus]);
			return typeof listings === 'function' ? listings(looked.length) : listings;
		},
		readPools: async (refs: readonly string[]) => pools.filter(({ product }) => refs.includes(product.listingRef)),
		readTrackedCount: async (enough: number) => Math.min(count, enough),
		findWritingProblem: async () => trouble,
		writeStock: async (changes: readonly StockChange[]) => {
			if (changes.length > 0) writes.push([...changes]);
			return changes.map(write);
		},
	} as unknown as ChannelAdapter;
	const { client, asked } = quickBooksWithItems(items, asOf);
	const connect = async () =>
		quickBooksDown ? await Promise.reject(new IntegrationError('unavailable', 'QuickBooks is down')) : client;
	const targets = {
		channel: { id: 'shop', severalListingsPerSku: false } as ChannelDefinition,
		adapter,
		quickBooks: connect,
	};
	return {
		targets,
		asked,
		looked,
		written: () => writes.map((changes) => changes.map(({ listing: { name }, target }) => [name, target])),
	};
}

export interface World {
	/** By the how manieth reading, where they change. */
	readonly listings: Listing[] | ((reading: number) => Listing[]);
	readonly items: ItemRow[];
	readonly pools?: Pool[];
	readonly write?: (change: StockChange) => StockWrite;
	readonly quickBooksDown?: boolean;
	/** How many listings the channel tracks. */
	readonly count?: number;
	/** Why the channel must not be written at all. */
	readonly trouble?: string | null;
}

/** What a push that writes is set to, with every caution. */
export const settings = {
	write: true,
	onlyDecrease: false,
	ignoreCase: false,
	rulesFor: () => NO_RULES,
	sharedStock: 'parentsItem',
	withoutOpenOrders: false,
	letThroughUntil: null,
} as const;

/** The same in a process that remembers nothing, at the time when the levels were read. */
export const on = {
	...settings,
	formerCompany: null,
	lately: { increased: [], zeroed: [] },
	clock: () => Date.parse(asOf),
} as const;

/** The outcomes in a word each, by level. */
export const results = ({ outcomes }: Pick<PushReport, 'outcomes'>) =>
	outcomes.map((ofLevel) => ofLevel.map(({ outcome }) => outcome));
