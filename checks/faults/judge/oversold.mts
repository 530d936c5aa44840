import type { Outage, StockEvent } from '../eventLog.mts';
import type { ServiceName } from '../names.mts';
import { hadToRefuse, restockedAndSold, usedUpBy, type Oversale, type LevelTiming } from './available.mts';
import type { EffectiveLevel } from './pushRuns.mts';

/** Why a unit could be sold that nobody had: docs/guides/check-faults.md says it in words. */
export type Reason = 'oversoldUnits' | 'oversoldInWindow' | 'oversoldInOutage' | 'races';

/** What the services' journals and n8n's record show. All moments are milliseconds since the epoch. */
export interface Evidence {
	/** Of every channel and SKU, sorted by time. */
	readonly effectiveLevels: readonly EffectiveLevel[];
	/** Reads that succeeded, by when they began: of orders on a channel, of items in QuickBooks. */
	readonly reads: Readonly<Record<ServiceName, readonly number[]>>;
	/** Requests that had no success, or whose connection was cut, from when they came in to their end: one that hangs keeps us waiting. */
	readonly failures: Readonly<Record<ServiceName, readonly Span[]>>;
	readonly outages: readonly Outage[];
	readonly windowMs: number;
}

export interface Span {
	readonly from: number;
	readonly to: number;
}

export interface Judged {
	readonly reason: Reason;
	/** The event that used the units up after the level was read, or that restocked units which are owed elsewhere. Null where the level itself was wrong. */
	readonly earlier: StockEvent | null;
}

/** What every shop shows before we have written anything. */
const INITIAL_LEVEL: LevelTiming & Pick<EffectiveLevel, 'unread'> = { readsBegan: 0, at: 0 };

export function judgeOversale(oversale: Oversale, evidence: Evidence): Judged {
	const { sale } = oversale;
	const own = evidence.effectiveLevels.filter(({ channel, sku }) => channel === sale.where && sku === sale.sku);
	const timing = own.filter(({ at }) => at <= sale.at).at(-1) ?? INITIAL_LEVEL;
	const earlier = [usedUpBy(oversale, timing), restockedAndSold(oversale, timing)].filter((event) => event !== null);
	if (earlier.length === 0 || hadToRefuse(oversale, timing))
		return {
			reason: missedUnreadSales(oversale, timing, evidence) ? 'oversoldInOutage' : 'oversoldUnits',
			earlier: null,
		};
	const isUnderWay = own.some(({ readsBegan, at, isWrite }) => isWrite && readsBegan <= sale.at && sale.at <= at);
	const judged = earlier.map(
		(event): Judged => ({
			reason: isUnderWay || event.at <= timing.at ? 'oversoldInWindow' : reasonAfterRead(sale, event, evidence),
			earlier: event,
		}),
	);
	return judged.toSorted(
		(one, other) => WORST_FIRST.indexOf(one.reason) - WORST_FIRST.indexOf(other.reason),
	)[0] as Judged;
}

/** Where two events explain a sale, the reason that counts more against the product is taken. */
const WORST_FIRST: readonly Reason[] = ['oversoldUnits', 'oversoldInWindow', 'oversoldInOutage', 'races'];

/**
 * Whether the level was too high only by the sales of a channel whose orders could not be read.
 * The run's record has to say so, and the channel's journal has to show the failure; a channel that was down has no journal entry.
 * A run that was cut off said nothing: then the journal alone decides, by sales after which nobody of us has read the channel.
 * The known sales are taken off all the same, since the shop would show more without the write.
 */
function missedUnreadSales(
	oversale: Oversale,
	timing: LevelTiming & Pick<EffectiveLevel, 'unread'>,
	{ failures, outages, reads }: Evidence,
): boolean {
	const wasDown = (name: ServiceName): boolean =>
		outages.some((outage) => outage.of === name && outage.from <= timing.at && outage.to >= timing.readsBegan);
	const isTroubled = (name: ServiceName): boolean =>
		wasDown(name) || failures[name].some(meets({ from: timing.readsBegan, to: timing.at }));
	const wasRead = ({ where, at }: StockEvent): boolean =>
		reads[where].some((began) => began >= at && began <= timing.at);
	const { unread = [] } = timing;
	const isUnseen = (event: StockEvent): boolean =>
		event.where !== 'quickbooks' &&
		isTroubled(event.where) &&
		(unread === null ? !wasRead(event) : unread.includes(event.where));
	const seen = oversale.earlierEvents.filter((event) => !isUnseen(event));
	return seen.length < oversale.earlierEvents.length && !hadToRefuse({ ...oversale, earlierEvents: seen }, timing);
}

/** The shop's level is older than the earlier event. The reason depends on when the product read that event. */
function reasonAfterRead(sale: StockEvent, earlier: StockEvent, evidence: Evidence): Reason {
	const [first] = evidence.reads[earlier.where]
		.filter((began) => began >= earlier.at && began <= sale.at)
		.toSorted((one, other) => one - other);
	if (first === undefined) return 'races';
	if (sale.at <= first + evidence.windowMs) return 'oversoldInWindow';
	return wasPrevented([sale.where, earlier.where], { from: first, to: sale.at }, evidence)
		? 'oversoldInOutage'
		: 'oversoldUnits';
}

/** Whether n8n, QuickBooks or one of the two channels was out of reach or failed in that time. */
function wasPrevented(services: readonly ServiceName[], { from, to }: Span, { failures, outages }: Evidence): boolean {
	const concerned: readonly (ServiceName | 'n8n')[] = ['n8n', 'quickbooks', ...services];
	const wasDown = outages.some((outage) => concerned.includes(outage.of) && outage.from <= to && outage.to >= from);
	return wasDown || ['quickbooks' as const, ...services].some((name) => failures[name].some(meets({ from, to })));
}

function meets({ from, to }: Span): (span: Span) => boolean {
	return (span) => span.from <= to && span.to >= from;
}
