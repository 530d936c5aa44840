import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

interface SinkEntry {
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly body: unknown;
}

/**
 * A place for workflows under test to report to: POST /sink/NAME?delay=MS remembers the body and answers late,
 * GET /sink/NAME tells what came. So a test judges what a workflow did without asking n8n.
 */
export function addSinkRoutes(app: FastifyInstance): void {
	const sinks = new Map<string, SinkEntry[]>();
	app.post('/sink/:name', async (request) => {
		const { name } = request.params as { name: string };
		const { delay } = request.query as { delay?: string };
		sinks.set(name, [...(sinks.get(name) ?? []), { at: Date.now(), body: request.body }]);
		await wait(Number(delay ?? 0));
		return {};
	});
	app.get('/sink/:name', (request) => sinks.get((request.params as { name: string }).name) ?? []);
}
