import type { Command } from './stepProcess.mjs';
import type { Count } from './stepTable.mjs';

export interface TestStep extends Command {
	readonly group?: string;
	readonly needsN8n?: boolean;
	readonly needsBuild?: boolean;
	/** Where the step's own runner leaves what it counted. */
	readonly report?: string;
	readonly count?: () => object;
}

export type Verdict = Readonly<Record<Count, number>> & { readonly isGood: boolean };

export const stages: readonly (readonly (readonly TestStep[])[])[];
export const steps: readonly TestStep[];
export function stagesOf(names: readonly string[]): TestStep[][][];
export function isCalled(step: TestStep, wanted: string): boolean;
export function verdictOf(step: TestStep, how: { readonly code: number; readonly mustNotSkip: boolean }): Verdict;
export function clearReports(): void;
