import { spawn, spawnSync } from 'node:child_process';
import { node24, root } from './folders.mjs';

/**
 * Runs the second half under Node 24 and ends with its exit code. The half gets every signal that comes here,
 * and an IPC channel whose closing tells it that this process is gone.
 * @param {string} script
 * @param {readonly string[]} args
 */
export async function handOver(script, args) {
	const child = spawn(node24, [script, ...args], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	const orphanCheck = watchParent(() => child.kill('SIGTERM'));
	const [code, signal] = await new Promise((resolve) => child.once('exit', (...end) => resolve(end)));
	clearInterval(orphanCheck);
	process.exit(code ?? (signal === null ? 1 : 128));
}

/** npm that was killed takes no children along; started by hand, in the background, a new parent is no reason to stop. */
function watchParent(onOrphaned) {
	if (process.env.npm_lifecycle_event === undefined) return undefined;
	const parent = process.ppid;
	const npm = npmBehind(parent);
	return setInterval(() => {
		if (process.ppid !== parent || !isAlive(npm)) onOrphaned();
	}, 1000);
}

/** npm runs scripts in a shell, and some shells stay between the two. */
function npmBehind(parent) {
	const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(parent)], { encoding: 'utf8' });
	const [, grandparent, command] = /^\s*(\d+)\s+(\S+)/.exec(stdout ?? '') ?? [];
	return /(^|\/)(sh|dash|bash|zsh)$/.test(command ?? '') ? Number(grandparent) : parent;
}

function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error.code === 'EPERM';
	}
}
