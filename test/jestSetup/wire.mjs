import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A server on loopback that answers each path with the replies that a test scripts for it, in order, and remembers
 * what it was asked. POST /script { path, replies: [{ status, headers, body, delay, filler, cut }] }, GET /asked?path=…
 * Its address is the global `wire` of every unit test.
 */
export default async function startWire(_globalConfig, projectConfig) {
	const scripts = new Map();
	const servers = [await listening(scripts), await listening(scripts)];
	const [wire, otherWire] = servers.map((server) => `http://127.0.0.1:${server.address().port}`);
	Object.assign(projectConfig.globals, { wire, otherWire });
	globalThis.endWire = async () => await Promise.all(servers.map(end));
}

async function listening(scripts) {
	const server = createServer((request, response) => void answer(scripts, request, response));
	server.listen({ host: '127.0.0.1', port: 0 });
	await once(server, 'listening');
	return server;
}

async function end(server) {
	server.closeAllConnections();
	server.close();
	await once(server, 'close');
}

async function answer(scripts, request, response) {
	const url = new URL(request.url, 'http://wire');
	const body = await textOf(request);
	if (url.pathname === '/script') return void accept(scripts, JSON.parse(body), response);
	if (url.pathname === '/asked')
		return void response.end(JSON.stringify(scripts.get(url.searchParams.get('path'))?.asked ?? []));
	await play(
		scriptFor(scripts, url.pathname),
		{ method: request.method, query: url.search, headers: request.headers, body, at: Date.now() },
		response,
	);
}

/** The path's own, or the standing one that the path lies below. */
function scriptFor(scripts, path) {
	return (
		scripts.get(path) ?? [...scripts].find(([above, { isStanding }]) => isStanding && path.startsWith(`${above}/`))?.[1]
	);
}

function accept(scripts, { path, replies, isStanding }, response) {
	scripts.set(path, { replies, isStanding, asked: [] });
	response.end();
}

async function play(script, asked, response) {
	script?.asked.push(asked);
	const reply = script?.isStanding ? script.replies[0] : script?.replies.shift();
	if (reply === undefined) return void response.writeHead(599).end('nothing is scripted');
	await wait(reply.delay ?? 0);
	if (reply.cut) return void response.destroy();
	asked.answeredAt = Date.now();
	response.writeHead(reply.status ?? 200, reply.headers ?? {});
	if (reply.endless !== undefined) return await flow(reply.endless, asked, response);
	if (reply.cutAfter !== undefined) return void response.write(reply.cutAfter, () => response.destroy());
	response.end(reply.filler === undefined ? reply.body : 'x'.repeat(reply.filler));
}

/** Sends the same bytes until nobody takes them any more, and counts what was taken. */
async function flow(piece, asked, response) {
	const block = Buffer.from(piece.repeat(Math.ceil(65536 / piece.length)));
	asked.sent = 0;
	const blocks = function* () {
		for (;;) {
			asked.sent += block.length;
			yield block;
		}
	};
	// Rejects when the other side leaves, which is the only way that it ends.
	await pipeline(Readable.from(blocks()), response).catch(() => response.destroy());
}

async function textOf(request) {
	let text = '';
	for await (const part of request.setEncoding('utf8')) text += part;
	return text;
}
