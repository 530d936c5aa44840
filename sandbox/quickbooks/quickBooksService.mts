import type { FastifyInstance } from 'fastify';
import type { Article } from '../catalogue/shop.mts';
import { createClock, type Now } from '../kit/clock.mts';
import { createService, type Service } from '../kit/service.mts';
import { addApiRoutes, refuseUnknownAddress } from './api/routes.mts';
import { isReadOnlyBatch } from './api/batch.mts';
import { openGateway } from './api/gateway.mts';
import { keepRequestIds } from './api/requestIds.mts';
import { openCompany } from './company.mts';
import { addControlRoutes } from './control/routes.mts';
import { addOAuthRoutes, CLIENT_ID, CLIENT_SECRET } from './oauth/routes.mts';
import { keepTokens } from './oauth/tokens.mts';
import { seedCompany } from './seed/company.mts';
import { initialSettings } from './settings.mts';

export { CLIENT_ID, CLIENT_SECRET };
export const REALM_ID = '9341450000000001';

export interface QuickBooksOptions {
	readonly host: string;
	readonly port: number;
	/** Decides what nobody knows of Intuit: how tax is rounded. */
	readonly seed?: number;
	/** Milliseconds since the epoch; the machine's clock unless said. */
	readonly now?: Now;
	/** Articles beside those of the catalogue. */
	readonly more?: readonly Article[];
}

/** What a client needs to be let in. */
export interface QuickBooksCredentials {
	readonly clientId: string;
	readonly clientSecret: string;
	readonly realmId: string;
	readonly accessToken: string;
	readonly refreshToken: string;
	/** Seconds that the access token lives. */
	readonly expiresIn: number;
}

export interface QuickBooksService extends Service {
	/** A pair of tokens that is valid now. */
	credentials(): QuickBooksCredentials;
}

/** A QuickBooks Online company and Intuit's token endpoint on one port. */
export function createQuickBooks({ host, port, seed = 0, now, more = [] }: QuickBooksOptions): QuickBooksService {
	const clock = createClock(now);
	const settings = initialSettings(seed);
	const company = openCompany(REALM_ID, settings, clock.now);
	const tokens = keepTokens(settings, clock.now);
	const requestIds = keepRequestIds(settings);
	const gateway = openGateway(REALM_ID, tokens, settings, clock.now);
	seedCompany(company, more);
	const service = createService({
		name: 'quickbooks',
		host,
		port,
		clock,
		routes: (app) => {
			addBodyReaders(app);
			addOAuthRoutes(app, { realmId: REALM_ID, tokens, settings, now: clock.now });
			addApiRoutes(app, { company, gateway, requestIds });
			refuseUnknownAddress(app, clock.now);
		},
		control: (app) => addControlRoutes(app, { company, tokens, requestIds }),
		holders: () => {
			const { tables, voided, deposited, deleted, stockCounts, counters } = company;
			return {
				settings,
				...tables,
				voided,
				deposited,
				deleted,
				stockCounts,
				counters,
				...tokens.holders,
				requestIds: requestIds.used,
			};
		},
		reset: () => {
			Object.assign(settings, initialSettings(seed));
			company.clear();
			requestIds.clear();
			seedCompany(company, more);
		},
		kindOf,
	});
	return Object.assign(service, {
		credentials(): QuickBooksCredentials {
			const { accessToken, refreshToken, accessSeconds } = tokens.handedOut();
			return {
				clientId: CLIENT_ID,
				clientSecret: CLIENT_SECRET,
				realmId: REALM_ID,
				accessToken,
				refreshToken,
				expiresIn: accessSeconds,
			};
		},
	});
}

/** Token calls come as forms, statements as text. */
function addBodyReaders(app: FastifyInstance): void {
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
	);
	app.addContentTypeParser('application/text', { parseAs: 'string' }, async (_request: unknown, body: string) => body);
}

function kindOf(method: string, path: string, body: unknown): 'read' | 'write' | 'auth' {
	if (path.startsWith('/oauth2/') || path.startsWith('/connect/') || path.startsWith('/v2/oauth2/')) return 'auth';
	if (path.startsWith('/v1/openid_connect/') || path.startsWith('/op/v1/')) return 'auth';
	if (method === 'GET' || path.endsWith('/query')) return 'read';
	return path.endsWith('/batch') && isReadOnlyBatch(body) ? 'read' : 'write';
}
