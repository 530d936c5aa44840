import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault, Faults } from './faults.mts';
import { entryOf, type Journal, type KindOf } from './journal.mts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Hard paths that this request took so far, for the journal. */
		hardPaths: string[];
		/** Where a fault cut the connection. */
		cut: 'before' | 'after' | null;
		journaled: boolean;
		/** Milliseconds since the epoch. */
		begunAt: number;
		/** How the body is to be sent. */
		drip: Fault['drip'];
		/** What is to be replaced in the body. */
		rewrite: Fault['rewrite'];
		/** Whether a fault changed the body. */
		rewritten: boolean;
	}
}

/** On the root, so that they also see the addresses that no route answers. */
export function addVendorHooks(app: FastifyInstance, journal: Journal, faults: Faults, kindOf: KindOf): void {
	app.decorateRequest('hardPaths');
	app.decorateRequest('cut', null);
	app.decorateRequest('journaled', false);
	app.decorateRequest('begunAt', 0);
	app.decorateRequest('drip', undefined);
	app.decorateRequest('rewrite', undefined);
	app.decorateRequest('rewritten', false);
	const record = (request: FastifyRequest, status: number): void => {
		if (request.journaled) return;
		request.journaled = true;
		journal.add(entryOf(request, status, kindOf));
	};
	app.addHook('onRequest', async (request, reply) => {
		request.hardPaths = [];
		request.begunAt = Date.now();
		if (isControl(request)) return;
		const fault = faults.next(request.method, request.url);
		if (fault?.delay !== undefined) await wait(fault.delay);
		request.cut = fault?.reset ?? null;
		request.drip = fault?.drip;
		request.rewrite = fault?.rewrite;
		if (request.cut === 'before') {
			record(request, 0);
			cutConnection(reply);
		} else if (fault?.status !== undefined) {
			await answerWith(fault, reply.code(fault.status));
		}
	});
	// Before the reply leaves, so that whoever has the reply finds the entry.
	// Where the connection is cut `done` is never called: nothing of the reply may leave.
	app.addHook('onSend', (request, reply, payload, done) => {
		const body = isControl(request) ? payload : afterReplyFaults(faults, request, reply, payload);
		request.rewritten = body !== payload;
		if (!isControl(request)) record(request, reply.statusCode);
		if (request.cut === 'after') cutConnection(reply);
		else done(null, request.drip === undefined ? body : dripping(body, request.drip));
	});
}

function isControl(request: FastifyRequest): boolean {
	return request.url.startsWith('/control/');
}

/** The body after the faults that look at it or change it. What is no text stays as it is. */
function afterReplyFaults(faults: Faults, request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
	if (typeof payload !== 'string') return payload;
	const fault = faults.nextForReply(request.method, request.url, payload);
	if (fault?.status !== undefined) {
		reply.code(fault.status).headers({ ...fault.headers });
		return textOf(fault.body ?? '');
	}
	const rewrite = fault?.rewrite ?? request.rewrite;
	return rewrite === undefined ? payload : payload.replace(new RegExp(rewrite.from, 'g'), rewrite.to);
}

function textOf(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body);
}

async function answerWith({ headers = {}, body = '' }: Fault, reply: FastifyReply): Promise<void> {
	await reply.headers(headers).send(body);
}

/** A body that is no text or bytes already comes as it comes. */
function dripping(payload: unknown, { pieces, pause }: NonNullable<Fault['drip']>): unknown {
	if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
	const bytes = Buffer.from(payload);
	const size = Math.max(1, Math.ceil(bytes.length / pieces));
	return Readable.from(
		(async function* () {
			for (let from = 0; from < bytes.length; from += size) {
				await wait(pause);
				yield bytes.subarray(from, from + size);
			}
		})(),
	);
}

/** The client sees a connection that was reset, whatever the service did. */
function cutConnection(reply: FastifyReply): void {
	const { socket } = reply.raw;
	if (socket instanceof Socket) socket.resetAndDestroy();
	else reply.raw.destroy();
	reply.hijack();
}
