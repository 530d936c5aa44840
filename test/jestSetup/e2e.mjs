import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../sandbox/launcher/main.mts', import.meta.url));
/** The same as in test/support/e2e.ts. */
const portBase = 4400;

/** Starts the whole sandbox with empty data: the four services, a real n8n with the package, the templates published. */
export default async function startSandbox() {
	const child = fork(launcher, ['--fresh', '--port-base', String(portBase), '--data-folder', '.local/e2e']);
	globalThis.endSandbox = async () => await end(child);
	await new Promise((resolve, reject) => {
		child.once('message', resolve);
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
