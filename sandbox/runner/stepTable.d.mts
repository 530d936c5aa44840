export type Count = 'passed' | 'failed' | 'skipped';

export interface StepResult extends Readonly<Record<Count, number>> {
	readonly step: { readonly name: string };
	readonly seconds: number;
	readonly isGood: boolean;
	readonly isCutOff: boolean;
}

export function stepTable(
	results: readonly StepResult[],
	whole: { readonly names: readonly string[]; readonly seconds: number },
): string;
export function totalOf(results: readonly StepResult[], kind: Count): number;
