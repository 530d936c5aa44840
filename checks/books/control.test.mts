import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { controlOf, Refused } from './control.mts';

/** A service that answers so, one after the other, and counts. */
async function answering(...statuses: readonly number[]) {
	let asked = 0;
	const server = createServer((_request, response) => {
		const status = statuses[Math.min(asked, statuses.length - 1)] ?? 200;
		asked += 1;
		response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0.01' }).end('[7]');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	after(() => {
		server.closeAllConnections();
		server.close();
	});
	return {
		control: controlOf(`http://127.0.0.1:${port}`),
		asked: () => asked,
	};
}

test('the reader waits and asks again while a service has had too many requests', async () => {
	const { control, asked } = await answering(429, 429, 200);
	assert.deepEqual(await control.get('orders'), [7]);
	assert.equal(asked(), 3);
});

test('it gives up some time, and asks once where the service refuses for another reason', async () => {
	const busy = await answering(429);
	await assert.rejects(busy.control.get('orders'), Refused);
	assert.equal(busy.asked(), 8);
	const other = await answering(409);
	await assert.rejects(other.control.post('sell'), Refused);
	assert.equal(other.asked(), 1);
});
