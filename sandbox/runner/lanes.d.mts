export interface Begun<Outcome> {
	readonly ended: Promise<Outcome>;
	end(): void;
}
export type Start<Step, Outcome> = (step: Step) => Begun<Outcome>;
export type Result<Step, Outcome> = Outcome & { readonly step: Step; readonly isCutOff: boolean };
export type Lanes<Step> = readonly (readonly Step[])[];

export function runLanes<Step, Outcome extends { readonly isGood: boolean }>(
	lanes: Lanes<Step>,
	start: Start<Step, Outcome>,
	stopped?: AbortSignal,
): Promise<Result<Step, Outcome>[]>;

export function runStages<Step, Outcome extends { readonly isGood: boolean }>(
	stages: readonly Lanes<Step>[],
	start: (lanes: Lanes<Step>) => Start<Step, Outcome>,
	stopped?: AbortSignal,
): Promise<Result<Step, Outcome>[]>;
