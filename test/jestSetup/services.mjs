import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../sandbox/launcher/main.mts', import.meta.url));
const SERVICES = ['quickbooks', 'woocommerce', 'bigcommerce', 'ebay'];
/** Milliseconds. */
const PATIENCE = 60_000;

/**
 * Starts the four local services before the contract tests. Each line that they print, with address and keys,
 * is in the global `services` of every test file by the service's name.
 */
export default async function startServices(_globalConfig, projectConfig) {
	const child = fork(LAUNCHER, ['--services-only', '--use', 'contract'], {
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	globalThis.endServices = async () => {
		child.kill('SIGTERM');
		await ended;
	};
	projectConfig.globals.services = await announced(child);
}

/** Resolves with every service's line once all have one; rejects when the process ends before, or takes too long. */
async function announced(child) {
	const found = {};
	return await new Promise((resolve, reject) => {
		const fail = (why) => {
			child.kill();
			reject(new Error(`The local services did not start: ${why}`));
		};
		const timer = setTimeout(
			fail,
			PATIENCE,
			`only ${Object.keys(found).join(', ') || 'none'} answered within a minute`,
		);
		child.once('exit', (code) => fail(`the process ended with ${code}`));
		child.once('error', (error) => fail(error.message));
		onLine(child.stdout, (line) => {
			const { service, ...access } = readLine(line);
			if (service !== undefined) found[service] = access;
			if (!SERVICES.every((name) => name in found)) return;
			clearTimeout(timer);
			resolve(found);
		});
	});
}

function onLine(stream, take) {
	let rest = '';
	stream.setEncoding('utf8').on('data', (text) => {
		const lines = (rest + text).split('\n');
		rest = lines.pop();
		for (const line of lines) take(line);
	});
}

/** Lines for people are mixed in between. */
function readLine(line) {
	return line.startsWith('{') ? JSON.parse(line) : {};
}
