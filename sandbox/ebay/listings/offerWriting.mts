import type { FastifyReply, FastifyRequest } from 'fastify';
import { asObject, isQuantity, readContentLanguage } from '../api/inventoryRequest.mts';
import { cents } from '../money.mts';
import { inventoryError, invalidValue, Refusal } from '../api/errors.mts';
import { offersOf } from '../stock/sellable.mts';
import type { EbayState, Offer } from '../state.mts';

type Json = Readonly<Record<string, unknown>>;

/** Fields that are shown as they were sent. */
const SHOWN = [
	...['categoryId', 'secondaryCategoryId', 'storeCategoryNames', 'merchantLocationKey', 'listingDescription'],
	...['listingPolicies', 'listingStartDate', 'includeCatalogProductDetails', 'hideBuyerDetails', 'tax', 'charity'],
	...['quantityLimitPerBuyer', 'regulatory', 'extendedProducerResponsibility'],
];
const FIELDS = [
	...['sku', 'marketplaceId', 'format', 'availableQuantity', 'pricingSummary', 'lotSize', 'listingDuration'],
	...SHOWN,
];

export function notAvailable(): Refusal {
	return new Refusal(404, inventoryError(25713, 'This Offer is not available.'));
}

export function namedOffer(state: EbayState, request: FastifyRequest): Offer {
	const offer = state.offers.get((request.params as { offerId: string }).offerId);
	if (offer === undefined) throw notAvailable();
	return offer;
}

/** An offer for an item on a marketplace, unpublished. There is one of a format for each. */
export async function createOffer(
	state: EbayState,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	readContentLanguage(request);
	const body = readOffer(request.body);
	const { sku, marketplaceId, format } = body;
	if (typeof sku !== 'string' || !state.items.has(sku)) throw unknownSku(sku);
	if (typeof marketplaceId !== 'string' || !/^EBAY_[A-Z]{2,}$/.test(marketplaceId))
		throw new Refusal(400, invalidValue('marketplaceId'));
	if (format !== 'FIXED_PRICE') throw new Refusal(400, invalidValue('format'));
	const other = offersOf(state, sku).find((offer) => offer.marketplaceId === marketplaceId);
	if (other !== undefined)
		throw new Refusal(400, inventoryError(25002, 'Offer entity already exists.', { offerId: other.offerId }));
	const offer: Offer = {
		offerId: String(5_000_000_000 + state.nextNumber()),
		sku,
		marketplaceId,
		currency: currencyOf(body) ?? 'USD',
		availableQuantity: null,
		price: 0,
		published: false,
		lotSize: 1,
		listingId: '',
		sold: 0,
	};
	write(offer, body);
	state.offers.set(offer.offerId, offer);
	state.offersBySku.set(sku, [...offersOf(state, sku), offer]);
	return await reply.code(201).send({ offerId: offer.offerId });
}

/** A full replacement: whatever the body leaves out is gone, as on eBay. */
export function updateOffer(state: EbayState, request: FastifyRequest): Json {
	readContentLanguage(request);
	const offer = namedOffer(state, request);
	const body = readOffer(request.body);
	const currency = currencyOf(body);
	if (currency !== null && currency !== offer.currency) throw new Refusal(400, invalidValue('currency'));
	if (offer.published && currency === null) throw new Refusal(400, invalidValue('pricingSummary.price'));
	write(offer, body);
	return { offerId: offer.offerId };
}

/** Its listing ends with it. */
export function removeOffer(state: EbayState, { offerId, sku }: Offer): void {
	state.offers.delete(offerId);
	state.offersBySku.set(
		sku,
		offersOf(state, sku).filter((offer) => offer.offerId !== offerId),
	);
}

/** A listing needs a category, a price, a place where the goods lie, and goods. */
export function refuseUnready(state: EbayState, offer: Offer): void {
	if (offer.published || offer.shown === undefined) return;
	const missing = ['categoryId', 'merchantLocationKey'].find((name) => offer.shown?.[name] === undefined);
	if (missing !== undefined) throw new Refusal(400, invalidValue(missing));
	if (offer.price <= 0) throw new Refusal(400, invalidValue('pricingSummary.price'));
	if ((state.items.get(offer.sku)?.quantity ?? 0) < 1) throw new Refusal(400, invalidValue('availableQuantity'));
}

function readOffer(body: unknown): Json {
	const row = asObject(body, 'body', FIELDS);
	const { availableQuantity, lotSize } = row;
	if (availableQuantity !== undefined && !isQuantity(availableQuantity))
		throw new Refusal(400, invalidValue('availableQuantity'));
	if (lotSize !== undefined && !(isQuantity(lotSize) && lotSize > 1)) throw new Refusal(400, invalidValue('lotSize'));
	return row;
}

function write(offer: Offer, { availableQuantity, lotSize, pricingSummary, ...rest }: Json): void {
	const { price } = (pricingSummary ?? {}) as { price?: { value?: unknown } };
	offer.availableQuantity = typeof availableQuantity === 'number' ? availableQuantity : null;
	offer.lotSize = typeof lotSize === 'number' ? lotSize : 1;
	offer.price = price === undefined ? 0 : priceIn(price.value);
	offer.shown = Object.fromEntries(Object.entries(rest).filter(([name]) => SHOWN.includes(name)));
}

function priceIn(value: unknown): number {
	try {
		return cents(value as string);
	} catch {
		throw new Refusal(400, invalidValue('price'));
	}
}

function currencyOf({ pricingSummary }: Json): string | null {
	const { price } = (pricingSummary ?? {}) as { price?: { currency?: unknown } };
	return typeof price?.currency === 'string' ? price.currency : null;
}

function unknownSku(sku: unknown): Refusal {
	return new Refusal(
		400,
		inventoryError(25702, `${String(sku)} could not be found or is not available in the system.`, { SKU: String(sku) }),
	);
}
