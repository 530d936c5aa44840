import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { host } from './addresses.mts';
import { Problem } from './bootstrap/problem.mjs';

/** @throws Problem that names the first port in use and how to choose others. */
export async function requireFreePorts(ports: Readonly<Record<string, number>>): Promise<void> {
	for (const [name, port] of Object.entries(ports)) {
		if (await isFree(port)) continue;
		throw new Problem(
			`Port ${port} (${name}) is taken. Stop what uses it, or choose other ports with QBO_SYNC_PORT_BASE=<number> or --port-base <number>.`,
		);
	}
}

/** Waits until nothing listens on a port any more; milliseconds. */
export async function portBecomesFree(port: number, deadline: number): Promise<boolean> {
	for (const end = Date.now() + deadline; Date.now() < end; await wait(100)) {
		if (await isFree(port)) return true;
	}
	return false;
}

export async function isFree(port: number): Promise<boolean> {
	const probe = createServer();
	return await new Promise((resolve) => {
		probe.once('error', () => resolve(false));
		probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
	});
}
