import type { OrderHistory } from './orderHistory.mts';
import type { Fault, Finding } from './judge/findings.mts';
import type { Verdict } from './judge/verdict.mts';
import type { Environment } from './environment.mts';

export interface Summary extends Readonly<Record<Fault, number>> {
	readonly orders: number;
	readonly documents: number;
	readonly needsAttention: number;
	readonly seed: number;
}

export function summaryOf(
	seed: number,
	histories: readonly OrderHistory[],
	{ findings, documents, needsAttention }: Verdict,
): Summary {
	const count = (fault: Fault): number => findings.filter((finding) => finding.fault === fault).length;
	return {
		orders: histories.length,
		documents,
		offByACent: count('offByACent'),
		missing: count('missing'),
		duplicates: count('duplicates'),
		needsAttention,
		quantityErrors: count('quantityErrors'),
		accountErrors: count('accountErrors'),
		seed,
	};
}

/** The company and the forms that the seed chose, then each order with findings and its whole history. */
export function reportLines(seed: number, { company, forms }: Environment, { findings }: Verdict): string[] {
	const environment = [
		`seed ${seed}: ${company.country} ${JSON.stringify({ ...company.settings, lateStarts: company.lateStarts, closing: company.closing })}`,
		...Object.entries(forms).map(([channel, form]) => `  ${channel}: ${JSON.stringify(form)}`),
	];
	const histories = [...new Set(findings.map(({ history }) => history))];
	return [
		...environment,
		...histories.flatMap((history) =>
			findingLines(
				seed,
				history,
				findings.filter((finding) => finding.history === history),
			),
		),
	];
}

function findingLines(seed: number, history: OrderHistory | null, findings: readonly Finding[]): string[] {
	const where = history === null ? `seed ${seed}` : `seed ${seed}, ${history.channel} order ${history.orderId}`;
	return [
		...findings.map(({ fault, what }) => `${fault} (${where}): ${what}`),
		...(history === null ? [] : eventLines(history)),
	];
}

function eventLines(history: OrderHistory): string[] {
	const latest = history.versions.at(-1);
	return [
		...history.events.map((action) => `    ${action}`),
		...history.outcomes.map((outcome) => `    outcome ${JSON.stringify(outcome)}`),
		`    state ${latest?.state ?? 'never shown'}`,
		`    truth ${JSON.stringify(latest?.truth)}`,
		`    read ${JSON.stringify(latest?.read)}`,
	];
}
