import type { Memory } from '../../core/memory/memory';
import { processMemory } from '../../core/memory/processMemory';
import { addSeconds, toMillis } from '../../core/model/moment';
import type { StockLevel } from '../../core/model/stockLevel';
import type { LevelsAsked } from '../../core/pushing/levelsAsked';
import type { Shop } from '../../core/pushing/shop';
import type { ShopsRun } from '../../core/pushing/shopsRun';
import { aRun } from './aRun';
import { aShopsRun, carried, justLevels, shopOf } from './carrying';
import { asOf, world, type World } from './pushWorld';

const HOUR = 3600_000;

/** A shop of this channel, whose orders of a month count; with `trouble` it cannot be connected to. */
export function shopIn(
	channel: string,
	setUp: Partial<World>,
	{ trouble, ...changes }: Partial<Shop> & { readonly trouble?: Error } = {},
) {
	const made = world({ listings: [], items: [], ...setUp, channel });
	const { targets } = made;
	const usual = shopOf({ channel: targets.channel, bench: targets }, addSeconds(asOf, -30 * 24 * 3600));
	const connect = async () => await Promise.reject(trouble);
	return { ...made, shop: { ...usual, ...(trouble === undefined ? {} : { connect }), ...changes } };
}

export type ShopInTest = ReturnType<typeof shopIn>;

interface Circumstances {
	/** Hours after the levels were read. */
	readonly hour?: number;
	readonly rules?: Partial<ShopsRun['rules']>;
	readonly isManual?: boolean;
	readonly clock?: ShopsRun['clock'];
}

/** Push Channel Stock without n8n, in a process of its own unless said otherwise; each run of it says what its rows say. */
export function aPushNode(
	quickBooks: ShopsRun['quickBooks'] = world({ listings: [], items: [] }).targets.quickBooks,
	memory: Memory = processMemory(),
) {
	const run = aRun();
	return async (
		shops: readonly ShopInTest[],
		levels: readonly StockLevel[] | LevelsAsked,
		{ hour = 0, rules, isManual = false, clock = () => toMillis(asOf) + hour * HOUR }: Circumstances = {},
	) => {
		const usual = aShopsRun(quickBooks, { memory, run: { ...run, isManual }, clock });
		const asked = 'levels' in levels ? levels : justLevels(levels);
		const { report, ...rows } = await carried(
			asked,
			shops.map(({ shop }) => shop),
			{ ...usual, rules: { ...usual.rules, ...rules } },
		);
		const summaries = (some: typeof rows.done) => some.map(({ row }) => row.summary);
		return { report, rows, done: summaries(rows.done), attention: summaries(rows.attention) };
	};
}
