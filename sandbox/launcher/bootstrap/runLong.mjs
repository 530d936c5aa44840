import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logFolder } from './folders.mjs';
import { Problem } from './problem.mjs';
import { showProgress } from './progressLine.mjs';

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const noNetwork =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network request/;

/**
 * Runs a command that may take minutes: its output goes to a log file, one line says that it is still alive, and with `tellMore` how
 * far it is. Throws a Problem that names the log when it fails.
 * @param {{ what: string, command: string, args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv, log: string, tellMore?: (logPath: string) => string }} step
 */
export async function runLong({ what, command, args, cwd, env = process.env, log, tellMore = () => '' }) {
	const logFile = openLog(log);
	const begun = Date.now();
	const elapsed = () => `${Math.round((Date.now() - begun) / 1000)} s`;
	const progress = showProgress(() => `  ${what} ... ${elapsed()}${tellMore(logFile.path)}`);
	const code = await run({ command, args, cwd, env, output: logFile.stream }).finally(progress.end);
	if (endSignals.includes(code)) throw new Problem(`Stopped while ${what} was going on; the next start does it again.`);
	if (code !== 0) throw new Problem(explain(what, logFile.path, code));
	console.log(`  ${what}: done in ${elapsed()}`);
}

function openLog(name) {
	mkdirSync(logFolder, { recursive: true });
	const path = join(logFolder, `${name}.log`);
	return { path, stream: createWriteStream(path, { fd: openSync(path, 'w') }) };
}

function run({ command, args, cwd, env, output }) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		const stop = () => child.kill();
		for (const signal of endSignals) process.on(signal, stop);
		child.once('close', () => endSignals.forEach((signal) => process.off(signal, stop)));
		child.stdout.pipe(output, { end: false });
		child.stderr.pipe(output, { end: false });
		child.once('error', (error) => output.end(String(error), () => resolve(error.code)));
		child.once('close', (code, signal) => output.end(() => resolve(code ?? signal)));
	});
}

function explain(what, logPath, code) {
	const log = readFileSync(logPath, 'utf8').replace(/^npm http .*$/gm, '');
	if (noNetwork.test(log))
		return `No network: ${what} could not reach the package registry. Connect and start again (details: ${logPath}).`;
	const reason = log.split('\n').find((line) => /error|ENOSPC|ENOENT/i.test(line)) ?? `it ended with ${code}`;
	return `${what} failed: ${reason.trim()} (details: ${logPath}).`;
}
