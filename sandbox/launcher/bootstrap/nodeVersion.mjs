import { Problem } from './problem.mjs';

/** Throws a Problem where the sandbox cannot run. */
export function checkMachine() {
	if (process.platform === 'win32')
		throw new Problem('The sandbox runs on Linux and macOS; on Windows start it inside WSL.');
	const major = Number(process.versions.node.split('.')[0]);
	if (major < 20) throw new Problem(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
}
