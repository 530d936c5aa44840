import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireScope } from '../api/gateway.mts';
import { asObject, isQuantity, readContentLanguage, readNumber, readRequests } from '../api/inventoryRequest.mts';
import { inventoryError, invalidValue, Refusal } from '../api/errors.mts';
import { removeOffer } from './offerWriting.mts';
import { offersOf } from '../stock/sellable.mts';
import type { EbayState, InventoryItem } from '../state.mts';
import { SCOPES } from '../oauth/tokens.mts';

const PATH = '/sell/inventory/v1';
const ITEM_FIELDS = ['availability', 'condition', 'conditionDescription', 'packageWeightAndSize', 'product'];

type Json = Record<string, unknown>;
type Query = Readonly<Record<string, string | undefined>>;

/** https://developer.ebay.com/api-docs/sell/inventory/resources/methods */
export function addInventoryItems(app: FastifyInstance, state: () => EbayState): void {
	const read = { preHandler: requireScope(state, SCOPES.inventory, SCOPES.inventoryRead) };
	const write = { preHandler: requireScope(state, SCOPES.inventory) };
	app.get(`${PATH}/inventory_item`, read, async (request) => listItems(state(), request));
	app.get(`${PATH}/inventory_item/:sku`, read, async (request) => {
		const { sku } = request.params as { sku: string };
		const item = state().items.get(sku);
		if (item === undefined) throw new Refusal(404, notFound(sku));
		return showItem(item);
	});
	app.post(`${PATH}/bulk_get_inventory_item`, read, async (request, reply) => await getMany(state(), request, reply));
	app.delete(`${PATH}/inventory_item/:sku`, write, async (request, reply) => {
		const { sku } = request.params as { sku: string };
		if (!state().items.delete(sku)) throw new Refusal(404, notFound(sku));
		for (const offer of offersOf(state(), sku)) removeOffer(state(), offer);
		return await reply.code(204).send();
	});
	app.get(`${PATH}/location`, read, async () => ({ total: 1, limit: 100, offset: 0, locations: [warehouse] }));
	app.put(`${PATH}/inventory_item/:sku`, write, async (request, reply) => await replaceItem(state(), request, reply));
}

const warehouse = {
	location: { address: { city: 'Albany', stateOrProvince: 'NY', postalCode: '12207', country: 'US' } },
	name: 'Harbour warehouse',
	merchantLocationStatus: 'ENABLED',
	locationTypes: ['WAREHOUSE'],
	merchantLocationKey: 'warehouse',
};

function notFound(sku: string): ReturnType<typeof inventoryError> {
	return inventoryError(25710, "We didn't find the resource/entity you are requesting. Please verify the request", {
		SKU: sku,
	});
}

function listItems(state: EbayState, request: FastifyRequest): Json {
	const query = request.query as Query;
	const limit = readNumber(query.limit, 'limit', { least: 1, most: 200, otherwise: 25 });
	// Counts pages here, where the Fulfillment API counts rows.
	const offset = readNumber(query.offset, 'offset', { least: 0, most: 1_000_000, otherwise: 0 });
	if (offset > 0) request.hardPaths.push('inventory page 2');
	const all = [...state.items.values()];
	const page = all.slice(offset * limit, (offset + 1) * limit);
	const link = (to: number): string => `${PATH}/inventory_item?limit=${limit}&offset=${to}`;
	return {
		total: all.length,
		size: page.length,
		href: link(offset),
		...((offset + 1) * limit < all.length ? { next: link(offset + 1) } : {}),
		...(offset > 0 ? { prev: link(offset - 1) } : {}),
		limit,
		inventoryItems: page.map(showItem),
	};
}

function showItem(item: InventoryItem): Json {
	return {
		sku: item.sku,
		locale: item.locale,
		...(item.product === null ? {} : { product: item.product }),
		...(item.condition === null ? {} : { condition: item.condition }),
		availability: { shipToLocationAvailability: { quantity: item.quantity } },
		...(item.group === null ? {} : { groupIds: [item.group], inventoryItemGroupKeys: [item.group] }),
	};
}

async function getMany(state: EbayState, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
	const requests = readRequests(request.body, ['sku']);
	const responses = requests.map(({ sku }) => {
		const item = typeof sku === 'string' ? state.items.get(sku) : undefined;
		if (item === undefined) return { statusCode: 404, sku, errors: [notFound(String(sku))], warnings: [] };
		return { statusCode: 200, sku, inventoryItem: showItem(item), errors: [], warnings: [] };
	});
	return await reply.code(responses.every(({ statusCode }) => statusCode === 200) ? 200 : 207).send({ responses });
}

/** A full replacement: whatever the body leaves out is gone, as on eBay. */
async function replaceItem(state: EbayState, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
	const { sku } = request.params as { sku: string };
	const locale = readContentLanguage(request);
	if (sku.length > 50)
		throw new Refusal(
			400,
			inventoryError(25707, 'This is an invalid value for a SKU. It must be 50 characters or less.'),
		);
	const { availability = {}, product, condition } = asObject(request.body, 'body', ITEM_FIELDS);
	const { shipToLocationAvailability = {} } = asObject(availability, 'availability', ['shipToLocationAvailability']);
	const { quantity = 0 } = asObject(shipToLocationAvailability, 'availability.shipToLocationAvailability', [
		'quantity',
	]);
	if (!isQuantity(quantity)) throw new Refusal(400, invalidValue('quantity'));
	const group = state.items.get(sku)?.group ?? null;
	state.items.set(sku, {
		sku,
		quantity,
		condition: condition === undefined ? null : String(condition),
		product: product === undefined ? null : (product as Json),
		locale,
		group,
	});
	return await reply.code(204).send();
}
