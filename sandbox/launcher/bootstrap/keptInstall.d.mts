export interface KeptInstall {
	readonly name: string;
	/** Begins the names of its log files and of what is kept. */
	readonly log: string;
	/** Where the checkout looks for it. */
	readonly folder: string;
	/** The folder of its lockfile. */
	readonly lockedBy: string;
	/** The package that has to be built. */
	readonly native: string;
	/** Whether the built package runs in a folder. */
	readonly proof: (folder: string) => Promise<boolean>;
}

export function keepFolder(environment: NodeJS.ProcessEnv): string;
export function bringUpKept(install: KeptInstall, keep?: string): Promise<void>;
