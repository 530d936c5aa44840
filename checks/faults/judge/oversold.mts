import type { Outage, StockEvent } from '../diary.mts';
import type { ServiceName } from '../names.mts';
import { hadToRefuse, putBackAndSold, usedUpBy, type Oversale, type Told } from './available.mts';
import type { Stand } from './pushRuns.mts';

/** Why a unit could be sold that nobody had: docs/guides/check-faults.md says it in words. */
export type Reason = 'oversoldUnits' | 'oversoldInWindow' | 'oversoldInOutage' | 'races';

/** What the services saw of us. All moments in milliseconds since the epoch. */
export interface Sight {
	/** In time; of every channel and SKU. */
	readonly stands: readonly Stand[];
	/** Reads that succeeded, by when they began: of orders on a channel, of items in QuickBooks. */
	readonly reads: Readonly<Record<ServiceName, readonly number[]>>;
	/** Answers that were no success, and cut connections. */
	readonly failures: Readonly<Record<ServiceName, readonly number[]>>;
	readonly outages: readonly Outage[];
	readonly windowMs: number;
}

export interface Judged {
	readonly reason: Reason;
	/** What used the units up after the level was read, or put units on the shelf that are owed elsewhere; null where the level itself was wrong. */
	readonly earlier: StockEvent | null;
}

/** What every shop shows before we have written anything. */
const FROM_THE_START: Told & Pick<Stand, 'unread'> = { readsBegan: 0, at: 0 };

export function judgeOversale(oversale: Oversale, sight: Sight): Judged {
	const { sale } = oversale;
	const own = sight.stands.filter(({ channel, sku }) => channel === sale.where && sku === sale.sku);
	const told = own.filter(({ at }) => at <= sale.at).at(-1) ?? FROM_THE_START;
	const earlier = [usedUpBy(oversale, told), putBackAndSold(oversale, told)].filter((event) => event !== null);
	if (earlier.length === 0 || hadToRefuse(oversale, told))
		return { reason: wasBlind(oversale, told, sight) ? 'oversoldInOutage' : 'oversoldUnits', earlier: null };
	const isUnderWay = own.some(({ readsBegan, at, isWrite }) => isWrite && readsBegan <= sale.at && sale.at <= at);
	const judged = earlier.map(
		(event): Judged => ({
			reason: isUnderWay || event.at <= told.at ? 'oversoldInWindow' : sinceRead(sale, event, sight),
			earlier: event,
		}),
	);
	return judged.toSorted(
		(one, other) => AGAINST_US.indexOf(one.reason) - AGAINST_US.indexOf(other.reason),
	)[0] as Judged;
}

/** Where two events explain a sale, the reason that counts more against the product is taken. */
const AGAINST_US: readonly Reason[] = ['oversoldUnits', 'oversoldInWindow', 'oversoldInOutage', 'races'];

/**
 * Whether the level was too high only by what a channel had sold whose orders could not be read: the run says so, and the channel's journal has the
 * failure, or it was down, which leaves nothing in a journal. What is known is taken off all the same, since not to write would leave the shop with more.
 */
function wasBlind(oversale: Oversale, told: Told & Pick<Stand, 'unread'>, { failures, outages }: Sight): boolean {
	const wasDown = (name: ServiceName): boolean =>
		outages.some((outage) => outage.of === name && outage.from <= told.at && outage.to >= told.readsBegan);
	const blind = (told.unread ?? []).filter(
		(name) => wasDown(name) || failures[name].some((at) => at >= told.readsBegan && at <= told.at),
	);
	const seen = oversale.history.filter(({ where }) => !blind.some((name) => name === where));
	return blind.length > 0 && !hadToRefuse({ ...oversale, history: seen }, told);
}

/** The shop's level is older than the earlier event: did we read that in time? */
function sinceRead(sale: StockEvent, earlier: StockEvent, sight: Sight): Reason {
	const [first] = sight.reads[earlier.where]
		.filter((began) => began >= earlier.at && began <= sale.at)
		.toSorted((one, other) => one - other);
	if (first === undefined) return 'races';
	if (sale.at <= first + sight.windowMs) return 'oversoldInWindow';
	return wasHindered([sale.where, earlier.where], { from: first, to: sale.at }, sight)
		? 'oversoldInOutage'
		: 'oversoldUnits';
}

/** Whether n8n, QuickBooks or one of the two channels was out of reach or failed in that time. */
function wasHindered(
	services: readonly ServiceName[],
	{ from, to }: { readonly from: number; readonly to: number },
	{ failures, outages }: Sight,
): boolean {
	const concerned: readonly (ServiceName | 'n8n')[] = ['n8n', 'quickbooks', ...services];
	const wasDown = outages.some((outage) => concerned.includes(outage.of) && outage.from <= to && outage.to >= from);
	return (
		wasDown || ['quickbooks' as const, ...services].some((name) => failures[name].some((at) => at >= from && at <= to))
	);
}
