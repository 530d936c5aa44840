import type { FastifyInstance, FastifyRequest } from 'fastify';
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

/** What every service lets tests do: read the journal, lay faults, begin anew. */
export function addCommonControl(app: FastifyInstance, journal: Journal, faults: Faults, reset: () => void): void {
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
		reset();
		return {};
	});
}
