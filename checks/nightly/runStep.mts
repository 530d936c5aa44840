import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { dotFolder, node24, root } from '../../sandbox/launcher/bootstrap/folders.mjs';
import type { Step } from './steps.mts';

const folder = join(dotFolder, 'nightly');
/** A step that is told to end has so long to stop what it started, milliseconds. */
const GRACE = 60_000;

export interface StepResult {
	readonly isGood: boolean;
	readonly seconds: number;
	/** Somebody ended the night by a signal. */
	readonly wasStopped: boolean;
	/** With the figures and the seed. */
	readonly lastLine: string;
	/** Everything that the step printed. */
	readonly log: string;
}

/** Runs one step. Its output goes to a log file. */
export async function runStep({ name, args, environment, minutes }: Step): Promise<StepResult> {
	mkdirSync(folder, { recursive: true });
	const log = join(folder, `${name.replace(/\W+/g, '-')}.log`);
	const output = createWriteStream(log);
	const begun = Date.now();
	const child = spawn(node24, args, {
		cwd: root,
		env: { ...process.env, ...environment, PATH: `${dirname(node24)}${delimiter}${process.env.PATH ?? ''}` },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.pipe(output, { end: false });
	child.stderr.pipe(output, { end: false });
	const limit = setTimeout(() => {
		output.write(`\nThe step did not end in ${minutes} minutes.\n`);
		child.kill('SIGTERM');
	}, minutes * 60_000);
	const lastLimit = setTimeout(() => child.kill('SIGKILL'), minutes * 60_000 + GRACE);
	let wasStopped = false;
	const stop = (): void => {
		wasStopped = true;
		child.kill('SIGTERM');
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
	const code = await new Promise<number | null>((resolve) => {
		child.once('error', () => resolve(null));
		child.once('close', (exit) => resolve(exit));
	});
	process.off('SIGINT', stop).off('SIGTERM', stop);
	clearTimeout(limit);
	clearTimeout(lastLimit);
	output.end();
	await finished(output);
	const seconds = Math.round((Date.now() - begun) / 1000);
	return { isGood: code === 0, wasStopped, seconds, lastLine: lastLineOf(log), log };
}

function lastLineOf(log: string): string {
	const lines = readFileSync(log, 'utf8').split('\n');
	return lines.findLast((line) => line.startsWith('{')) ?? lines.findLast((line) => line.trim() !== '') ?? '';
}
