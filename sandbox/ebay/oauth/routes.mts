import type { FastifyInstance, FastifyReply } from 'fastify';
import type { EbayState } from '../state.mts';
import { ALL_SCOPES, CODE_LIFETIME, REFRESH_TOKEN_LIFETIME, SCOPES, type Grant } from './tokens.mts';

/** https://developer.ebay.com/api-docs/static/oauth-tokens.html */
export function addOAuth(app: FastifyInstance, state: () => EbayState): void {
	app.get(
		'/oauth2/authorize',
		async (request, reply) => await authorize(state(), request.query as Record<string, string>, reply),
	);
	void app.register(async (tokenApi) => {
		tokenApi.addContentTypeParser(
			'application/x-www-form-urlencoded',
			{ parseAs: 'string' },
			async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
		);
		tokenApi.post('/identity/v1/oauth2/token', async (request, reply) => {
			const answer = answerTokenCall(state(), request.headers.authorization, request.body as Record<string, string>);
			if (answer.renewal) request.hardPaths.push('token renewal');
			return await reply.code(answer.status).send(answer.body);
		});
	});
}

/** Consents by itself, as if the seller had signed in and pressed Agree. */
async function authorize(state: EbayState, query: Record<string, string>, reply: FastifyReply): Promise<FastifyReply> {
	const { tokens } = state;
	if (query.client_id !== tokens.clientId)
		return await refuseConsent(reply, 'unauthorized_client', 'The OAuth client was not found.');
	// A URL here, as every other service takes it, is what eBay refuses.
	if (query.redirect_uri !== tokens.ruName)
		return await refuseConsent(reply, 'invalid_request', 'Input request parameters are invalid.');
	if (query.response_type !== 'code')
		return await refuseConsent(reply, 'unsupported_response_type', 'Response type is not supported.');
	const scopes = scopesOf(query.scope);
	if (scopes === null) return await refuseConsent(reply, 'invalid_scope', 'The requested scope is invalid.');
	const back = new URLSearchParams();
	if (query.state !== undefined) back.set('state', query.state);
	back.set('code', tokens.issueCode(scopes));
	back.set('expires_in', String(CODE_LIFETIME));
	return await reply.redirect(acceptedAddress(state, back), 302);
}

/** Without an accepted URL of its own a RuName leads to eBay's thank-you page. */
function acceptedAddress(state: EbayState, back: URLSearchParams): string {
	const { acceptedUrl } = state.consent;
	if (acceptedUrl === null)
		return `/ws/eBayISAPI.dll?ThirdPartyAuthSucessFailure&isAuthSuccessful=true&${back.toString()}`;
	return `${acceptedUrl}${acceptedUrl.includes('?') ? '&' : '?'}${back.toString()}`;
}

async function refuseConsent(reply: FastifyReply, errorId: string, description: string): Promise<FastifyReply> {
	return await reply.code(400).send({ error_id: errorId, http_status_code: 400, error_description: description });
}

function scopesOf(text: string | undefined): readonly string[] | null {
	const scopes = (text ?? '').split(' ').filter((scope) => scope !== '');
	return scopes.length > 0 && scopes.every((scope) => ALL_SCOPES.includes(scope)) ? scopes : null;
}

interface TokenAnswer {
	readonly status: number;
	readonly body: Readonly<Record<string, unknown>>;
	readonly renewal: boolean;
}

function answerTokenCall(
	state: EbayState,
	authorization: string | undefined,
	form: Record<string, string>,
): TokenAnswer {
	const { clientId, clientSecret } = state.tokens;
	const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
	if (authorization !== expected) return refuse(401, 'invalid_client', 'client authentication failed');
	if (form.grant_type === 'authorization_code') return exchangeCode(state, form);
	if (form.grant_type === 'refresh_token') return renew(state, form);
	if (form.grant_type === 'client_credentials') return issueToApplication(state, form);
	return refuse(400, 'unsupported_grant_type', 'grant type in request is not supported by the authorization server');
}

function exchangeCode(state: EbayState, form: Record<string, string>): TokenAnswer {
	if (form.redirect_uri !== state.tokens.ruName)
		return refuse(400, 'invalid_request', 'request is missing a required parameter or malformed.');
	const scopes = state.tokens.takeCode(form.code ?? '');
	if (scopes === null)
		return refuse(
			400,
			'invalid_grant',
			'the provided authorization grant code is invalid or was issued to another client',
		);
	const refresh = {
		refresh_token: state.tokens.issueRefresh(scopes),
		refresh_token_expires_in: REFRESH_TOKEN_LIFETIME,
	};
	return issue(state, { user: true, scopes }, refresh);
}

/** Answers no new refresh token: the old one stays until it is revoked. */
function renew(state: EbayState, form: Record<string, string>): TokenAnswer {
	const consented = state.tokens.consentOf(form.refresh_token ?? '');
	if (consented === null)
		return refuse(
			400,
			'invalid_grant',
			'the provided authorization refresh token is invalid or was issued to another client',
		);
	const scopes = form.scope === undefined ? consented : scopesOf(form.scope);
	if (scopes === null || !scopes.every((scope) => consented.includes(scope))) return refuseScope();
	return { ...issue(state, { user: true, scopes }, {}), renewal: true };
}

function issueToApplication(state: EbayState, form: Record<string, string>): TokenAnswer {
	const scopes = scopesOf(form.scope);
	if (scopes === null || scopes.some((scope) => scope !== SCOPES.base)) return refuseScope();
	return issue(state, { user: false, scopes }, {});
}

function issue(state: EbayState, grant: Grant, more: Readonly<Record<string, unknown>>): TokenAnswer {
	const { token, lifetime } = state.tokens.issueAccess(grant);
	const type = grant.user ? 'User Access Token' : 'Application Access Token';
	return {
		status: 200,
		body: { access_token: token, expires_in: lifetime, ...more, token_type: type },
		renewal: false,
	};
}

function refuseScope(): TokenAnswer {
	return refuse(
		400,
		'invalid_scope',
		'The requested scope is invalid, unknown, malformed, or exceeds the scope granted to the client',
	);
}

function refuse(status: number, error: string, description: string): TokenAnswer {
	return { status, body: { error, error_description: description }, renewal: false };
}
