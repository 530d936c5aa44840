import type { FastifyInstance } from 'fastify';
import { ApiError } from '../api/errors.mts';
import { setStock, stockRows, type StockByHand } from './stock.mts';
import { editOrder, type Edit } from './edit.mts';
import type { Order } from '../orders/order.mts';
import { orderRow } from './orderRow.mts';
import { cancelled, fulfilled, statusIdOf } from '../orders/statuses.mts';
import { updateOrderStock } from '../stock/orderStock.mts';
import { refund, type RefundBody } from './refund.mts';
import type { Sale } from './sale.mts';
import { sell } from './sell.mts';
import { changeSettings } from './settings.mts';
import { nowInSeconds, takeId, type Store } from '../store.mts';

interface OrderName {
	readonly orderId: number | string;
}

/** What the merchant and the buyers do, for tests and the board; sandbox/CONTROL.md tells the bodies. */
export function addStoreControl(app: FastifyInstance, store: () => Store): void {
	app.setErrorHandler(
		async (error, _request, reply) =>
			await reply.code(error instanceof ApiError ? error.status : 500).send({ reason: String(error) }),
	);
	app.post('/sell', async ({ body }) => orderRow(sell(store(), body as Sale)));
	app.post('/bulk-sell', async ({ body }) => bulkSell(store(), body as BulkSale));
	app.post('/edit-order', async ({ body }) =>
		changed(store(), body, (order) => editOrder(store(), order, body as Edit)),
	);
	app.post('/touch', async ({ body }) => touch(store(), body as OrderName & { at?: string }));
	app.post('/refund', async ({ body }) => refundReply(store(), body as OrderName & RefundBody));
	app.post('/cancel', async ({ body }) => changed(store(), body, (order) => setStatus(store(), order, cancelled)));
	app.post('/status', async ({ body }) =>
		changed(store(), body, (order) => setStatus(store(), order, (body as { status: number | string }).status)),
	);
	app.post('/ship', async ({ body }) => changed(store(), body, (order) => ship(store(), order, body as Parcel)));
	app.post('/delete', async ({ body }) => remove(store(), body as OrderName & { forGood?: boolean }));
	app.post('/corrupt', async ({ body }) =>
		changed(store(), body, (order) => corrupt(order, body as { with?: Record<string, unknown> })),
	);
	app.post('/stock', async ({ body }) => setStock(store(), body as StockByHand));
	app.get('/stock', async () => stockRows(store()).map(({ stock: _stock, ...row }) => row));
	app.get('/orders', async () => [...store().orders.values()].map(orderRow));
	app.get('/settings', async () => store().settings);
	app.post('/settings', async ({ body }) => changeSettings(store().settings, body));
}

interface BulkSale {
	readonly count: number;
	/** What is sold in turn; without it everything that has a SKU. */
	readonly skus?: readonly string[];
}

function bulkSell(store: Store, { count, skus = allSkus(store) }: BulkSale): { orderIds: string[] } {
	const orders = Array.from({ length: count }, (_, index) =>
		sell(store, { lines: [{ sku: skus[index % skus.length] ?? '', quantity: 1 }] }),
	);
	return { orderIds: orders.map(({ id }) => String(id)) };
}

function allSkus(store: Store): string[] {
	return [...store.products.values()]
		.flatMap(({ variants }) => variants.map(({ sku }) => sku))
		.filter((sku) => sku !== '');
}

/** Changes the order that the body names, now by the store's clock. */
function changed(store: Store, body: unknown, change: (order: Order) => void): unknown {
	const order = knownOrder(store, (body as OrderName).orderId);
	change(order);
	order.modifiedAt = nowInSeconds(store);
	return orderRow(order);
}

/** Moves the modification date, to now or to the moment `at`. */
function touch(store: Store, { orderId, at }: OrderName & { at?: string }): unknown {
	const order = knownOrder(store, orderId);
	order.modifiedAt = at === undefined ? nowInSeconds(store) : Math.floor(Date.parse(at) / 1000);
	return orderRow(order);
}

/** Into the archive, or away for good. Its stock stays as it is. */
function remove(store: Store, { orderId, forGood = false }: OrderName & { forGood?: boolean }): unknown {
	const order = knownOrder(store, orderId);
	order.archived = true;
	order.modifiedAt = nowInSeconds(store);
	if (forGood) store.orders.delete(order.id);
	return orderRow(order);
}

function refundReply(store: Store, body: OrderName & RefundBody): unknown {
	const order = knownOrder(store, body.orderId);
	const booked = refund(store, order, body);
	return { ...orderRow(order), ...booked };
}

function setStatus(store: Store, order: Order, status: number | string): void {
	order.statusId = statusIdOf(status);
	if (fulfilled.includes(order.statusId)) order.shippedAt ??= nowInSeconds(store);
	updateOrderStock(store, order);
}

interface Parcel {
	readonly carrier?: string;
	readonly trackingNumber?: string;
}

/** The merchant enters a parcel with everything that was ordered. */
function ship(store: Store, order: Order, { carrier = '', trackingNumber = '' }: Parcel): void {
	order.shipments.push({ id: takeId(store, 'item'), at: nowInSeconds(store), carrier, trackingNumber });
	setStatus(store, order, 2);
}

/** Makes the order unreadable: a wrong total and lines unless `with` says what stands where. */
function corrupt(order: Order, { with: values }: { with?: Record<string, unknown> }): void {
	order.corruption = values ?? { total_inc_tax: 'not a number', consignments: 'none', products: 'none' };
}

function knownOrder(store: Store, id: number | string): Order {
	const order = store.orders.get(Number(id));
	if (order === undefined) throw new ApiError(404, `There is no order ${id}`);
	return order;
}
