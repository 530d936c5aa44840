import type { Begun } from './lanes.mjs';
import type { TestStep, Verdict } from './testSteps.mjs';

export interface LaneTelling {
	readonly isAlone: boolean;
	begin(name: string): void;
	end(step: { readonly name: string; readonly output: string; readonly closing: string }): void;
}

export function startStep(step: TestStep, telling: LaneTelling): Begun<Verdict & { readonly seconds: number }>;
