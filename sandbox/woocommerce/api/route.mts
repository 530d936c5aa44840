import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkPermission, consumerKey, consumerSecret, isKnown, presentedKeys } from './authentication.mts';
import { pickFields } from './fields.mts';
import { namespaceIndex, optionsOf, siteIndex } from './index.mts';
import { checkSignatures, type SignatureCheck } from './oauth1.mts';
import { intoEnvelope } from './envelope.mts';
import { hideBehindPlainPermalinks, notFoundPage, noticesBefore } from './page.mts';
import { checkParameters, type Rules } from './parameters.mts';
import { readQuery, type Query } from './query.mts';
import { noRoute, RestError } from './errors.mts';
import type { Now } from '../../kit/clock.mts';
import type { Shop } from '../shop.mts';

export type Json = Record<string, unknown>;

/** One request to a route, checked and authenticated. */
export interface Call {
	readonly shop: Shop;
	readonly path: Readonly<Record<string, string>>;
	readonly query: Query;
	readonly body: Json;
	/** Path below the site, for links. */
	readonly route: string;
	/** Notes a hard path in the journal. */
	readonly mark: (name: string) => void;
}

export interface RouteReply {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
}

type Permission = 'list' | 'view' | 'create' | 'edit' | 'delete' | 'batch';

export interface Route {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below /wc/v3, with :names. */
	readonly path: string;
	readonly permission: Permission;
	/** Some rules depend on what plugins registered. */
	readonly query?: Rules | ((shop: Shop) => Rules);
	readonly body?: Rules;
	readonly handle: (call: Call) => RouteReply | Promise<RouteReply>;
}

/** The REST addresses; the second works without pretty permalinks too. */
const prefixes = ['/wp-json', '/index.php/wp-json'];

interface Mounted {
	readonly shop: () => Shop;
	readonly routes: readonly Route[];
	/** Whether WordPress sees TLS. */
	readonly secure: boolean;
	readonly signatures: SignatureCheck;
}

/** Signatures are checked by the shop's clock, and no nonce counts twice, whichever way it came. */
export function openSignatureCheck(now: Now): SignatureCheck {
	return checkSignatures({ consumerKey, consumerSecret }, now);
}

/** Puts the routes and their indexes under both spellings of the REST address. */
export function mountRoutes(app: FastifyInstance, mounted: Mounted): void {
	const { shop, routes } = mounted;
	readBodiesAsWordPress(app);
	app.setErrorHandler(async (error, _request, reply) => await sendError(error, reply));
	app.addHook('onRequest', async (request, reply) => await hideBehindPlainPermalinks(shop(), request, reply));
	app.addHook('onSend', async (request, reply, payload) => intoEnvelope(request, reply, payload));
	app.addHook('onSend', async (_request, reply, payload) => noticesBefore(shop(), reply, payload));
	for (const prefix of prefixes) {
		for (const route of routes) {
			const method = route.method === 'PUT' ? ['PUT', 'PATCH', 'POST'] : [route.method];
			app.route({
				method,
				url: `${prefix}/wc/v3${route.path}`,
				handler: async (request, reply) => await answer(request, reply, mounted, route),
			});
		}
		mountIndexes(app, prefix, mounted);
	}
	app.all('/*', async (request, reply) => {
		const { rest_route: route } = readQuery(request.url);
		const isBare = request.url.startsWith('/?') && route !== undefined;
		if (isBare && route === '/') return await sendJson(reply, siteIndex(shop(), routes));
		// Without pretty permalinks WooCommerce does not recognise its own API and ignores the keys.
		if (isBare) throw denial('list');
		if (prefixes.some((prefix) => request.url.startsWith(`${prefix}/`))) throw noRoute();
		return await notFoundPage(reply);
	});
}

