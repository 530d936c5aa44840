import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Faults, type Fault } from './faults.mts';
import { entryOf, Journal, type JournalEntry } from './journal.mts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Hard paths that this request took so far, for the journal. */
		hardPaths: string[];
		/** Where a fault cut the connection. */
		cut: 'before' | 'after' | null;
		journaled: boolean;
	}
}

export interface ServiceParts {
	readonly name: string;
	readonly host: string;
	/** 0 takes a free one at the first start and keeps it. */
	readonly port: number;
	/** The vendor's routes. */
	readonly routes: (app: FastifyInstance) => void;
	/** Routes below /control that tests and the board use: sell, refund, set stock. */
	readonly control: (app: FastifyInstance) => void;
	/** Back to the seeded state. */
	readonly reset: () => void;
	/** Whether a request is a read or a write for the vendor's meter. */
	readonly kindOf: (method: string, path: string, body: unknown) => JournalEntry['kind'];
}

export interface Service {
	readonly name: string;
	readonly url: string;
	readonly journal: Journal;
	readonly faults: Faults;
	/** The server as it is now, for tests that inject requests without a port. */
	readonly app: () => FastifyInstance;
	start(): Promise<void>;
	/** Stops answering; the data stays. */
	stop(): Promise<void>;
}

/**
 * A local service: the vendor's routes behind faults and a journal, and control routes behind neither.
 * Its data lives in the caller, so stop and start is an outage, not a loss.
 */
export function createService(parts: ServiceParts): Service {
	const journal = new Journal();
	const faults = new Faults();
	let { port } = parts;
	let app = build(parts, journal, faults);
	let listening = false;
	return {
		name: parts.name,
		get url() {
			return `http://${parts.host}:${port}`;
		},
		journal,
		faults,
		app: () => app,
		async start() {
			if (listening) return;
			port = await listen(app, parts.host, port);
			listening = true;
		},
		async stop() {
			if (!listening) return;
			listening = false;
			const stopped = app;
			app = build(parts, journal, faults);
			stopped.server.closeAllConnections();
			await stopped.close();
		},
	};
}

/** The port it listens on. A failed attempt (port taken) leaves the app usable for another one. */
async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
	await app.listen({ host, port });
	const address = app.server.address();
	return typeof address === 'object' && address !== null ? address.port : port;
}

function build(parts: ServiceParts, journal: Journal, faults: Faults): FastifyInstance {
	const app = Fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
	app.decorateRequest('hardPaths');
	app.decorateRequest('cut', null);
	app.decorateRequest('journaled', false);
	addVendorHooks(app, parts, journal, faults);
	void app.register(async (vendor) => parts.routes(vendor));
	void app.register(
		async (control) => {
			readAnyBodyAsJson(control);
			addCommonControl(control, parts, journal, faults);
			parts.control(control);
		},
		{ prefix: '/control' },
	);
	return app;
}

/** On the root, so that they also see the addresses that no route answers. */
function addVendorHooks(app: FastifyInstance, parts: ServiceParts, journal: Journal, faults: Faults): void {
	const record = (request: FastifyRequest, status: number): void => {
		if (request.journaled) return;
		request.journaled = true;
		journal.add(entryOf(request, status, parts.kindOf));
	};
	app.addHook('onRequest', async (request, reply) => {
		request.hardPaths = [];
		if (isControl(request)) return undefined;
		const answered = await meetFault(faults.next(request.method, request.url), request, reply);
		if (request.cut === 'before') record(request, 0);
		return answered;
	});
	// Before the reply leaves, so that whoever has the reply finds the entry.
	// Where the connection is cut `done` is never called: nothing of the reply may leave.
	app.addHook('onSend', (request, reply, payload, done) => {
		if (!isControl(request)) record(request, reply.statusCode);
		if (request.cut === 'after') cutConnection(reply);
		else done(null, payload);
	});
}

function isControl(request: FastifyRequest): boolean {
	return request.url.startsWith('/control/');
}

async function meetFault(fault: Fault | undefined, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
	if (fault === undefined) return undefined;
	if (fault.delay !== undefined) await wait(fault.delay);
	request.cut = fault.reset ?? null;
	if (fault.reset === 'before') return cutConnection(reply);
	if (fault.status === undefined) return undefined;
	return await reply
		.code(fault.status)
		.headers(fault.headers ?? {})
		.send(fault.body ?? '');
}

/** The client sees a connection that was reset, whatever the service did. */
function cutConnection(reply: FastifyReply): FastifyReply {
	const { socket } = reply.raw;
	if (socket instanceof Socket) socket.resetAndDestroy();
	else reply.raw.destroy();
	return reply.hijack();
}

/** Control calls come from scripts: whatever the content type says, and without a body. */
function readAnyBodyAsJson(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: FastifyRequest, body: string) => JSON.parse(body === '' ? '{}' : body));
}

function addCommonControl(app: FastifyInstance, parts: ServiceParts, journal: Journal, faults: Faults): void {
	app.get('/journal', async (request) => journal.since(Number((request.query as { since?: string }).since ?? 0)));
	app.delete('/journal', async () => {
		journal.clear();
		return {};
	});
	app.post('/faults', async (request) => {
		faults.lay(request.body as Fault);
		return {};
	});
	app.delete('/faults', async () => {
		faults.clear();
		return {};
	});
	app.post('/reset', async () => {
		journal.clear();
		faults.clear();
		parts.reset();
		return {};
	});
}
