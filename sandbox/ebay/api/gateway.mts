import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { accessError, invalidValue, Refusal, systemError, unreadableBody } from './errors.mts';
import type { EbayState } from '../state.mts';

/** A gateway in front of every REST route: bodies, tokens, scopes, and eBay's way of saying no. */
export function addGateway(app: FastifyInstance): void {
	app.removeContentTypeParser('text/plain');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(text as string));
		} catch {
			done(unreadableBody('body'));
		}
	});
	app.addHook('onRequest', async (request) => refuseMissingBody(request));
	app.setErrorHandler(async (error, _request, reply) => await sayNo(error, reply));
	app.setNotFoundHandler(async (_request, reply) => {
		const error = accessError(2002, 'Resource not found', 'The resource or API being called was not found.');
		return await reply.code(404).send({ errors: [error] });
	});
}

/** The edge wants to know how long the body of a POST or PUT is, also where there is none. */
function refuseMissingBody(request: FastifyRequest): void {
	const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
	const bodyMissing = encoding === undefined && length === undefined;
	if (bodyMissing && ['POST', 'PUT'].includes(request.method)) throw new LengthRequired();
}

class LengthRequired extends Error {}

async function sayNo(error: unknown, reply: FastifyReply): Promise<FastifyReply> {
	if (error instanceof LengthRequired)
		return await reply.code(411).type('text/html').send('<html><body><h1>411 Length Required</h1></body></html>');
	if (error instanceof Refusal) return await reply.code(error.status).send({ errors: [error.error] });
	const status = (error as { statusCode?: number }).statusCode ?? 500;
	if (status === 415) return await reply.code(415).send({ errors: [unreadableBody('Content-Type').error] });
	if (status === 400) return await reply.code(400).send({ errors: [unreadableBody('body').error] });
	throw error;
}

/** Lets a request through that carries a living user token with one of the scopes. */
export function requireScope(state: () => EbayState, ...scopes: readonly string[]): preHandlerAsyncHookHandler {
	return async (request) => {
		const header = request.headers.authorization;
		if (header === undefined)
			throw new Refusal(
				401,
				accessError(1002, 'Missing access token', 'Missing access token. Set the Authorization header.'),
			);
		const [scheme, token = ''] = header.split(' ', 2);
		const check = scheme === 'Bearer' ? state().tokens.check(token) : { result: 'unknown' as const };
		if (check.result !== 'good') {
			throw new Refusal(
				401,
				accessError(
					1001,
					'Invalid access token',
					'Invalid access token. Check the value of the Authorization HTTP request header.',
				),
			);
		}
		if (!check.grant.user || !scopes.some((scope) => check.grant.scopes.includes(scope))) {
			throw new Refusal(403, accessError(1100, 'Access denied', 'Insufficient permissions to fulfill the request.'));
		}
	};
}

/** Rules of the Inventory API alone: its failures, and the languages that it accepts. */
export function addInventoryRules(app: FastifyInstance, state: () => EbayState): void {
	app.addHook('preHandler', async (request) => {
		const { settings } = state();
		if (settings.inventoryFailures > 0) {
			settings.inventoryFailures -= 1;
			throw systemError();
		}
		const language = request.headers['accept-language'];
		// `*`, which Node's fetch sends by itself, is refused: https://github.com/hendt/ebay-api/issues/137
		if (language !== undefined && !/^[a-z]{2}-[A-Z]{2}\b/.test(language)) {
			throw new Refusal(400, invalidValue('header Accept-Language'));
		}
	});
}
