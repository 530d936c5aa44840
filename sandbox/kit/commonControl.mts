import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from './clock.mts';
import { addClockControl } from './clockControl.mts';
import type { Fault, Faults } from './faults.mts';
import type { Journal } from './journal.mts';

/** Control calls come from scripts: whatever the content type says, and without a body. */
export function readAnyBodyAsJson(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'string' },
		async (_request: FastifyRequest, body: string): Promise<unknown> => JSON.parse(body === '' ? '{}' : body),
	);
}

interface CommonParts {
	readonly clock: Clock;
	readonly journal: Journal;
	readonly faults: Faults;
	/** The service's own data back to the seeded state. */
	readonly reset: () => void;
}

/** What every service lets tests do: read the journal, lay faults, move the clock, begin anew. */
export function addCommonControl(app: FastifyInstance, { clock, journal, faults, reset }: CommonParts): void {
	addClockControl(app, clock);
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
		// First, so that what is seeded is as old as the machine says.
		clock.reset();
		reset();
		return {};
	});
}
