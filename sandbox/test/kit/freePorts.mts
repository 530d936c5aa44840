import { createServer, type AddressInfo } from 'node:net';
import { isFree } from '../../launcher/ports.mts';

const host = '127.0.0.1';
const ATTEMPTS = 50;

/** A port with so many free ones right after it: a base for services whose ports count from one. */
export async function freePortBase(count: number): Promise<number> {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const base = await anyFreePort();
		const following = Array.from({ length: count }, (_nothing, offset) => base + 1 + offset);
		const free = await Promise.all(following.map(async (port) => port < 65_536 && (await isFree(port))));
		if (free.every(Boolean)) return base;
	}
	throw new Error(`No ${count} free ports side by side in ${ATTEMPTS} attempts`);
}

async function anyFreePort(): Promise<number> {
	const probe = createServer();
	return await new Promise((resolve, reject) => {
		probe.once('error', reject);
		probe.listen(0, host, () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
