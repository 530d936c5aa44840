import type { FastifyInstance } from 'fastify';
import { requireScope } from '../api/gateway.mts';
import { asArray, asObject, isQuantity, readRequests } from '../api/inventoryRequest.mts';
import { cents } from '../money.mts';
import { inventoryError, invalidValue, Refusal, type RestError } from '../api/errors.mts';
import { offersOf, shownQuantity } from './sellable.mts';
import { countRevision, mayRevise } from './revisions.mts';
import type { EbayState, Offer } from '../state.mts';
import { SCOPES } from '../oauth/tokens.mts';

const MOST_OFFERS = 25;

type Json = Record<string, unknown>;

interface Row {
	readonly statusCode: number;
	readonly sku?: unknown;
	readonly offerId?: unknown;
	readonly errors: readonly RestError[];
	readonly warnings: readonly RestError[];
}

/** https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/bulkUpdatePriceQuantity */
export function addBulkUpdate(app: FastifyInstance, state: () => EbayState): void {
	const preHandler = requireScope(state, SCOPES.inventory);
	app.post('/sell/inventory/v1/bulk_update_price_quantity', { preHandler }, async (request, reply) => {
		const requests = readRequests(request.body, ['sku', 'shipToLocationAvailability', 'offers']).map(readShape);
		request.hardPaths.push('bulk update');
		if (requests.some(({ offers }) => offers.length > 0)) request.hardPaths.push('offer update');
		const responses = requests.flatMap((update) => applyUpdate(state(), update));
		return await reply.code(responses.every(({ statusCode }) => statusCode === 200) ? 200 : 207).send({ responses });
	});
}

interface Update {
	readonly sku: unknown;
	/** Undefined when the item's own quantity stays. */
	readonly quantity: unknown;
	readonly offers: readonly Json[];
}

function readShape(row: Json): Update {
	const availability = row.shipToLocationAvailability;
	const ship =
		availability === undefined ? {} : asObject(availability, 'requests.shipToLocationAvailability', ['quantity']);
	const offers = row.offers === undefined ? [] : asArray(row.offers, 'requests.offers');
	if (offers.length > MOST_OFFERS)
		throw new Refusal(400, inventoryError(25727, `The number of offers in the request cannot exceed ${MOST_OFFERS}.`));
	return { sku: row.sku, quantity: ship.quantity, offers: offers.map(readOfferShape) };
}

function readOfferShape(value: unknown): Json {
	const offer = asObject(value, 'requests.offers', ['offerId', 'availableQuantity', 'price']);
	return offer.price === undefined
		? offer
		: { ...offer, price: asObject(offer.price, 'requests.offers.price', ['value', 'currency']) };
}

/** One revision for every listing that shows something else afterwards, however many rows changed it. */
function applyUpdate(state: EbayState, update: Update): Row[] {
	const shown = (offer: Offer): string => `${shownQuantity(state, offer)} ${offer.price}`;
	const before = new Map(offersTouchedBy(state, update).map((offer) => [offer, shown(offer)]));
	const rows = applyRows(state, update);
	for (const [offer, was] of before) if (shown(offer) !== was) countRevision(state, offer.listingId);
	return rows;
}

function offersTouchedBy(state: EbayState, update: Update): Offer[] {
	const named = update.offers.flatMap(({ offerId }) => state.offers.get(String(offerId)) ?? []);
	return [...named, ...offersOf(state, String(update.sku))].filter((offer) => offer.published);
}

function applyRows(state: EbayState, update: Update): Row[] {
	const toItem =
		update.quantity === undefined && update.offers.length > 0 ? [] : [rowOf(applyToItem(state, update), update.sku)];
	return [
		...toItem,
		...update.offers.map((offer) => rowOf(applyToOffer(state, update.sku, offer), update.sku, offer.offerId)),
	];
}

function rowOf(error: RestError | null, sku: unknown, offerId?: unknown): Row {
	const statusCode = error === null ? 200 : error.errorId === 25702 || error.errorId === 25713 ? 404 : 400;
	const key = { ...(sku === undefined ? {} : { sku }), ...(offerId === undefined ? {} : { offerId }) };
	return { statusCode, ...key, errors: error === null ? [] : [error], warnings: [] };
}

function applyToItem(state: EbayState, { sku, quantity }: Update): RestError | null {
	const item = typeof sku === 'string' ? state.items.get(sku) : undefined;
	if (item === undefined)
		return inventoryError(25702, `${String(sku)} could not be found or is not available in the system.`, {
			SKU: String(sku),
		});
	if (!isQuantity(quantity)) return invalidValue('quantity');
	const revised = offersOf(state, item.sku).filter((offer) => offer.published && item.quantity !== quantity);
	if (!revised.every(({ listingId }) => mayRevise(state, listingId))) return revisedTooOften();
	item.quantity = quantity;
	return null;
}

function applyToOffer(state: EbayState, sku: unknown, change: Json): RestError | null {
	const offer = typeof change.offerId === 'string' ? state.offers.get(change.offerId) : undefined;
	const isAvailable = offer?.published === true && (sku === undefined || offer.sku === sku);
	if (offer === undefined || !isAvailable)
		return inventoryError(25713, 'This Offer is not available.', { offerId: String(change.offerId) });
	const { availableQuantity = offer.availableQuantity, price } = change;
	if (availableQuantity !== null && !isQuantity(availableQuantity)) return invalidValue('availableQuantity');
	const newPrice = price === undefined ? offer.price : readPrice(price, offer.currency);
	if (newPrice === null) return invalidValue('price');
	const changes = offer.availableQuantity !== availableQuantity || offer.price !== newPrice;
	if (changes && !mayRevise(state, offer.listingId)) return revisedTooOften();
	offer.availableQuantity = availableQuantity;
	offer.price = newPrice;
	return null;
}

function readPrice(price: unknown, currency: string): number | null {
	const { value, currency: asked } = price as Json;
	const isAmount = typeof value === 'string' && /^\d+(\.\d{1,2})?$/.test(value) && Number(value) > 0;
	return isAmount && asked === currency ? cents(value) : null;
}

function revisedTooOften(): RestError {
	return inventoryError(
		25019,
		'Cannot revise the listing. The listing was revised the maximum number of times for this calendar day.',
	);
}
