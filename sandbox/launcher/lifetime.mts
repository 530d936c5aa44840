import { endWith } from './bootstrap/problem.mjs';
import type { Undo } from './localSandbox.mts';

export interface Lifetime extends Undo {
	/** Undoes everything that was added, latest first; later calls wait for the first. */
	end(): Promise<void>;
}

/** One broken step must not leave the others running. */
async function undoAll(steps: (() => Promise<void>)[]): Promise<void> {
	for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
		await step().catch((error: unknown) => console.error(String(error)));
	}
}

/**
 * Ends the process in order on Ctrl-C, on a closed terminal, and when the process that started it is gone.
 * Asked to end while something still starts: what was started so far is stopped.
 */
export function beginLifetime(): Lifetime {
	const steps: (() => Promise<void>)[] = [];
	let ending: Promise<void> | undefined;
	const end = async (): Promise<void> => await (ending ??= undoAll(steps));
	const leave = (): void => {
		if (ending !== undefined) return;
		console.log('\nStopping ...');
		void end().then(() => process.exit(0), endWith);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
	process.once('disconnect', leave);
	// A closed terminal makes every print fail; that must not stop the stopping.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
	return {
		end,
		add(step) {
			steps.push(step);
			// Something came up while the rest was being taken down.
			if (ending !== undefined) ending = ending.then(async () => await undoAll(steps));
		},
	};
}
