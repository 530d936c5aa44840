import Fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from './clock.mts';
import { addCommonControl, readAnyBodyAsJson } from './commonControl.mts';
import { Faults } from './faults.mts';
import { Journal, type KindOf } from './journal.mts';
import { stateIn, type Holders, type KeptState } from './keptState.mts';
import { addVendorHooks } from './vendorHooks.mts';

export interface ServiceParts {
	readonly name: string;
	readonly host: string;
	/** 0 takes a free one at the first start and keeps it. */
	readonly port: number;
	/** What the vendor's routes and its data go by. The journal keeps the machine's time. */
	readonly clock: Clock;
	/** The vendor's routes. */
	readonly routes: (app: FastifyInstance) => void;
	/** Routes below /control that tests and the board use: sell, refund, set stock. */
	readonly control: (app: FastifyInstance) => void;
	/** All of the service's data: what a second start must find again. Journal, faults, request meters and what moved the clock are left out on purpose. */
	readonly holders: () => Holders;
	/** Back to the seeded state. */
	readonly reset: () => void;
	/** Whether a request is a read or a write for the vendor's meter. */
	readonly kindOf: KindOf;
}

export interface Service {
	readonly name: string;
	readonly url: string;
	readonly journal: Journal;
	readonly faults: Faults;
	readonly state: KeptState;
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
		state: stateIn(parts.holders),
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
	const app = Fastify({
		bodyLimit: 64 * 1024 * 1024,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 500 },
	});
	addVendorHooks(app, journal, faults, parts.kindOf);
	void app.register(async (vendor) => parts.routes(vendor));
	void app.register(
		async (control) => {
			readAnyBodyAsJson(control);
			addCommonControl(control, { clock: parts.clock, journal, faults, reset: parts.reset });
			parts.control(control);
		},
		{ prefix: '/control' },
	);
	return app;
}
