import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { textAt, type Json } from '../json.mts';
import type { Settings } from '../settings.mts';
import { createIdTokens, ISSUER } from './idTokens.mts';
import type { TokenPair, Tokens } from './tokens.mts';
import type { Now } from '../../kit/clock.mts';

/** The app that the sandbox knows, as the developer portal would list it. */
export const CLIENT_ID = 'ABsandboxHarbourGoodsClient';
export const CLIENT_SECRET = 'sandboxHarbourGoodsSecret';
const SCOPE = 'com.intuit.quickbooks.accounting';

export interface OAuthParts {
	readonly realmId: string;
	readonly tokens: Tokens;
	readonly settings: Settings;
	readonly now: Now;
}

/** Consent page, token endpoint and revocation, at the paths that Intuit has them. */
export function addOAuthRoutes(app: FastifyInstance, { realmId, tokens, settings, now }: OAuthParts): void {
	const idTokens = createIdTokens(now);
	const identity = (): Json => ({
		id_token: idTokens.issue({ subject: user.sub, audience: CLIENT_ID, realmId }),
	});
	app.get('/connect/oauth2', async (request, reply) => await consent(request, reply, realmId, tokens));
	app.post('/oauth2/v1/tokens/bearer', async (request, reply) => {
		if (settings.tokenEndpointStatus === 503)
			return await reply.code(503).type('text/html').send('<html><body>Service Unavailable</body></html>');
		if (settings.tokenEndpointStatus === 400) return await refuse(reply, 400, 'invalid_grant');
		return await giveToken(request, reply, tokens, identity);
	});
	app.get('/op/v1/jwks', async () => idTokens.keys());
	app.get('/v1/openid_connect/userinfo', async (request, reply) => await tellUser(request, reply, tokens));
	for (const name of ['openid_configuration', 'openid_sandbox_configuration'])
		app.get(`/.well-known/${name}`, async ({ host }) => discovery(`http://${host}`));
	app.post('/v2/oauth2/tokens/revoke', async (request, reply) => {
		if (!isClient(request)) return await refuse(reply, 401, 'invalid_client');
		return tokens.revoke(textAt(request.body, 'token') ?? '')
			? await reply.code(200).send('')
			: await refuse(reply, 400, 'invalid_request');
	});
}

/** Who connected the app. */
const user = {
	sub: '4a7c1f0e-2b3d-4c5e-8f90-a1b2c3d4e5f6',
	givenName: 'Robin',
	familyName: 'Keeper',
	email: 'robin@harbour-goods.example',
	emailVerified: true,
};

async function tellUser(request: FastifyRequest, reply: FastifyReply, tokens: Tokens): Promise<FastifyReply> {
	const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
	const isKnown = scheme?.toLowerCase() === 'bearer' && tokens.isValid(token);
	return isKnown ? await reply.send(user) : await refuse(reply, 401, 'invalid_token');
}

/** Where Intuit has what, as its discovery document says; every address leads to this server. */
function discovery(root: string): Json {
	return {
		issuer: ISSUER,
		authorization_endpoint: `${root}/connect/oauth2`,
		token_endpoint: `${root}/oauth2/v1/tokens/bearer`,
		userinfo_endpoint: `${root}/v1/openid_connect/userinfo`,
		revocation_endpoint: `${root}/v2/oauth2/tokens/revoke`,
		jwks_uri: `${root}/op/v1/jwks`,
		id_token_signing_alg_values_supported: ['RS256'],
		response_types_supported: ['code'],
		scopes_supported: ['openid', 'email', 'profile', 'address', 'phone', SCOPE],
		token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
	};
}

/** Nobody has to click: whoever comes is sent back with a code and the company. */
async function consent(
	request: FastifyRequest,
	reply: FastifyReply,
	realmId: string,
	tokens: Tokens,
): Promise<FastifyReply> {
	const redirectUri = textAt(request.query, 'redirect_uri') ?? '';
	const wrong = wrongParameter(request.query as Json, redirectUri);
	if (wrong !== null)
		return await reply
			.code(400)
			.type('text/html')
			.send(`<html><body>Sorry, but ${wrong} is missing or wrong.</body></html>`);
	const target = new URL(redirectUri);
	const scopes = (textAt(request.query, 'scope') ?? '').split(' ');
	target.searchParams.set('code', tokens.issueCode(redirectUri, scopes.includes('openid')));
	target.searchParams.set('state', textAt(request.query, 'state') ?? '');
	target.searchParams.set('realmId', realmId);
	return await reply.redirect(target.href);
}

function wrongParameter(query: Json, redirectUri: string): string | null {
	if (textAt(query, 'client_id') !== CLIENT_ID) return 'client_id';
	if (textAt(query, 'response_type') !== 'code') return 'response_type';
	if (!(textAt(query, 'scope') ?? '').split(' ').includes(SCOPE)) return 'scope';
	if ((textAt(query, 'state') ?? '') === '') return 'state';
	return URL.canParse(redirectUri) ? null : 'redirect_uri';
}

async function giveToken(
	request: FastifyRequest,
	reply: FastifyReply,
	tokens: Tokens,
	identity: () => Json,
): Promise<FastifyReply> {
	if (!isClient(request)) return await refuse(reply, 401, 'invalid_client');
	const grant = textAt(request.body, 'grant_type');
	if (grant !== 'authorization_code' && grant !== 'refresh_token')
		return await refuse(reply, 400, 'unsupported_grant_type');
	const pair =
		grant === 'authorization_code'
			? tokens.redeem(textAt(request.body, 'code') ?? '', textAt(request.body, 'redirect_uri') ?? '')
			: tokens.rotate(textAt(request.body, 'refresh_token') ?? '');
	if (grant === 'refresh_token') request.hardPaths.push('token renewal');
	return pair === null
		? await refuse(reply, 400, 'invalid_grant')
		: await reply
				.header('cache-control', 'no-store')
				.send({ ...asIntuitSends(pair), ...(pair.withIdentity === true ? identity() : {}) });
}

function asIntuitSends({ accessToken, refreshToken, accessSeconds, refreshSeconds }: TokenPair): Json {
	return {
		token_type: 'bearer',
		expires_in: accessSeconds,
		x_refresh_token_expires_in: refreshSeconds,
		access_token: accessToken,
		refresh_token: refreshToken,
	};
}

function isClient(request: FastifyRequest): boolean {
	return request.headers.authorization === `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`;
}

async function refuse(reply: FastifyReply, status: number, error: string): Promise<FastifyReply> {
	const description = error === 'invalid_grant' ? { error_description: 'Incorrect or invalid refresh token' } : {};
	return await reply.code(status).send({ ...description, error });
}
