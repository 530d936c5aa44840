import type { ChannelAdapter, ChannelDefinition } from '../../core/channels/channelAdapter';
import { NO_RULES } from '../../core/model/sellableRules';
import { IntegrationError } from '../../core/http/integrationError';
import type { Listing, Pool, StockChange, StockWrite } from '../../core/model/listing';
import type { SalesOrder } from '../../core/model/salesOrder';
import type { HeldLevel } from '../../core/availability/heldLevel';
import type { PushReport } from '../../core/pushing/pushLevels';
import { sku, heldLevel } from './levels';
import { quickBooksWithItems, type ItemRow } from './quickBooksWithItems';

/** When every level was read. */
export const asOf = '2026-11-23T10:00:00.000Z';
export const openOrders = { channels: ['shop'], readAt: asOf, trouble: null };

/** A level of which all open orders are known. */
export const level = (text: string, quantityOnHand: number, over: Partial<HeldLevel> = {}) =>
	heldLevel({ sku: sku(text), itemId: text, name: text, quantityOnHand, asOf, openOrders, ...over });

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
	orders = [],
	channel = 'shop',
	pageSize,
}: World) {
	const writes: StockChange[][] = [];
	const looked: string[][] = [];
	const read: string[] = [];
	async function* pageOf(isAsked: (order: SalesOrder) => boolean) {
		read.push('orders');
		yield await Promise.resolve({ orders: orders.filter(isAsked), unreadable: [] });
	}
	const adapter = {
		readReservingOrders: () => pageOf(({ state }) => state === 'reserving'),
		readOrdersPlacedSince: (since: string) =>
			pageOf(({ state, placedAt }) => state !== 'reserving' && placedAt >= since),
		readOrdersSince: (since: string) => pageOf(({ modifiedAt }) => modifiedAt >= since),
		findListings: async (skus: readonly string[]) => {
			looked.push([...skus]);
			const found = typeof listings === 'function' ? listings(looked.length) : listings;
			return found.map((one) => ({ ...one, channel }));
		},
		readPools: async (refs: readonly string[]) => pools.filter(({ product }) => refs.includes(product.listingRef)),
		readTrackedCount: async (enough: number) => Math.min(count, enough),
		findWritingProblem: async () => trouble,
		writeStock: async (changes: readonly StockChange[]) => {
			if (changes.length > 0) writes.push([...changes]);
			return changes.map(write);
		},
	} as unknown as ChannelAdapter;
	const { client, asked } = quickBooksWithItems(items, asOf, { pageSize });
	const connect = async () =>
		quickBooksDown ? await Promise.reject(new IntegrationError('unavailable', 'QuickBooks is down')) : client;
	const targets = {
		channel: aChannel(channel),
		adapter,
		quickBooks: connect,
	};
	return {
		targets,
		asked,
		looked,
		/** How often its orders were asked for: reserving ones and all others each count. */
		read,
		written: () => writes.map((changes) => changes.map(({ listing: { name }, target }) => [name, target])),
	};
}

/** A channel that is none of the registry's. */
function aChannel(id: string): ChannelDefinition {
	const displayName = id.charAt(0).toUpperCase() + id.slice(1);
	return {
		id,
		displayName,
		severalListingsPerSku: false,
		unpaidStates: [],
		listLagSeconds: 0,
	} as unknown as ChannelDefinition;
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
	readonly orders?: readonly SalesOrder[];
	/** The channel's id. */
	readonly channel?: string;
	/** How many items QuickBooks gives at once; all of them unless said otherwise. */
	readonly pageSize?: number;
}

/** What a push that writes is set to, with every caution. */
export const settings = {
	write: true,
	onlyDecrease: false,
	ignoreCase: false,
	rulesFor: () => NO_RULES,
	sharedStock: 'parentsItem',
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
