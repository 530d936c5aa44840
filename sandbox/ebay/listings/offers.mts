import type { FastifyInstance } from 'fastify';
import { requireScope } from '../api/gateway.mts';
import { amountOf } from '../money.mts';
import { invalidValue, Refusal } from '../api/errors.mts';
import { createOffer, namedOffer, notAvailable, refuseUnready, removeOffer, updateOffer } from './offerWriting.mts';
import { nextItemId } from '../seed/state.mts';
import { offersOf, shownQuantity } from '../stock/sellable.mts';
import { refileOffer, type EbayState, type Offer } from '../state.mts';
import { SCOPES } from '../oauth/tokens.mts';

const PATH = '/sell/inventory/v1/offer';

type Query = Readonly<Record<string, string | undefined>>;

/** https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/getOffers */
export function addOffers(app: FastifyInstance, state: () => EbayState): void {
	const read = { preHandler: requireScope(state, SCOPES.inventory, SCOPES.inventoryRead) };
	const write = { preHandler: requireScope(state, SCOPES.inventory) };
	app.get(PATH, read, async (request) => listOffers(state(), request.query as Query));
	app.get(`${PATH}/:offerId`, read, async (request) => showOffer(state(), namedOffer(state(), request)));
	app.post(PATH, write, async (request, reply) => await createOffer(state(), request, reply));
	app.put(`${PATH}/:offerId`, write, async (request) => updateOffer(state(), request));
	app.delete(`${PATH}/:offerId`, write, async (request, reply) => {
		removeOffer(state(), namedOffer(state(), request));
		return await reply.code(204).send();
	});
	app.post(`${PATH}/:offerId/withdraw`, write, async (request) => {
		const offer = namedOffer(state(), request);
		refileOffer(state(), offer, { published: false });
		return { listingId: offer.listingId };
	});
	// The offer keeps its id, the listing gets a new one; publishing what is published changes nothing.
	app.post(`${PATH}/:offerId/publish`, write, async (request) => {
		const offer = namedOffer(state(), request);
		refuseUnready(state(), offer);
		if (!offer.published) refileOffer(state(), offer, { listingId: nextItemId(state()), published: true });
		return { listingId: offer.listingId };
	});
}

/** There is no list of all offers: the SKU is required. */
function listOffers(state: EbayState, { sku, marketplace_id: marketplace }: Query): unknown {
	if (sku === undefined || sku === '') throw new Refusal(400, invalidValue('sku'));
	const found = offersOf(state, sku).filter(
		(offer) => marketplace === undefined || offer.marketplaceId === marketplace,
	);
	if (found.length === 0) throw notAvailable();
	const href = `${PATH}?sku=${encodeURIComponent(sku)}&offset=0&limit=100`;
	return {
		total: found.length,
		size: found.length,
		href,
		limit: 100,
		offers: found.map((offer) => showOffer(state, offer)),
	};
}

function showOffer(state: EbayState, offer: Offer): unknown {
	const listingStatus = shownQuantity(state, offer) > 0 ? 'ACTIVE' : 'OUT_OF_STOCK';
	return {
		offerId: offer.offerId,
		sku: offer.sku,
		marketplaceId: offer.marketplaceId,
		format: 'FIXED_PRICE',
		...(offer.availableQuantity === null ? {} : { availableQuantity: offer.availableQuantity }),
		pricingSummary: { price: amountOf(offer.price, offer.currency) },
		categoryId: '20625',
		merchantLocationKey: 'warehouse',
		...offer.shown,
		status: offer.published ? 'PUBLISHED' : 'UNPUBLISHED',
		...(offer.published ? { listing: { listingId: offer.listingId, listingStatus, soldQuantity: offer.sold } } : {}),
		listingDuration: 'GTC',
		...(offer.lotSize > 1 ? { lotSize: offer.lotSize } : {}),
	};
}