/** WordPress shows what there is to anybody. */
function mountIndexes(app: FastifyInstance, prefix: string, mounted: Mounted): void {
	const { shop, routes } = mounted;
	for (const slash of ['', '/']) {
		app.get(`${prefix}${slash}`, async (_request, reply) => await sendJson(reply, siteIndex(shop(), routes)));
		app.get(`${prefix}/wc/v3${slash}`, async (request, reply) => {
			hasKey(request, mounted);
			return await sendJson(reply, namespaceIndex(shop(), routes));
		});
	}
	for (const path of new Set(routes.map((route) => route.path))) {
		app.options(`${prefix}/wc/v3${path}`, async (request, reply) => {
			hasKey(request, mounted);
			return await sendJson(reply, optionsOf(shop(), routes, path));
		});
	}
}

async function answer(request: FastifyRequest, reply: FastifyReply, mounted: Mounted, route: Route): Promise<unknown> {
	const shop = mounted.shop();
	const query = readQuery(request.url);
	const known = hasKey(request, mounted);
	const body = readBody(request.body);
	const queryRules = typeof route.query === 'function' ? route.query(shop) : route.query;
	checkParameters({ ...query, ...body }, { ...queryRules, ...route.body });
	if (!known) throw denial(route.permission);
	const result = await route.handle({
		shop,
		path: request.params as Record<string, string>,
		query,
		body,
		route: (request.url.split('?')[0] ?? '').replace('/index.php', ''),
		mark: (name) => request.hardPaths.push(name),
	});
	reply.code(result.status ?? 200).headers({ ...result.headers });
	return await sendJson(reply, pickFields(result.body, query._fields));
}

/**
 * Whether the request brings the shop's key: as it is where WordPress sees TLS, else by a signature alone. Throws for a key that is wrong
 * or not made for the method.
 */
function hasKey(request: FastifyRequest, { shop, secure, signatures }: Mounted): boolean {
	const { authorization } = request.headers;
	const keys = secure ? presentedKeys(readQuery(request.url), authorization) : null;
	const origin = `${secure ? 'https' : 'http'}://${request.host}`;
	const { method, url } = request;
	const presented = isKnown(keys);
	if (!presented && !signatures.isSigned({ method, origin, url, authorization })) return false;
	checkPermission(method, shop().settings);
	if (presented && keys?.from === 'query') request.hardPaths.push('query-string key');
	if (!presented) request.hardPaths.push('OAuth 1.0a');
	return true;
}

async function sendJson(reply: FastifyReply, body: unknown): Promise<unknown> {
	return await reply.header('content-type', 'application/json; charset=UTF-8').send(JSON.stringify(body));
}

function readBody(body: unknown): Json {
	return typeof body === 'object' && body !== null ? (body as Json) : {};
}

function readBodiesAsWordPress(app: FastifyInstance): void {
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		if (text === '') return done(null, undefined);
		try {
			done(null, JSON.parse(text as string));
		} catch {
			done(
				new RestError(400, 'rest_invalid_json', 'Invalid JSON body passed.', {
					status: 400,
					json_error_code: 4,
					json_error_message: 'Syntax error',
				}),
			);
		}
	});
	app.addContentTypeParser('*', (_request, payload, done) => {
		payload.resume();
		payload.on('end', () => done(null, undefined));
	});
}

async function sendError(error: unknown, reply: FastifyReply): Promise<unknown> {
	if (!(error instanceof RestError)) throw error;
	return await sendJson(reply.code(error.status), error.body());
}

const denials: Readonly<Record<Permission, readonly [string, string]>> = {
	list: ['woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.'],
	view: ['woocommerce_rest_cannot_view', 'Sorry, you cannot view this resource.'],
	create: ['woocommerce_rest_cannot_create', 'Sorry, you are not allowed to create resources.'],
	edit: ['woocommerce_rest_cannot_edit', 'Sorry, you are not allowed to edit this resource.'],
	delete: ['woocommerce_rest_cannot_delete', 'Sorry, you are not allowed to delete this resource.'],
	batch: ['woocommerce_rest_cannot_batch', 'Sorry, you are not allowed to batch manipulate this resource.'],
};

function denial(permission: Permission): RestError {
	const [code, message] = denials[permission];
	return new RestError(401, code, message);
}
