import type { Checked } from './checkFaults.mts';
import { MUST_BE_ZERO, type Finding } from './judge/findings.mts';
import type { Reason } from './judge/oversold.mts';
import type { JudgedOversale } from './oversales.mts';

/** The last line of the check. */
export type Summary = ReturnType<typeof summaryOf>;

export function summaryOf({ world, quiet, oversales, unprotected, windowMs }: Checked) {
	const count = (figure: Finding['figure']): number =>
		quiet.findings.filter((finding) => finding.figure === figure).length;
	const units = (reason: Reason): number => unitsOf(oversales.filter((oversale) => oversale.reason === reason));
	return {
		orders: world.wish.orders,
		kills: world.diary.kills,
		faults: world.diary.faults,
		lostOrders: count('lostOrders'),
		duplicateDocuments: count('duplicateDocuments'),
		wrongTotals: count('wrongTotals'),
		stockMismatches: count('stockMismatches'),
		oversoldUnits: units('oversoldUnits'),
		oversoldInWindow: units('oversoldInWindow'),
		windowMs,
		oversoldUnitsWithoutHoldBack: unprotected === null ? null : unitsOf(unprotected),
		oversoldInOutage: units('oversoldInOutage'),
		races: units('races'),
		secondsToQuiet: quiet.seconds,
		seed: world.wish.seed,
	};
}

function unitsOf(oversales: readonly JudgedOversale[]): number {
	return oversales.reduce((sum, { units }) => sum + units, 0);
}

export function isGood(summary: Summary): boolean {
	return MUST_BE_ZERO.every((figure) => summary[figure] === 0);
}

/** What is wrong, thing by thing; with the whole story where something must not be so. */
export function reportLines(checked: Checked): string[] {
	const { world, quiet, oversales, unprotected } = checked;
	const found = quiet.findings.map(({ figure, what }) => `${figure}: ${what}`);
	const oversold = [
		...oversales.map((one) => `${one.reason}: ${wordsOf(one)}`),
		...(unprotected ?? []).map((one) => `without hold-back: ${wordsOf(one)}`),
	];
	return [...(isGood(summaryOf(checked)) ? [] : world.diary.story.map((line) => `    ${line}`)), ...found, ...oversold];
}

function wordsOf({ sale, units, earlier }: JudgedOversale): string {
	const why =
		earlier === null
			? 'its level was wrong'
			: `${earlier.where} ${earlier.orderId ?? 'count'} at ${clock(earlier.at)} had ${earlier.kind === 'back' ? 'put it back on sale, owed elsewhere' : 'used it up'}`;
	return `${units} of ${sale.sku} on ${sale.where}, order ${sale.orderId ?? ''} at ${clock(sale.at)}: ${why}`;
}

function clock(at: number): string {
	return new Date(at).toISOString().slice(11, 23);
}
