import Fastify, { type FastifyInstance } from 'fastify';
import { host, urlOf } from './addresses.mts';
import { fastPollTimes, secondsBetweenPolls } from './fastPolls.mts';
import { addModelRoutes } from './languageModel.mts';
import type { LocalSandbox } from './localSandbox.mts';
import { owner } from './provision.mts';
import { addSinkRoutes } from './sink.mts';

/**
 * The interface through which tests and the board drive the sandbox: stop and start the parts, find their addresses.
 * Returns how to close it.
 */
export async function serveSupervisor(sandbox: LocalSandbox): Promise<() => Promise<void>> {
	const app = Fastify({ forceCloseConnections: true });
	app.get('/config', () => configOf(sandbox));
	app.get('/state', () => stateOf(sandbox));
	addN8nRoutes(app, sandbox);
	addServiceRoutes(app, sandbox);
	addSinkRoutes(app);
	addModelRoutes(app);
	await app.listen({ host, port: sandbox.ports.supervisor });
	return async () => await app.close();
}

function configOf({ ports, services, workflows, credentials }: LocalSandbox) {
	return {
		n8n: { url: urlOf(ports.n8n), ...owner },
		services: Object.fromEntries(
			Object.values(services).map((service) => [
				service.name,
				{ url: service.url, credentials: service.credentials() },
			]),
		),
		workflows,
		credentials,
		supervisor: urlOf(ports.supervisor),
		polls: { seconds: secondsBetweenPolls, times: fastPollTimes },
	};
}

function stateOf({ n8n, services }: LocalSandbox) {
	return {
		n8n: n8n.isRunning(),
		services: Object.fromEntries(Object.values(services).map(({ name, app }) => [name, app().server.listening])),
	};
}

function addN8nRoutes(app: FastifyInstance, sandbox: LocalSandbox): void {
	for (const action of ['kill', 'stop', 'start'] as const) {
		app.post(`/n8n/${action}`, async () => {
			await sandbox.n8n[action]();
			return stateOf(sandbox);
		});
	}
	app.get('/n8n/log', (request) => sandbox.n8n.readLog(Number((request.query as { since?: string }).since ?? 0)));
}

function addServiceRoutes(app: FastifyInstance, sandbox: LocalSandbox): void {
	for (const action of ['stop', 'start'] as const) {
		app.post(`/services/:name/${action}`, async (request, reply) => {
			const { name } = request.params as { name: string };
			const service = Object.values(sandbox.services).find((candidate) => candidate.name === name);
			if (service === undefined) return await reply.code(404).send({ message: `There is no service "${name}".` });
			await service[action]();
			return stateOf(sandbox);
		});
	}
}
