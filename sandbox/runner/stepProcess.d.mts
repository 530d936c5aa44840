export interface Command {
	readonly name: string;
	readonly command: readonly string[];
	readonly env?: NodeJS.ProcessEnv;
}

export function startProcess(
	step: Command,
	how: { readonly isAlone: boolean },
): {
	readonly ended: Promise<{ readonly code: number; readonly output: string; readonly log: string | undefined }>;
	end(): void;
};
