import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { logFolder, node24, root } from '../launcher/bootstrap/folders.mjs';

const guard = fileURLToPath(new URL('stepGuard.mjs', import.meta.url));
/** A sandbox takes down its n8n and its services in this time, milliseconds. */
const grace = 30_000;

/**
 * Starts a command in a process group of its own. Its output goes to the terminal when it `isAlone`, else to a log file.
 * `ended` resolves with its exit code when the whole group is gone; `end` asks the group to end, and kills what stays.
 * @param {{ name: string, command: readonly string[], env?: NodeJS.ProcessEnv }} step
 * @param {{ isAlone: boolean }} how
 */
export function startProcess({ name, command, env }, { isAlone }) {
	const log = isAlone ? null : openLog(name);
	const output = log?.file ?? 'inherit';
	const child = spawn(process.execPath, [guard, String(grace), ...command], {
		cwd: root,
		detached: true,
		env: { ...environment(isAlone), ...env },
		stdio: ['ignore', output, output, 'ipc'],
	});
	if (log !== null) closeSync(log.file);
	const exit = new Promise((resolve) => {
		child.once('error', () => resolve(1));
		child.once('exit', (code) => resolve(code ?? 1));
	});
	return {
		ended: exit.then(async (code) => {
			await groupIsGone(child.pid);
			return { code, output: log === null ? '' : readFileSync(log.path, 'utf8'), log: log?.path };
		}),
		end: () => signalGroup(child.pid, 'SIGTERM'),
	};
}

/** Node 24 first. A step that writes to a file keeps the colours of the terminal that it is shown on. */
function environment(isAlone) {
	const colours = !isAlone && process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {};
	return { ...process.env, ...colours, PATH: `${dirname(node24)}${delimiter}${process.env.PATH}` };
}

function openLog(name) {
	mkdirSync(logFolder, { recursive: true });
	const path = join(logFolder, `test-${name.replaceAll(' ', '-')}.log`);
	return { path, file: openSync(path, 'w') };
}

async function groupIsGone(pid) {
	for (const end = Date.now() + grace; signalGroup(pid, 0); await wait(100)) {
		if (Date.now() > end) return void signalGroup(pid, 'SIGKILL');
	}
}

/** False when no process of the group is left. */
function signalGroup(pid, signal) {
	try {
		return pid !== undefined && process.kill(-pid, signal);
	} catch (error) {
		return error.code === 'EPERM';
	}
}
