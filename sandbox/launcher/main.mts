import { host, portsFrom, urlOf } from './addresses.mts';
import { announce } from './announce.mts';
import { readWish, type Wish } from './arguments.mts';
import { endWith, Problem } from './bootstrap/problem.mjs';
import { runMainJob } from '../../checks/mainJob/mainJob.mts';
import { nothingSeen, type Findings } from '../../checks/mainJob/report.mts';
import { beginLifetime, type Lifetime } from './lifetime.mts';
import { openSandbox } from './localSandbox.mts';
import { requireFreePorts } from './ports.mts';
import { startServices, stopServices } from '../services.mts';

const modes: Readonly<Record<Wish['mode'], (wish: Wish, lifetime: Lifetime) => Promise<void>>> = {
	sandbox: runSandbox,
	services: runServices,
	check: runCheck,
};

async function runSandbox(wish: Wish, lifetime: Lifetime): Promise<void> {
	const sandbox = await openSandbox(wish, lifetime);
	sandbox.n8n.onUnexpectedEnd(() =>
		console.error('n8n ended by itself; its log is in .local/logs. POST /n8n/start of the supervisor starts it again.'),
	);
	announce(sandbox);
	process.send?.({ supervisor: urlOf(sandbox.ports.supervisor) });
}

async function runServices({ portBase, size }: Wish, lifetime: Lifetime): Promise<void> {
	const { supervisor: _supervisor, n8n: _n8n, n8nTaskBroker: _broker, ...ports } = portsFrom(portBase);
	await requireFreePorts(ports);
	const services = await startServices({ host, portBase, size });
	lifetime.add(async () => await stopServices(services));
	for (const service of Object.values(services))
		console.log(JSON.stringify({ service: service.name, url: service.url, ...service.credentials() }));
}

async function runCheck(wish: Wish, lifetime: Lifetime): Promise<void> {
	const begun = Date.now();
	const report = await checkOnce(wish, lifetime).catch((error: unknown) => {
		console.error(error instanceof Problem ? error.message : error);
		return nothingSeen;
	});
	await lifetime.end();
	const { ok, n8n, ...figures } = report;
	console.log(JSON.stringify({ ok, n8n, seconds: Math.round((Date.now() - begun) / 1000), ...figures }));
	process.exit(ok ? 0 : 1);
}

async function checkOnce(wish: Wish, lifetime: Lifetime): Promise<Findings> {
	return await runMainJob(await openSandbox(wish, lifetime));
}

const lifetime = beginLifetime();
try {
	const wish = readWish(process.argv.slice(2), process.env);
	await modes[wish.mode](wish, lifetime);
	// Listening servers hold the process; n8n alone would too, but a stopped one must not end it.
	setInterval(() => {}, 60_000);
} catch (error) {
	await lifetime.end();
	endWith(error);
}
