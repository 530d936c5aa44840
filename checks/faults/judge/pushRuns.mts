import type { JournalEntry } from '../../../sandbox/kit/journal.mts';
import type { ChannelName } from '../names.mts';
import type { LevelWrite } from './levels.mts';

/** A push to one channel, as n8n's record of the execution has it: who ran when, and with what. */
export interface PushRun {
	readonly channel: ChannelName;
	/** Milliseconds since the epoch. */
	readonly from: number;
	readonly to: number;
	/** By SKU: when QuickBooks answered with the level that came in, and whether the channel was found to show it already. */
	readonly levels: ReadonlyMap<string, PushedLevel>;
}

export interface PushedLevel {
	readonly asOf: number;
	readonly wasUnchanged: boolean;
	/** Channels whose open orders the run says that it could not read; null for a push that was cut off before it said so. */
	readonly unread?: readonly ChannelName[] | null;
}

/** A level that was in effect on a channel from then on by our doing: written, or compared and left as it is. */
export interface EffectiveLevel {
	readonly channel: ChannelName;
	readonly sku: string;
	readonly at: number;
	/** When the first of the reads began that the level is derived from. */
	readonly readsBegan: number;
	readonly isWrite: boolean;
	/** Channels whose orders the run, by its own record, could not read; every run that the write may belong to. Null where all of them were cut off. */
	readonly unread?: readonly ChannelName[] | null;
}

/** n8n's clock may differ so much from the services', milliseconds. */
const CLOCK_TOLERANCE = 100;
/** The moment that QuickBooks puts into an answer is so near the answer, milliseconds. */
const AS_OF_TOLERANCE = 1_500;

/**
 * The effective levels, sorted by time.
 * A write belongs to the push that ran then with its SKU. Of several pushes the one with the latest reads counts.
 * A push that n8n's crash cut off is among them. Where there is no record, the latest read of items before the write counts. Both choices count against the product.
 */
export function effectiveLevelsOf(
	writes: readonly LevelWrite[],
	runs: readonly PushRun[],
	itemReads: readonly JournalEntry[],
	listingReads: Readonly<Partial<Record<ChannelName, readonly JournalEntry[]>>> = {},
): EffectiveLevel[] {
	const readsOf = (asOf: number): number | null => nearestRead(itemReads, asOf);
	const written = writes.map(({ channel, sku, at, begunAt }): EffectiveLevel => {
		const owners = runs.filter(
			(run) => run.channel === channel && run.from - CLOCK_TOLERANCE <= begunAt && begunAt <= run.to + CLOCK_TOLERANCE,
		);
		const pushed = owners.flatMap(({ levels }) => levels.get(sku) ?? []);
		const began = pushed.map(({ asOf }) => readsOf(asOf) ?? begunAt);
		return {
			channel,
			sku,
			at,
			readsBegan: began.length === 0 ? latestReadBefore(itemReads, begunAt) : Math.max(...began),
			isWrite: true,
			...unreadIn(pushed),
		};
	});
	const left = runs.flatMap(({ channel, from, to, levels }) =>
		[...levels]
			.filter(([, { wasUnchanged }]) => wasUnchanged)
			.map(
				([sku, level]): EffectiveLevel => ({
					channel,
					sku,
					at: lastReadWithin(listingReads[channel] ?? [], from, to),
					readsBegan: readsOf(level.asOf) ?? to,
					isWrite: false,
					...unreadIn([level]),
				}),
			),
	);
	return [...written, ...left].toSorted((one, other) => one.at - other.at);
}

/** Only a channel that none of them could read excuses the level. */
function unreadIn(pushed: readonly PushedLevel[]): Pick<EffectiveLevel, 'unread'> {
	if (pushed.length > 0 && pushed.every(({ unread }) => unread === null)) return { unread: null };
	const unread = (pushed[0]?.unread ?? []).filter((name) =>
		pushed.every((level) => level.unread?.includes(name) === true),
	);
	return unread.length === 0 ? {} : { unread };
}

/** Null where QuickBooks' journal has no such read, whatever the record says. */
function nearestRead(itemReads: readonly JournalEntry[], asOf: number): number | null {
	const near = itemReads.filter(({ at, begunAt }) => asOf >= begunAt - AS_OF_TOLERANCE && asOf <= at + AS_OF_TOLERANCE);
	const [nearest] = near.toSorted((one, other) => Math.abs(one.at - asOf) - Math.abs(other.at - asOf));
	return nearest?.begunAt ?? null;
}

/** A push that has other channels to wait for ends long after it compared one: no later than the last answer that anybody got there meanwhile. */
function lastReadWithin(listingReads: readonly JournalEntry[], from: number, to: number): number {
	const within = listingReads.filter(
		({ begunAt, at }) => begunAt >= from - CLOCK_TOLERANCE && at <= to + CLOCK_TOLERANCE,
	);
	return within.length === 0 ? to : Math.min(to, Math.max(...within.map(({ at }) => at)));
}

function latestReadBefore(itemReads: readonly JournalEntry[], moment: number): number {
	return itemReads.filter(({ at }) => at <= moment).at(-1)?.begunAt ?? moment;
}

/** The 95th percentile of the time from the first read to the write, milliseconds; 0 where nothing was written. */
export function windowOf(effectiveLevels: readonly EffectiveLevel[]): number {
	const widths = effectiveLevels
		.filter(({ isWrite }) => isWrite)
		.map(({ at, readsBegan }) => at - readsBegan)
		.sort((one, other) => one - other);
	return widths[Math.max(0, Math.ceil(widths.length * 0.95) - 1)] ?? 0;
}
