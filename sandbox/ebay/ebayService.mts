import type { FastifyInstance } from 'fastify';
import type { Article } from '../catalogue/shop.mts';
import { createClock } from '../kit/clock.mts';
import type { JournalEntry } from '../kit/journal.mts';
import { createService, type Service } from '../kit/service.mts';
import { addGateway, addInventoryRules, requireScope } from './api/gateway.mts';
import { addBulkUpdate } from './stock/bulkUpdate.mts';
import { addControl } from './control/routes.mts';
import { addInventoryItems } from './listings/inventoryItems.mts';
import { addOAuth } from './oauth/routes.mts';
import { addOffers } from './listings/offers.mts';
import { addOrders } from './orders/routes.mts';
import { seedState } from './seed/state.mts';
import type { EbayState } from './state.mts';
import { SCOPES } from './oauth/tokens.mts';
import { addTrading } from './trading/routes.mts';

export interface EbayCredentials {
	readonly clientId: string;
	readonly clientSecret: string;
	readonly ruName: string;
	/** Of a consent that was given before the sandbox started. */
	readonly refreshToken: string;
	readonly sellerId: string;
	/** Root of authorize, token, REST and Trading addresses alike. */
	readonly url: string;
}

export type EbayService = Service & { credentials(): EbayCredentials };

/** eBay as it behaves for one seller and one registered application; amounts in US dollars. */
export function createEbay({
	host,
	port,
	more = [],
}: {
	readonly host: string;
	readonly port: number;
	readonly more?: readonly Article[];
}): EbayService {
	const clock = createClock();
	let current = seedState(clock.now, more);
	const state = (): EbayState => current;
	const service = createService({
		name: 'ebay',
		host,
		port,
		clock,
		routes: (app) => addVendorRoutes(app, state),
		control: (app) => addControl(app, state),
		holders: () => {
			const { items, offers, offersBySku, listings, orders, revisions, tokens, settings, consent, numbers } = current;
			return { items, offers, offersBySku, listings, orders, revisions, ...tokens.holders, settings, consent, numbers };
		},
		reset: () => {
			current = seedState(clock.now, more);
		},
		kindOf,
	});
	return Object.defineProperties({} as EbayService, {
		...Object.getOwnPropertyDescriptors(service),
		credentials: { enumerable: true, value: () => credentialsOf(service, current) },
	});
}

function credentialsOf(service: Service, { tokens, sellerId }: EbayState): EbayCredentials {
	const { clientId, clientSecret, ruName, refreshToken } = tokens;
	return { clientId, clientSecret, ruName, refreshToken, sellerId, url: service.url };
}

function addVendorRoutes(app: FastifyInstance, state: () => EbayState): void {
	addGateway(app);
	addOAuth(app, state);
	addTrading(app, state);
	addOrders(app, state);
	addIdentity(app, state);
	void app.register(async (inventory) => {
		addInventoryRules(inventory, state);
		addInventoryItems(inventory, state);
		addBulkUpdate(inventory, state);
		addOffers(inventory, state);
	});
}

/** https://developer.ebay.com/api-docs/commerce/identity/resources/user/methods/getUser */
function addIdentity(app: FastifyInstance, state: () => EbayState): void {
	const preHandler = requireScope(state, SCOPES.identity);
	app.get('/commerce/identity/v1/user/', { preHandler }, async () => {
		const { sellerId } = state();
		return {
			userId: `u-${sellerId}`,
			username: sellerId,
			accountType: 'BUSINESS',
			registrationMarketplaceId: 'EBAY_US',
			status: 'CONFIRMED',
		};
	});
}

const CONSENT_PATHS = ['/identity/v1/oauth2/token', '/oauth2/authorize'];

/** Writes are what changes stock or settings; a bulk get is a read, whatever its method. */
function kindOf(method: string, path: string, body: unknown): JournalEntry['kind'] {
	if (CONSENT_PATHS.includes(path)) return 'auth';
	if (path === '/ws/api.dll') return typeof body === 'string' && /<Get\w+Request\b/.test(body) ? 'read' : 'write';
	return method === 'GET' || path.endsWith('/bulk_get_inventory_item') ? 'read' : 'write';
}
