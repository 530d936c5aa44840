import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, notFound } from './errors.mts';
import { createMeter, type Meter } from './rateLimit.mts';
import { readQuery, type Query } from './query.mts';
import type { Store } from '../store.mts';
import { toXml } from './xml.mts';

export const storeHash = 'qbosand1';
export const accessToken = 'sandbox9bigcommerce4token7q2w5e8r';

export interface Call {
	readonly store: Store;
	readonly path: Readonly<Record<string, string>>;
	readonly query: Query;
	readonly body: unknown;
	/** Notes a hard path in the journal. */
	readonly mark: (name: string) => void;
}

export interface RouteReply {
	readonly status?: number;
	/** Undefined: no content. */
	readonly body?: unknown;
}

export interface Route {
	readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
	/** Below /stores/{hash}, "/v2/orders". */
	readonly path: string;
	/** Null: any token will do. */
	readonly scope: string | null;
	/** v2: what one element is called in XML. */
	readonly element?: string;
	readonly handle: (call: Call) => RouteReply;
}

/** Mounts the routes for the one store that exists. */
export function mountRoutes(app: FastifyInstance, store: () => Store, routes: readonly Route[]): void {
	const meter = createMeter();
	readBodies(app);
	app.setErrorHandler(
		async (error, request, reply) =>
			await sendError(error, request, { reply, headers: errorHeaders(error, store(), meter) }),
	);
	for (const route of routes) {
		app.route({
			method: route.method,
			url: `/stores/:hash${route.path}`,
			handler: async (request, reply) => await answer(request, reply, { route, store: store(), meter }),
		});
	}
	app.all('/*', async (request) => {
		checkToken(request);
		throw isV2(request) ? notFound('resource') : new ApiError(404, 'The route is not found, check the URL');
	});
}

/** Clients say that they send JSON where they send nothing. */
function readBodies(app: FastifyInstance): void {
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(text as string));
		} catch {
			done(new ApiError(400, 'Input is not valid JSON'));
		}
	});
}

async function answer(
	request: FastifyRequest,
	reply: FastifyReply,
	at: { route: Route; store: Store; meter: Meter },
): Promise<unknown> {
	const { route, store, meter } = at;
	checkAccess(request, route, store);
	meter.take(store);
	const path = request.params as Record<string, string>;
	const mark = (name: string): number => request.hardPaths.push(name);
	const result = route.handle({ store, path, query: readQuery(request.url), body: request.body, mark });
	reply.headers(meter.headers(store));
	if (result.body === undefined) return await reply.code(result.status ?? 204).send();
	reply.code(result.status ?? 200);
	if (isV2(request) && !wantsJson(request))
		return await reply.type('application/xml; charset=utf-8').send(toXml(result.body, route.element ?? 'item'));
	return await reply.type('application/json').send(JSON.stringify(result.body));
}

function checkAccess(request: FastifyRequest, route: Route, store: Store): void {
	checkToken(request);
	if (route.scope !== null && store.settings.missingScopes.includes(route.scope))
		throw new ApiError(403, "You don't have a required scope to access the endpoint");
	if (['PUT', 'POST'].includes(request.method) && !(request.headers['content-type'] ?? '').includes('application/json'))
		throw new ApiError(415, 'Content-Type must be application/json');
}

/** The store's hash stands behind /stores/. */
function checkToken(request: FastifyRequest): void {
	const token = request.headers['x-auth-token'];
	if (token === undefined) throw new ApiError(401, 'X-Auth-Token header is required');
	if (token !== accessToken || !request.url.startsWith(`/stores/${storeHash}/`))
		throw new ApiError(401, 'Unauthorized');
}

function errorHeaders(error: unknown, store: Store, meter: Meter): Record<string, string> {
	if (!(error instanceof ApiError) || error.status === 401) return {};
	return error.status === 429 ? meter.refusalHeaders(store) : meter.headers(store);
}

async function sendError(
	error: unknown,
	request: FastifyRequest,
	to: { reply: FastifyReply; headers: Record<string, string> },
): Promise<unknown> {
	const refusal = error instanceof ApiError ? error : fastifyRefusal(error);
	const reply = to.reply.code(refusal.status).headers(to.headers);
	if (!isV2(request))
		return await reply
			.type(refusal.problem ? 'application/problem+json' : 'application/json')
			.send(JSON.stringify(refusal.v3Body()));
	if (wantsJson(request)) return await reply.type('application/json').send(JSON.stringify(refusal.v2Body()));
	return await reply.type('application/xml; charset=utf-8').send(toXml(refusal.v2Body(), 'error'));
}

/** What Fastify itself refuses: broken JSON, an unknown content type. */
function fastifyRefusal(error: unknown): ApiError {
	const { statusCode, message } = error as { statusCode?: number; message: string };
	if (statusCode === undefined || statusCode >= 500) throw error;
	return new ApiError(statusCode, message);
}

function isV2(request: FastifyRequest): boolean {
	return /^\/stores\/[^/]+\/v2(?:\/|$)/.test(request.url.split('?')[0] ?? '');
}

function wantsJson(request: FastifyRequest): boolean {
	return (request.headers.accept ?? '').includes('application/json');
}
