import { findOpenOrders } from '../../core/availability/findOpenOrders';
import { holdBackOpenSales } from '../../core/availability/holdBackOpenSales';
import type { OpenOrders } from '../../core/availability/openOrders';
import type { ChannelDefinition } from '../../core/channels/channelAdapter';
import type { Memory } from '../../core/memory/memory';
import { momentFromMillis, type Moment } from '../../core/model/moment';
import type { StockLevel } from '../../core/model/stockLevel';
import { pushStock } from '../../core/pushing/pushStock';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { aRun } from './aRun';
import type { ChannelBench } from './channelBench';
import { settings } from './pushWorld';

/** A channel with its strict local service. */
export interface Shop {
	readonly channel: ChannelDefinition;
	readonly bench: ChannelBench;
}

/** The open orders of a shop since a moment, as a process reads them that knows none yet. */
export async function openOrdersIn(
	{ channel, bench }: Shop,
	levels: readonly StockLevel[],
	since: Moment,
): Promise<OpenOrders> {
	return await findOpenOrders(bench.adapter, levels, {
		channel,
		alsoSold: [],
		since,
		placedFrom: since,
		ignoreUnreadable: false,
		now: momentFromMillis(Date.now()),
		memory: { load: async () => null, save: async () => undefined },
	});
}

interface Books {
	readonly client: QuickBooksClient;
	readonly memory: Memory;
	/** Whoever waits moves QuickBooks' clock by it. */
	readonly control: (path: string, body: object) => Promise<unknown>;
}

/** The levels without what the open orders of these channels hold back. */
export async function heldBack(
	levels: readonly StockLevel[],
	{ openOrders, channels }: { readonly openOrders: readonly OpenOrders[]; readonly channels: readonly string[] },
	{ client, memory, control }: Books,
): Promise<readonly StockLevel[]> {
	const held = await holdBackOpenSales(levels, openOrders, {
		ignoreCase: false,
		reserveUnpaid: false,
		connect: async () => client,
		now: Date.now(),
		sleep: async (milliseconds) => void (await control('/clock', { advance: milliseconds })),
		channels,
		announcement: { run: aRun(), alerts: memory.alerts, now: Date.now() },
	});
	return held.levels;
}

/** Pushes the levels to a shop, without rules of the channel and with every caution. */
export async function pushTo(
	{ channel, bench }: Shop,
	levels: readonly StockLevel[],
	{ client, memory }: Pick<Books, 'client' | 'memory'>,
) {
	const job = {
		levels,
		itemsWithoutSku: [],
		settings,
		percentages: { percent: 100, bySku: new Map() },
		run: aRun({ account: channel.id }),
		memory,
		clock: Date.now,
	};
	return await pushStock(job, { channel, adapter: bench.adapter, quickBooks: async () => client });
}
