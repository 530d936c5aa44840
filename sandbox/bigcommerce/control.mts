import type { FastifyInstance } from 'fastify';
import { ApiError } from './apiError.mts';
import { setStock, stockRows } from './controlStock.mts';
import { twoDecimals } from './money.mts';
import { amountsOf } from './orderAmounts.mts';
import type { Order } from './orderModel.mts';
import { cancelled, fulfilled, statusIdOf, statusName } from './orderStatuses.mts';
import { settleStock, takeLine } from './orderStock.mts';
import { refundOrder } from './refunds.mts';
import { newLine, saleJson, sell, type Sale, type SaleLine } from './selling.mts';
import { changeSettings } from './settingsControl.mts';
import { nowInSeconds, type Store } from './store.mts';

interface OrderName {
	readonly orderId: number | string;
}

interface RefundBody extends OrderName {
	/** Lines by SKU or id; without lines and amount everything that is left is refunded. */
	readonly lines?: readonly { readonly sku?: string; readonly lineId?: number; readonly quantity: number }[];
	readonly amount?: string;
	readonly reason?: string;
	readonly restock?: boolean;
}

/** The merchant's and the buyers' hands, for tests and the board. */
export function addStoreControl(app: FastifyInstance, store: () => Store): void {
	app.setErrorHandler(
		async (error, _request, reply) => await reply.code(error instanceof ApiError ? error.status : 500).send({ reason: String(error) }),
	);
	app.post('/sell', async ({ body }) => saleJson(sell(store(), body as Sale)));
	app.post('/bulk-sell', async ({ body }) => bulkSell(store(), body as BulkSale));
	app.post('/edit-order', async ({ body }) => editOrder(store(), body as OrderName & { lines: readonly SaleLine[] }));
	app.post('/touch', async ({ body }) => touch(store(), body as OrderName & { at?: string }));
	app.post('/refund', async ({ body }) => refund(store(), body as RefundBody));
	app.post('/cancel', async ({ body }) => changeStatus(store(), { ...(body as OrderName), status: cancelled }));
	app.post('/status', async ({ body }) => changeStatus(store(), body as OrderName & { status: number | string }));
	app.post('/corrupt', async ({ body }) => corrupt(store(), body as OrderName & { with?: Record<string, unknown> }));
	app.post('/stock', async ({ body }) => setStock(store(), body as { sku: string; quantity: number; safetyStock?: number }));
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
	const orders = Array.from({ length: count }, (_, index) => sell(store, { lines: [{ sku: skus[index % skus.length] ?? '', quantity: 1 }] }));
	return { orderIds: orders.map(({ id }) => String(id)) };
}

function allSkus(store: Store): string[] {
	return [...store.products.values()].flatMap(({ variants }) => variants.map(({ sku }) => sku)).filter((sku) => sku !== '');
}

/** Gives an order these lines. A line with the same SKU keeps its id; one that changes loses its discounts, as in the control panel. */
function editOrder(store: Store, { orderId, lines }: OrderName & { lines: readonly SaleLine[] }): unknown {
	const order = knownOrder(store, orderId);
	const adjusts = order.stockTaken && store.settings.editOrderStockAdjustment;
	const kept = lines.map((asked) => {
		const known = order.lines.find(({ sku }) => sku === asked.sku);
		const fresh = newLine(store, asked);
		const line = known ?? fresh;
		const changed = known !== undefined && (known.quantity !== asked.quantity || asked.price !== undefined);
		if (changed)
			Object.assign(line, {
				quantity: asked.quantity,
				...(asked.price === undefined ? {} : { price: fresh.price }),
				couponDiscount: 0,
				manualDiscount: 0,
			});
		if (adjusts) takeLine(store, line, line.quantity - line.stockTaken);
		return line;
	});
	if (adjusts) for (const line of order.lines.filter((other) => !kept.includes(other))) takeLine(store, line, -line.stockTaken);
	order.lines = kept;
	order.modifiedAt = nowInSeconds(store);
	return saleJson(order);
}

/** Moves the modification date, to now or to the moment `at`. */
function touch(store: Store, { orderId, at }: OrderName & { at?: string }): unknown {
	const order = knownOrder(store, orderId);
	order.modifiedAt = at === undefined ? nowInSeconds(store) : Math.floor(Date.parse(at) / 1000);
	return orderRow(order);
}

function refund(store: Store, body: RefundBody): unknown {
	const order = knownOrder(store, body.orderId);
	const booked = refundOrder(store, order, {
		lines: body.lines?.map((asked) => ({ lineId: lineIdOf(order, asked), quantity: asked.quantity })) ?? null,
		amount: body.lines === undefined ? (body.amount ?? null) : null,
		reason: body.reason ?? '',
		restock: body.restock ?? false,
	});
	return { ...orderRow(order), refundId: String(booked.id), amount: twoDecimals(booked.totalAmount) };
}

function lineIdOf(order: Order, { sku, lineId }: { sku?: string; lineId?: number }): number {
	const line = order.lines.find((other) => other.id === lineId || other.sku === sku);
	if (line === undefined) throw new ApiError(404, `Order ${order.id} has no line "${sku ?? lineId ?? ''}"`);
	return line.id;
}

function changeStatus(store: Store, { orderId, status }: OrderName & { status: number | string }): unknown {
	const order = knownOrder(store, orderId);
	order.statusId = statusIdOf(status);
	if (fulfilled.includes(order.statusId)) order.shippedAt ??= nowInSeconds(store);
	settleStock(store, order);
	order.modifiedAt = nowInSeconds(store);
	return orderRow(order);
}

/** Makes the order unreadable: a wrong total and lines unless `with` says what stands where. */
function corrupt(store: Store, { orderId, with: values }: OrderName & { with?: Record<string, unknown> }): unknown {
	const order = knownOrder(store, orderId);
	order.corruption = values ?? { total_inc_tax: 'not a number', consignments: 'none' };
	order.modifiedAt = nowInSeconds(store);
	return orderRow(order);
}

function orderRow(order: Order): { orderId: string; orderNumber: string; total: string; status: string; statusId: number } {
	return {
		orderId: String(order.id),
		orderNumber: String(order.id),
		total: twoDecimals(amountsOf(order).total.inc),
		status: statusName(order.statusId),
		statusId: order.statusId,
	};
}

function knownOrder(store: Store, id: number | string): Order {
	const order = store.orders.get(Number(id));
	if (order === undefined) throw new ApiError(404, `There is no order ${id}`);
	return order;
}
