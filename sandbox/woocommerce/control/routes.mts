import type { FastifyInstance } from 'fastify';
import { setStock, stockRow } from './stock.mts';
import { editOrder, type Edit } from './edit.mts';
import { remove } from '../orders/routes.mts';
import { orderRow } from './orderRow.mts';
import type { Order } from '../orders/order.mts';
import { setStatus } from '../orders/statuses.mts';
import { finish, refund, takeBack, type RefundBody, type RefundName } from './refund.mts';
import { RestError } from '../api/errors.mts';
import type { Sale } from './sale.mts';
import { sell } from './sell.mts';
import { changeSettings } from './settings.mts';
import { nowInSeconds, takeId, type Shop } from '../shop.mts';

interface OrderName {
	/** The order's id, as number or text. */
	readonly orderId: number | string;
}

/** What the merchant and the buyers do, for tests and the board; sandbox/CONTROL.md tells the bodies. */
export function addShopControl(app: FastifyInstance, shop: () => Shop): void {
	app.setErrorHandler(
		async (error, _request, reply) =>
			await reply.code(error instanceof RestError ? error.status : 500).send({ reason: String(error) }),
	);
	app.post('/sell', async ({ body }) => orderRow(shop(), sell(shop(), body as Sale)));
	app.post('/bulk-sell', async ({ body }) => bulkSell(shop(), body as { count: number }));
	app.post('/edit-order', async ({ body }) => changed(shop(), body, (order) => editOrder(shop(), order, body as Edit)));
	app.post('/renumber', async ({ body }) => renumber(shop(), body as Renumbering));
	app.post('/touch', async ({ body }) => touch(shop(), body as OrderName & { at?: string }));
	app.post('/refund', async ({ body }) => refundReply(shop(), body as OrderName & RefundBody));
	app.post('/refund-finish', async ({ body }) =>
		unmoved(shop(), body, (order) => finish(shop(), order, body as RefundName)),
	);
	app.post('/refund-delete', async ({ body }) => unmoved(shop(), body, (order) => takeBack(order, body as RefundName)));
	app.post('/cancel', async ({ body }) => changed(shop(), body, (order) => setStatus(shop(), order, 'cancelled')));
	app.post('/status', async ({ body }) =>
		changed(shop(), body, (order) => setStatus(shop(), order, (body as { status: string }).status)),
	);
	app.post('/note', async ({ body }) => changed(shop(), body, (order) => note(shop(), order, body as MetaNote)));
	app.post('/delete', async ({ body }) => removed(shop(), body as OrderName & { forGood?: boolean }));
	app.post('/corrupt', async ({ body }) =>
		changed(shop(), body, (order) => corrupt(order, body as { with?: Record<string, unknown> })),
	);
	app.post('/stock', async ({ body }) => setStock(shop(), body as { sku: string; quantity: number }));
	app.get('/stock', async () =>
		[...shop().products.values()].filter(({ sku }) => sku !== '').map((product) => stockRow(shop(), product)),
	);
	app.get('/orders', async () => [...shop().orders.values()].map((order) => orderRow(shop(), order)));
	app.get('/settings', async () => shop().settings);
	app.post('/settings', async ({ body }) => changeSettings(shop().settings, body));
}

function bulkSell(shop: Shop, { count }: { count: number }): { orderIds: string[] } {
	const goods = [...shop.products.values()].filter((product) => product.type !== 'variable' && product.sku !== '');
	const orders = Array.from({ length: count }, (_, index) =>
		sell(shop, { lines: [{ sku: goods[index % goods.length]?.sku ?? '', quantity: 1 }] }),
	);
	return { orderIds: orders.map(({ id }) => String(id)) };
}

/** Changes the order that the body names, now by the shop's clock. */
function changed(shop: Shop, body: unknown, change: (order: Order) => void): unknown {
	const order = knownOrder(shop, (body as OrderName).orderId);
	change(order);
	order.modifiedAt = nowInSeconds(shop);
	return orderRow(shop, order);
}

/** Does to the order that the body names what moves its date by itself, or moves it not at all. */
function unmoved(shop: Shop, body: unknown, change: (order: Order) => void): unknown {
	const order = knownOrder(shop, (body as OrderName).orderId);
	change(order);
	return orderRow(shop, order);
}

interface Renumbering {
	/** Without it: all orders. */
	readonly orderId?: number | string;
	readonly orderNumber?: string;
	readonly prefix?: string;
}

/** A plugin for order numbers calls orders otherwise from now on. It writes beside the orders, so that their modification dates stay. */
function renumber(shop: Shop, { orderId, orderNumber, prefix = '' }: Renumbering): unknown {
	const orders = orderId === undefined ? [...shop.orders.values()] : [knownOrder(shop, orderId)];
	for (const order of orders) order.number = orderNumber ?? `${prefix}${order.number}`;
	if (orderId === undefined) shop.settings.orderNumberPrefix = `${prefix}${shop.settings.orderNumberPrefix}`;
	const rows = orders.map((order) => orderRow(shop, order));
	return orderId === undefined ? rows : rows[0];
}

/** Moves the modification date, to now or to the moment `at`. */
function touch(shop: Shop, { orderId, at }: OrderName & { at?: string }): unknown {
	const order = knownOrder(shop, orderId);
	order.modifiedAt = at === undefined ? nowInSeconds(shop) : Math.floor(Date.parse(at) / 1000);
	return orderRow(shop, order);
}

/** Into the trash, or away for good, as the API's own DELETE does it. */
function removed(shop: Shop, { orderId, forGood = false }: OrderName & { forGood?: boolean }): unknown {
	const order = knownOrder(shop, orderId);
	remove(shop, order, forGood);
	return orderRow(shop, order);
}

function refundReply(shop: Shop, body: OrderName & RefundBody): unknown {
	const order = knownOrder(shop, body.orderId);
	const booked = refund(shop, order, body);
	return { ...orderRow(shop, order), ...booked };
}

interface MetaNote {
	readonly key: string;
	readonly value: unknown;
}

/** A plugin notes something on the order, as gateways do with their fee and shipping plugins with parcels. */
function note(shop: Shop, order: Order, { key, value }: MetaNote): void {
	const known = order.metaData.find((meta) => meta.key === key);
	if (known === undefined) order.metaData.push({ id: takeId(shop, 'meta'), key, value });
	else known.value = value;
}

/** Makes the order unreadable: wrong lines unless `with` says what stands where. */
function corrupt(order: Order, { with: values }: { with?: Record<string, unknown> }): void {
	order.corruption = values ?? { total: 'not a number', line_items: 'none' };
}

function knownOrder(shop: Shop, id: number | string): Order {
	const order = shop.orders.get(Number(id));
	if (order === undefined) throw new RestError(404, 'unknown_order', `There is no order ${id}`);
	return order;
}
