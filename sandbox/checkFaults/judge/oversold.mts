import type { Outage } from '../diary.mts';
import type { ServiceName } from '../names.mts';
import type { Oversale } from './available.mts';
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

export function reasonOf({ sale, usedUpBy }: Oversale, sight: Sight): Reason {
	const [earlier, sold] = [usedUpBy?.at ?? 0, sale.at];
	const own = sight.stands.filter(({ channel, sku }) => channel === sale.where && sku === sale.sku);
	const last = own.filter(({ at }) => at <= sold).at(-1);
	if (last !== undefined && last.readsBegan >= earlier) return 'oversoldUnits';
	const contains = (moment: number): boolean => own.some(({ readsBegan, at, isWrite }) => isWrite && readsBegan <= moment && moment <= at);
	if (contains(sold) || (last?.isWrite === true && last.readsBegan <= earlier && earlier <= last.at)) return 'oversoldInWindow';
	const seen = sight.reads[usedUpBy?.where ?? 'quickbooks'].filter((began) => began >= earlier && began <= sold);
	const [first] = seen.toSorted((one, other) => one - other);
	if (first === undefined) return 'races';
	if (sold <= first + sight.windowMs) return 'oversoldInWindow';
	return wasHindered([sale.where, usedUpBy?.where ?? 'quickbooks'], { from: first, to: sold }, sight) ? 'oversoldInOutage' : 'oversoldUnits';
}

/** Whether n8n, QuickBooks or one of the two channels was out of reach or failed in that time. */
function wasHindered(services: readonly ServiceName[], { from, to }: { readonly from: number; readonly to: number }, { failures, outages }: Sight): boolean {
	const concerned: readonly (ServiceName | 'n8n')[] = ['n8n', 'quickbooks', ...services];
	const wasDown = outages.some((outage) => concerned.includes(outage.of) && outage.from <= to && outage.to >= from);
	return wasDown || ['quickbooks' as const, ...services].some((name) => failures[name].some((at) => at >= from && at <= to));
}
