import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAuthenticated, presentedKeys } from './authentication.mts';
import { pickFields } from './fields.mts';
import { checkParameters, type Rules } from './parameters.mts';
import { readQuery, type Query } from './query.mts';
import { noRoute, RestError } from './errors.mts';
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
	readonly handle: (call: Call) => RouteReply;
}

const prefixes = ['/wp-json/wc/v3', '/index.php/wp-json/wc/v3'];

/** Puts the routes under both spellings of the REST address; `secure` says whether WordPress sees TLS. */
export function mountRoutes(app: FastifyInstance, shop: () => Shop, routes: readonly Route[], secure: boolean): void {
	readBodiesAsWordPress(app);
	app.setErrorHandler(async (error, _request, reply) => await sendError(error, reply));
	for (const prefix of prefixes) {
		for (const route of routes) {
			const method = route.method === 'PUT' ? ['PUT', 'PATCH', 'POST'] : [route.method];
			app.route({
				method,
				url: prefix + route.path,
				handler: async (request, reply) => await answer(request, reply, { route, shop: shop(), secure }),
			});
		}
	}
	app.all('/*', async (request) => {
		// Without pretty permalinks WooCommerce does not recognise its own API and ignores the keys.
		if (request.url.startsWith('/?') && 'rest_route' in readQuery(request.url)) throw denial('list');
		throw noRoute();
	});
}

async function answer(
	request: FastifyRequest,
	reply: FastifyReply,
	at: { route: Route; shop: Shop; secure: boolean },
): Promise<unknown> {
	const { route, shop, secure } = at;
	const query = readQuery(request.url);
	const keys = secure ? presentedKeys(query, request.headers.authorization) : null;
	const known = isAuthenticated(keys, request.method, shop.settings);
	const body = readBody(request.body);
	const queryRules = typeof route.query === 'function' ? route.query(shop) : route.query;
	checkParameters({ ...query, ...body }, { ...queryRules, ...route.body });
	if (!known) throw denial(route.permission);
	if (keys?.from === 'query') request.hardPaths.push('query-string key');
	const result = route.handle({
		shop,
		path: request.params as Record<string, string>,
		query,
		body,
		route: (request.url.split('?')[0] ?? '').replace('/index.php', ''),
		mark: (name) => request.hardPaths.push(name),
	});
	return await reply
		.code(result.status ?? 200)
		.headers({ 'content-type': 'application/json; charset=UTF-8', ...result.headers })
		.send(JSON.stringify(pickFields(result.body, query._fields)));
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
	return await reply
		.code(error.status)
		.header('content-type', 'application/json; charset=UTF-8')
		.send(JSON.stringify(error.body()));
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
