export interface LongStep {
	/** What it does, for the progress line: "installing n8n". */
	readonly what: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Name of the log file, without ending. */
	readonly log: string;
	/** What stands behind the seconds in the progress line, from the log of what the command said so far. */
	readonly tellMore?: (logPath: string) => string;
}

export function runLong(step: LongStep): Promise<void>;
