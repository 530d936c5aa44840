import { setTimeout as wait } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Faults, type Fault } from './faults.mts';
import { Journal, type JournalEntry } from './journal.mts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Hard paths that this request took so far, for the journal. */
		hardPaths: string[];
		resetAfter: boolean;
	}
}

export interface ServiceParts {
	readonly name: string;
	readonly host: string;
	readonly port: number;
	/** The vendor's routes. */
	readonly routes: (app: FastifyInstance) => void;
	/** Routes below /control that tests and the board use: sell, refund, set stock. */
	readonly control: (app: FastifyInstance) => void;
	/** Back to the seeded state. */
	readonly reset: () => void;
	/** Whether a request is a read or a write for the vendor's meter. */
	readonly kindOf: (method: string, path: string) => JournalEntry['kind'];
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
	let app = build(parts, journal, faults);
	let listening = false;
	return {
		name: parts.name,
		url: `http://${parts.host}:${parts.port}`,
		journal,
		faults,
		app: () => app,
		async start() {
			if (listening) return;
			app = build(parts, journal, faults);
			await app.listen({ host: parts.host, port: parts.port });
			listening = true;
		},
		async stop() {
			if (!listening) return;
			listening = false;
			app.server.closeAllConnections();
			await app.close();
		},
	};
}

function build(parts: ServiceParts, journal: Journal, faults: Faults): FastifyInstance {
	const app = Fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
	app.decorateRequest('hardPaths');
	app.decorateRequest('resetAfter', false);
	app.addHook('onRequest', async (request) => {
		request.hardPaths = [];
	});
	void app.register(async (vendor) => {
		vendor.addHook('onRequest', async (request, reply) => await meetFault(faults.next(request.method, request.url), request, reply));
		vendor.addHook('onSend', async (request, reply) => {
			if (request.resetAfter) cutConnection(reply);
		});
		vendor.addHook('onResponse', async (request, reply) => journal.add(entryOf(parts, request, reply)));
		parts.routes(vendor);
	});
	void app.register(
		async (control) => {
			addCommonControl(control, parts, journal, faults);
			parts.control(control);
		},
		{ prefix: '/control' },
	);
	return app;
}

async function meetFault(fault: Fault | undefined, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
	if (fault === undefined) return undefined;
	if (fault.delay !== undefined) await wait(fault.delay);
	if (fault.reset === 'before') return cutConnection(reply);
	if (fault.reset === 'after') request.resetAfter = true;
	if (fault.status === undefined) return undefined;
	return await reply
		.code(fault.status)
		.headers(fault.headers ?? {})
		.send(fault.body ?? '');
}

/** The client sees a connection that was reset, whatever the service did. */
function cutConnection(reply: FastifyReply): void {
	reply.raw.destroy();
	reply.hijack();
}

function entryOf(parts: ServiceParts, request: FastifyRequest, reply: FastifyReply): Omit<JournalEntry, 'n'> {
	const [path = ''] = request.url.split('?');
	return {
		at: Date.now(),
		method: request.method,
		path,
		query: request.query as Record<string, unknown>,
		requestBody: request.body,
		status: reply.statusCode,
		kind: parts.kindOf(request.method, path),
		paths: request.hardPaths,
	};
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
