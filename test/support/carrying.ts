import { processMemory } from '../../core/memory/processMemory';
import { momentFromMillis, type Moment } from '../../core/model/moment';
import { NO_RULES } from '../../core/model/sellableRules';
import type { StockLevel } from '../../core/model/stockLevel';
import type { LevelsAsked } from '../../core/pushing/levelsAsked';
import { pushToShops, type ShopsReport } from '../../core/pushing/pushToShops';
import type { Shop } from '../../core/pushing/shop';
import type { ShopsRun } from '../../core/pushing/shopsRun';
import { toShopsRows } from '../../core/pushing/shopsRows';
import { aRun } from './aRun';
import type { ChannelBench } from './channelBench';
import { settings } from './pushWorld';
import type { ChannelDefinition } from '../../core/channels/channelAdapter';

/** A channel with its strict local service. */
export interface BenchShop<Bench = ChannelBench> {
	readonly channel: ChannelDefinition;
	readonly bench: Bench;
}

/** A shop as Push Channel Stock works with it: written to, without rules of its own, its orders ours since a moment. */
export function shopOf(
	{ channel, bench }: BenchShop<Pick<ChannelBench, 'adapter'>>,
	since: Moment,
	changes: Partial<Shop> = {},
): Shop {
	return {
		channel,
		account: channel.id,
		connect: async () => await Promise.resolve(bench.adapter),
		write: true,
		rulesFor: () => NO_RULES,
		percentages: { percent: 100, bySku: new Map() },
		query: { channel, alsoSold: [], since, placedFrom: since, ignoreUnreadable: false, reserveUnpaid: false },
		...changes,
	};
}

/** A test that needs QuickBooks' clock to go on moves it. */
async function noWait(): Promise<void> {
	await Promise.resolve();
}

/** A run of a node and a process of its own, that rests on this company. */
export function aShopsRun(quickBooks: ShopsRun['quickBooks'], changes: Partial<ShopsRun> = {}): ShopsRun {
	const { onlyDecrease, ignoreCase, sharedStock, letThroughUntil } = settings;
	const rules = { onlyDecrease, ignoreCase, sharedStock, letThroughUntil };
	return { run: aRun(), memory: processMemory(), clock: Date.now, sleep: noWait, quickBooks, rules, ...changes };
}

/** No more than these levels. */
export function justLevels(levels: readonly StockLevel[]): LevelsAsked {
	return { levels, itemsWithoutSku: [], skus: [], everything: false, ofCompany: null };
}

/** What a run did, with its rows. */
export async function carried(asked: LevelsAsked, shops: readonly Shop[], run: ShopsRun) {
	const report: ShopsReport = await pushToShops(asked, shops, run);
	return { report, ...toShopsRows(report, asked) };
}

/** So many seconds before now. */
export function secondsAgo(seconds: number): Moment {
	return momentFromMillis(Date.now() - seconds * 1000);
}
