import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { QBO_SYNC_E2E_USE: use = 'e2e', QBO_SYNC_BACKLOG: backlog = '300' } = process.env;
const launcher = fileURLToPath(new URL('../../sandbox/launcher/main.mts', import.meta.url));

/**
 * Starts the whole sandbox with empty data: the four services, a real n8n with the package, the templates published, whose triggers poll
 * six times a minute. Every test file gets as globals: `supervisorUrl`, its address, and `backlogOrders`, the length of the backlog, which
 * QBO_SYNC_BACKLOG sets. QBO_SYNC_E2E_USE (e2e or e2e-2) chooses the ports and the data: two n8n can run tests side by side.
 */
export default async function startSandbox(_globalConfig, projectConfig) {
	const child = fork(launcher, ['--fresh', '--fast-polls', '--use', use]);
	globalThis.endSandbox = async () => await end(child);
	const { supervisor } = await new Promise((resolve, reject) => {
		child.once('message', resolve);
		child.once('exit', (code) =>
			reject(new Error(`The sandbox did not start (code ${code}); its reason stands above.`)),
		);
	});
	Object.assign(projectConfig.globals, { supervisorUrl: supervisor, backlogOrders: Number(backlog) });
}

async function end(child) {
	if (child.exitCode !== null) return;
	await new Promise((resolve) => {
		child.once('exit', resolve);
		child.kill('SIGTERM');
	});
}
