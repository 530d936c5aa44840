import type { OrderFile } from './history.mts';
import type { Fault, Finding } from './judge/findings.mts';
import type { Verdict } from './judge/verdict.mts';
import type { World } from './world.mts';

export interface Summary extends Readonly<Record<Fault, number>> {
	readonly orders: number;
	readonly documents: number;
	readonly needsAttention: number;
	readonly seed: number;
}

export function summaryOf(
	seed: number,
	files: readonly OrderFile[],
	{ findings, documents, needsAttention }: Verdict,
): Summary {
	const count = (fault: Fault): number => findings.filter((finding) => finding.fault === fault).length;
	return {
		orders: files.length,
		documents,
		offByACent: count('offByACent'),
		missing: count('missing'),
		duplicates: count('duplicates'),
		needsAttention,
		quantityErrors: count('quantityErrors'),
		seed,
	};
}

/** The world that the seed chose, then each offender with its whole story. */
export function reportLines(seed: number, { company, forms }: World, { findings }: Verdict): string[] {
	const world = [
		`seed ${seed}: ${company.country} ${JSON.stringify({ ...company.settings, lateStarts: company.lateStarts, closing: company.closing })}`,
		...Object.entries(forms).map(([channel, form]) => `  ${channel}: ${JSON.stringify(form)}`),
	];
	const files = [...new Set(findings.map(({ file }) => file))];
	return [
		...world,
		...files.flatMap((file) =>
			offender(
				seed,
				file,
				findings.filter((finding) => finding.file === file),
			),
		),
	];
}

function offender(seed: number, file: OrderFile | null, findings: readonly Finding[]): string[] {
	const where = file === null ? `seed ${seed}` : `seed ${seed}, ${file.channel} order ${file.orderId}`;
	return [
		...findings.map(({ fault, what }) => `${fault} (${where}): ${what}`),
		...(file === null ? [] : storyOf(file)),
	];
}

function storyOf(file: OrderFile): string[] {
	const latest = file.versions.at(-1);
	return [
		...file.story.map((act) => `    ${act}`),
		...file.outcomes.map((outcome) => `    outcome ${JSON.stringify(outcome)}`),
		`    state ${latest?.state ?? 'never shown'}`,
		`    truth ${JSON.stringify(latest?.truth)}`,
		`    read ${JSON.stringify(latest?.read)}`,
	];
}
