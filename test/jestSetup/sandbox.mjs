import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../sandbox/launcher/main.mts', import.meta.url));

/**
 * Starts the whole sandbox with empty data and returns the address of its supervisor; `globalThis.endSandbox` ends it.
 * @param {readonly string[]} args
 * @returns {Promise<string>}
 */
export async function startSandbox(args) {
	const child = fork(launcher, ['--fresh', ...args]);
	globalThis.endSandbox = async () => await end(child);
	return await new Promise((resolve, reject) => {
		child.once('message', ({ supervisor }) => resolve(supervisor));
		child.once('exit', (code) =>
			reject(new Error(`The sandbox did not start (code ${code}); its reason stands above.`)),
		);
	});
}

async function end(child) {
	if (child.exitCode !== null) return;
	await new Promise((resolve) => {
		child.once('exit', resolve);
		child.kill('SIGTERM');
	});
}
