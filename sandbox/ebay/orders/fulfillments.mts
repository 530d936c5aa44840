import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asArray, asObject } from '../api/inventoryRequest.mts';
import { fulfillmentError, Refusal } from '../api/errors.mts';
import { requireScope } from '../api/gateway.mts';
import { touch } from './knownOrder.mts';
import { showFulfillment, showFulfillments } from './json.mts';
import { isListed, type Fulfillment, type Order } from './order.mts';
import type { EbayState } from '../state.mts';
import { SCOPES } from '../oauth/tokens.mts';

const PATH = '/sell/fulfillment/v1/order/:orderId/shipping_fulfillment';
const FIELDS = ['lineItems', 'shippedDate', 'shippingCarrierCode', 'trackingNumber'];

type Items = NonNullable<Fulfillment['items']>;

/** https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/shipping_fulfillment */
export function addFulfillments(app: FastifyInstance, state: () => EbayState): void {
	const read = { preHandler: requireScope(state, SCOPES.fulfillment, SCOPES.fulfillmentRead) };
	const write = { preHandler: requireScope(state, SCOPES.fulfillment) };
	app.get(PATH, read, async (request) => showFulfillments(namedOrder(state(), request)));
	app.get(`${PATH}/:fulfillmentId`, read, async (request) => {
		const order = namedOrder(state(), request);
		const { fulfillmentId } = request.params as { fulfillmentId: string };
		const found = order.fulfillments.find((one) => one.fulfillmentId === fulfillmentId);
		if (found === undefined) throw refused(404, 32300, `Shipping fulfillment ID not found: ${fulfillmentId}`);
		return showFulfillment(order, found);
	});
	app.post(PATH, write, async (request, reply) => await ship(state(), request, reply));
}

/** A listed order, by the address of the request. */
export function namedOrder(state: EbayState, request: FastifyRequest): Order {
	const { orderId } = request.params as { orderId: string };
	const order = state.orders.get(orderId);
	if (order === undefined || !isListed(order)) throw refused(404, 32100, `Invalid order ID: ${orderId}`);
	return order;
}

/** A parcel with these lines, or with all that is left of them; when nothing is left the order is fulfilled. */
async function ship(state: EbayState, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
	const order = namedOrder(state, request);
	const body = asObject(request.body, 'body', FIELDS);
	const [carrier, trackingNumber] = [textOf(body.shippingCarrierCode), textOf(body.trackingNumber)];
	if ((carrier === null) !== (trackingNumber === null))
		throw refused(400, 32200, 'Tracking number and shipping carrier are given together or not at all.');
	if (trackingNumber !== null && !/^[a-z0-9]+$/i.test(trackingNumber))
		throw refused(400, 32210, 'A tracking number has letters and digits alone.');
	const fulfillment: Fulfillment = {
		fulfillmentId: trackingNumber ?? String(state.nextNumber()),
		at: shippedAt(state, body.shippedDate),
		carrier,
		trackingNumber,
		items: itemsOf(order, body.lineItems),
	};
	order.fulfillments.push(fulfillment);
	order.fulfillment = left(order).length === 0 ? 'FULFILLED' : 'IN_PROGRESS';
	touch(state, order);
	const location = `https://api.ebay.com/sell/fulfillment/v1/order/${order.orderId}/shipping_fulfillment/${fulfillment.fulfillmentId}`;
	return await reply.code(201).header('location', location).send({});
}

function itemsOf(order: Order, rows: unknown): Items {
	if (rows === undefined) return left(order);
	return asArray(rows, 'lineItems').map((row) => {
		const { lineItemId, quantity } = asObject(row, 'lineItems', ['lineItemId', 'quantity']);
		const line = left(order).find((one) => one.lineItemId === lineItemId);
		const units = quantity === undefined ? line?.quantity : quantity;
		if (line === undefined) throw refused(400, 32220, `Invalid line item ID: ${String(lineItemId)}`);
		if (!Number.isInteger(units) || Number(units) < 1 || Number(units) > line.quantity)
			throw refused(400, 32230, `Invalid quantity of line item ${line.lineItemId}`);
		return { lineItemId: line.lineItemId, quantity: Number(units) };
	});
}

/** What no parcel holds yet; a parcel that names no lines holds everything. */
function left({ lines, fulfillments }: Order): Items {
	const sent = (id: string, all: number): number =>
		fulfillments
			.map(({ items }) => (items === undefined ? all : (items.find((item) => item.lineItemId === id)?.quantity ?? 0)))
			.reduce((sum, quantity) => sum + quantity, 0);
	return lines
		.map(({ lineItemId, quantity }) => ({ lineItemId, quantity: quantity - sent(lineItemId, quantity) }))
		.filter(({ quantity }) => quantity > 0);
}

function shippedAt(state: EbayState, date: unknown): number {
	if (date === undefined) return state.now();
	const at = Date.parse(String(date));
	if (Number.isNaN(at)) throw refused(400, 32240, `Invalid shipped date: ${String(date)}`);
	return at;
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

function refused(status: number, errorId: number, message: string): Refusal {
	return new Refusal(status, fulfillmentError(errorId, message));
}
