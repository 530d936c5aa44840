import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import { PortTakenError, startServices, stopServices } from '../../services.mts';
import { freePortBase } from './freePorts.mts';

const host = '127.0.0.1';
const portBase = await freePortBase(5);
const main = fileURLToPath(new URL('../../services.mts', import.meta.url));

function alone(context: TestContext): ChildProcess {
	const child = spawn(process.execPath, [main, '--port-base', String(portBase)], { stdio: ['ignore', 'pipe', 'pipe'] });
	context.after(() => child.kill('SIGKILL'));
	return child;
}

async function firstLines(child: ChildProcess, count: number): Promise<readonly string[]> {
	const lines: string[] = [];
	if (child.stdout === null) return lines;
	for await (const line of createInterface(child.stdout)) {
		lines.push(line);
		if (lines.length === count) break;
	}
	return lines;
}

test('starts the services that are asked for, each on the port that belongs to it', async () => {
	const services = await startServices({ host, portBase, names: ['quickbooks', 'ebay'] });
	assert.deepEqual(
		Object.values(services).map(({ name, url }) => [name, url]),
		[
			['quickbooks', 1],
			['woocommerce', 2],
			['bigcommerce', 4],
			['ebay', 5],
		].map(([name, offset]) => [name, `http://${host}:${portBase + Number(offset)}`]),
	);
	assert.equal((await axios.get(`${services.quickbooks.url}/control/settings`)).status, 200);
	await assert.rejects(async () => await axios.get(`${services.woocommerce.url}/control/journal`), {
		code: 'ECONNREFUSED',
	});
	await stopServices(services);
	await assert.rejects(async () => await axios.get(`${services.quickbooks.url}/control/settings`));
});

test('a taken port stops the whole start, and nothing keeps running', async () => {
	const first = await startServices({ host, portBase, names: ['bigcommerce'] });
	await assert.rejects(
		async () => await startServices({ host, portBase }),
		(error) => error instanceof PortTakenError && error.message.includes(`${portBase + 4}`),
	);
	await assert.rejects(async () => await axios.get(`http://${host}:${portBase + 1}/control/settings`), {
		code: 'ECONNREFUSED',
	});
	await stopServices(first);
});

test('alone it prints one JSON line a service with what a client needs, and ends when told to', async (context) => {
	const child = alone(context);
	const printed = (await firstLines(child, 4)).map(
		(line) => JSON.parse(line) as { service: string; url: string; credentials: Record<string, string> },
	);
	assert.deepEqual(
		printed.map(({ service }) => service),
		['quickbooks', 'woocommerce', 'bigcommerce', 'ebay'],
	);
	const [quickbooks] = printed;
	assert.ok(quickbooks !== undefined);
	const { realmId, accessToken } = quickbooks.credentials;
	const reply = await axios.get(`${quickbooks.url}/v3/company/${realmId}/preferences`, {
		headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
	});
	assert.equal(reply.status, 200);
	child.kill('SIGTERM');
	assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('alone with a port taken it says so in one line and exits with 1', async (context) => {
	const holder = await startServices({ host, portBase, names: ['quickbooks'] });
	const child = alone(context);
	const said: string[] = [];
	child.stderr?.on('data', (text) => said.push(String(text)));
	assert.deepEqual(await once(child, 'close'), [1, null]);
	assert.equal(
		said.join(''),
		`Port ${portBase + 1} is taken, so quickbooks cannot start. Stop what listens there, or choose other ports.\n`,
	);
	await stopServices(holder);
});
