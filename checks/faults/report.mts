import type { CheckResult } from './checkFaults.mts';
import { MUST_BE_ZERO, type Finding } from './judge/findings.mts';
import type { Reason } from './judge/oversold.mts';
import type { JudgedOversale } from './oversales.mts';

/** The last line of the check. */
export type Summary = ReturnType<typeof summaryOf>;

export function summaryOf({ environment, convergence, oversales, windowMs }: CheckResult) {
	const count = (figure: Finding['figure']): number =>
		convergence.findings.filter((finding) => finding.figure === figure).length;
	const units = (reason: Reason): number => unitsOf(oversales.filter((oversale) => oversale.reason === reason));
	return {
		orders: environment.options.orders,
		kills: environment.eventLog.kills,
		faults: [...environment.eventLog.faults.values()].reduce((sum, times) => sum + times, 0),
		lostOrders: count('lostOrders'),
		duplicateDocuments: count('duplicateDocuments'),
		wrongTotals: count('wrongTotals'),
		stockMismatches: count('stockMismatches'),
		oversoldUnits: units('oversoldUnits'),
		oversoldInWindow: units('oversoldInWindow'),
		windowMs,
		oversoldInOutage: units('oversoldInOutage'),
		races: units('races'),
		secondsToQuiet: convergence.seconds,
		seed: environment.options.seed,
	};
}

function unitsOf(oversales: readonly JudgedOversale[]): number {
	return oversales.reduce((sum, { units }) => sum + units, 0);
}

export function isGood(summary: Summary): boolean {
	return MUST_BE_ZERO.every((figure) => summary[figure] === 0);
}

/** What is wrong, finding by finding. The whole event log comes first where a figure must be zero and is not. */
export function reportLines(result: CheckResult): string[] {
	const { environment, convergence, oversales } = result;
	const found = convergence.findings.map(({ figure, what }) => `${figure}: ${what}`);
	const oversold = oversales.map((one) => `${one.reason}: ${describeOversale(one)}`);
	const drawn = [...environment.eventLog.faults].toSorted().map(([kind, times]) => `${kind} ${times}`);
	return [
		`  faults: ${drawn.join(', ') || 'none'}`,
		...(isGood(summaryOf(result)) ? [] : environment.eventLog.messages.map((line) => `    ${line}`)),
		...found,
		...oversold,
	];
}

function describeOversale({ sale, units, earlier }: JudgedOversale): string {
	const why =
		earlier === null
			? 'its level was wrong'
			: `${earlier.where} ${earlier.orderId ?? 'count'} at ${timeOfDay(earlier.at)} had ${earlier.kind === 'back' ? 'put it back on sale, owed elsewhere' : 'used it up'}`;
	return `${units} of ${sale.sku} on ${sale.where}, order ${sale.orderId ?? ''} at ${timeOfDay(sale.at)}: ${why}`;
}

function timeOfDay(at: number): string {
	return new Date(at).toISOString().slice(11, 23);
}
