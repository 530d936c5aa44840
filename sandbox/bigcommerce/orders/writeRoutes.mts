import { ApiError, notFound } from '../api/errors.mts';
import type { Call, Route, RouteReply } from '../api/route.mts';
import { orderJson } from './json.mts';
import type { Order, Shipment } from './order.mts';
import { knownOrder, shipmentJson } from './routes.mts';
import { createOrder, moveTo, writeOrder } from './writing.mts';
import { nowInSeconds, takeId } from '../store.mts';

const scope = 'store_v2_orders';
const plain = { consignments: 'none', structure: 'array' } as const;

export const orderWriteRoutes: readonly Route[] = [
	{ method: 'POST', path: '/v2/orders', scope, element: 'order', handle: postOrder },
	{ method: 'PUT', path: '/v2/orders/:id', scope, element: 'order', handle: putOrder },
	{ method: 'DELETE', path: '/v2/orders/:id', scope, handle: archiveOrder },
	{ method: 'POST', path: '/v2/orders/:id/shipments', scope, element: 'shipment', handle: postShipment },
	{ method: 'GET', path: '/v2/orders/:id/shipments/:shipment', scope, element: 'shipment', handle: getShipment },
	{ method: 'DELETE', path: '/v2/orders/:id/shipments/:shipment', scope, handle: deleteShipment },
];

function postOrder({ store, body }: Call): RouteReply {
	return { status: 201, body: orderJson(createOrder(store, body), plain, store.settings) };
}

function putOrder(call: Call): RouteReply {
	const order = knownOrder(call);
	writeOrder(call.store, order, call.body);
	return { body: orderJson(order, plain, call.store.settings) };
}

/** Into the archive, where its stock stays as it is. */
function archiveOrder(call: Call): RouteReply {
	const order = knownOrder(call);
	order.archived = true;
	order.modifiedAt = nowInSeconds(call.store);
	return {};
}

interface ShipmentBody {
	readonly order_address_id?: unknown;
	readonly tracking_number?: unknown;
	readonly tracking_carrier?: unknown;
	readonly shipping_provider?: unknown;
	readonly comments?: unknown;
	readonly items?: unknown;
}

/** The order is shipped when all its goods are, else partially. */
function postShipment(call: Call): RouteReply {
	const order = knownOrder(call);
	const body = (typeof call.body === 'object' && call.body !== null ? call.body : {}) as ShipmentBody;
	if (Number(body.order_address_id) !== order.addressId)
		throw new ApiError(400, "The field 'order_address_id' is invalid.");
	const shipment: Shipment = {
		id: takeId(call.store, 'item'),
		at: nowInSeconds(call.store),
		carrier: textOf(body.tracking_carrier),
		trackingNumber: textOf(body.tracking_number),
		items: itemsOf(order, body.items),
		shown: { comments: textOf(body.comments), shipping_provider: textOf(body.shipping_provider) },
	};
	order.shipments.push(shipment);
	const isWhole = order.lines.every((line) => shippedOf(order, line.id) >= line.quantity);
	moveTo(call.store, order, isWhole ? 2 : 3);
	return { status: 201, body: shipmentJson(order, shipment) };
}

function itemsOf(order: Order, items: unknown): NonNullable<Shipment['items']> {
	if (!Array.isArray(items) || items.length === 0) throw new ApiError(400, "The field 'items' is required.");
	return (items as { order_product_id?: unknown; quantity?: unknown }[]).map(({ order_product_id: id, quantity }) => {
		const line = order.lines.find((one) => one.id === Number(id));
		const left = line === undefined ? 0 : line.quantity - shippedOf(order, line.id);
		if (line === undefined || !Number.isInteger(quantity) || Number(quantity) < 1 || Number(quantity) > left)
			throw new ApiError(400, "The field 'items' is invalid.");
		return { lineId: line.id, quantity: Number(quantity) };
	});
}

function shippedOf({ shipments, lines }: Order, lineId: number): number {
	const ordered = lines.find(({ id }) => id === lineId)?.quantity ?? 0;
	return shipments
		.map(({ items }) => (items === undefined ? ordered : (items.find((item) => item.lineId === lineId)?.quantity ?? 0)))
		.reduce((all, quantity) => all + quantity, 0);
}

function getShipment(call: Call): RouteReply {
	const order = knownOrder(call);
	return { body: shipmentJson(order, knownShipment(call, order)) };
}

function deleteShipment(call: Call): RouteReply {
	const order = knownOrder(call);
	order.shipments.splice(order.shipments.indexOf(knownShipment(call, order)), 1);
	order.modifiedAt = nowInSeconds(call.store);
	return {};
}

function knownShipment({ path }: Call, { shipments }: Order): Shipment {
	const shipment = shipments.find(({ id }) => id === Number(path.shipment));
	if (shipment === undefined) throw notFound('shipment');
	return shipment;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
