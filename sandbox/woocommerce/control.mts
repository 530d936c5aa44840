import type { FastifyInstance } from 'fastify';
import { setStock, stockRow } from './controlStock.mts';
import { formatAmount } from './money.mts';
import { addLine, removeLine, replaceLine } from './orderLines.mts';
import type { Order } from './orderModel.mts';
import { setStatus } from './orderStatus.mts';
import { refunded, totalsOf } from './orderTotals.mts';
import { amountIn, refundOrder } from './refunds.mts';
import { RestError } from './restError.mts';
import { findProduct, saleJson, sell, type Sale, type SaleLine } from './selling.mts';
import { changeSettings } from './settingsControl.mts';
import { nowInSeconds, type Shop } from './shop.mts';

interface OrderName {
	/** The order's id, as number or text. */
	readonly orderId: number | string;
}

interface RefundBody extends OrderName {
	/** Lines by SKU or id; without lines and amount everything that is left is refunded. */
	readonly lines?: readonly { readonly sku?: string; readonly lineId?: number; readonly quantity: number }[];
	/** A decimal. */
	readonly amount?: string;
	readonly reason?: string;
	/** Whether the goods of the lines go back on the shelf. */
	readonly restock?: boolean;
}

/** The merchant's and the buyers' hands, for tests and the board. */
export function addShopControl(app: FastifyInstance, shop: () => Shop): void {
	app.setErrorHandler(
		async (error, _request, reply) => await reply.code(error instanceof RestError ? error.status : 500).send({ reason: String(error) }),
	);
	app.post('/sell', async ({ body }) => saleJson(shop(), sell(shop(), body as Sale)));
	app.post('/bulk-sell', async ({ body }) => bulkSell(shop(), body as { count: number }));
	app.post('/edit-order', async ({ body }) => editOrder(shop(), body as OrderName & { lines: readonly SaleLine[] }));
	app.post('/touch', async ({ body }) => touch(shop(), body as OrderName & { at?: string }));
	app.post('/refund', async ({ body }) => refund(shop(), body as RefundBody));
	app.post('/cancel', async ({ body }) => changeStatus(shop(), { ...(body as OrderName), status: 'cancelled' }));
	app.post('/status', async ({ body }) => changeStatus(shop(), body as OrderName & { status: string }));
	app.post('/corrupt', async ({ body }) => corrupt(shop(), body as OrderName & { with?: Record<string, unknown> }));
	app.post('/stock', async ({ body }) => setStock(shop(), body as { sku: string; quantity: number }));
	app.get('/stock', async () => [...shop().products.values()].filter(({ sku }) => sku !== '').map((product) => stockRow(shop(), product)));
	app.get('/orders', async () => [...shop().orders.values()].map(orderRow));
	app.get('/settings', async () => shop().settings);
	app.post('/settings', async ({ body }) => changeSettings(shop().settings, body));
}

function bulkSell(shop: Shop, { count }: { count: number }): { orderIds: string[] } {
	const goods = [...shop.products.values()].filter((product) => product.type !== 'variable' && product.sku !== '');
	const orders = Array.from({ length: count }, (_, index) => sell(shop, { lines: [{ sku: goods[index % goods.length]?.sku ?? '', quantity: 1 }] }));
	return { orderIds: orders.map(({ id }) => String(id)) };
}

/** Gives an order these lines; a line of the same product keeps its id. */
function editOrder(shop: Shop, { orderId, lines }: OrderName & { lines: readonly SaleLine[] }): unknown {
	const order = knownOrder(shop, orderId);
	const kept = lines.map((asked) => {
		const product = findProduct(shop, asked.sku);
		const draft = { product, quantity: asked.quantity, price: asked.price };
		const line = order.lines.find(({ productId, variationId }) => (variationId === 0 ? productId : variationId) === product.id);
		if (line === undefined) return addLine(shop, order, draft);
		replaceLine(shop, order, { line, draft });
		return line;
	});
	for (const line of order.lines.filter((other) => !kept.includes(other))) removeLine(shop, order, line);
	order.modifiedAt = nowInSeconds(shop);
	return saleJson(shop, order);
}

/** Moves the modification date, to now or to the moment `at`. */
function touch(shop: Shop, { orderId, at }: OrderName & { at?: string }): unknown {
	const order = knownOrder(shop, orderId);
	order.modifiedAt = at === undefined ? nowInSeconds(shop) : Math.floor(Date.parse(at) / 1000);
	return orderRow(order);
}

function refund(shop: Shop, body: RefundBody): unknown {
	const order = knownOrder(shop, body.orderId);
	const everything = body.lines === undefined && body.amount === undefined;
	const booked = refundOrder(shop, order, {
		lines: everything ? allLines(order) : (body.lines ?? []).map((asked) => ({ lineId: lineIdOf(shop, order, asked), quantity: asked.quantity })),
		amount: body.amount === undefined ? (everything ? totalsOf(order).total - refunded(order) : null) : amountIn(body.amount),
		reason: body.reason ?? '',
		restock: body.restock ?? false,
	});
	return { ...orderRow(order), refundId: String(booked.id), amount: formatAmount(booked.amount) };
}

function allLines(order: Order): { lineId: number; quantity: number }[] {
	return [...order.lines, ...order.shippingLines.map(({ id }) => ({ id, quantity: 1 }))].map(({ id, quantity }) => ({ lineId: id, quantity }));
}

function lineIdOf(shop: Shop, order: Order, { sku, lineId }: { sku?: string; lineId?: number }): number {
	if (lineId !== undefined) return lineId;
	const { id } = findProduct(shop, sku ?? '');
	const line = order.lines.find(({ productId, variationId }) => (variationId === 0 ? productId : variationId) === id);
	if (line === undefined) throw new RestError(404, 'unknown_line', `Order ${order.id} has no line with the SKU "${sku}"`);
	return line.id;
}

function changeStatus(shop: Shop, { orderId, status }: OrderName & { status: string }): unknown {
	const order = knownOrder(shop, orderId);
	setStatus(shop, order, status);
	return orderRow(order);
}

/** Makes the order unreadable: wrong lines unless `with` says what stands where. */
function corrupt(shop: Shop, { orderId, with: values }: OrderName & { with?: Record<string, unknown> }): unknown {
	const order = knownOrder(shop, orderId);
	order.corruption = values ?? { total: 'not a number', line_items: 'none' };
	order.modifiedAt = nowInSeconds(shop);
	return orderRow(order);
}

function orderRow(order: Order): { orderId: string; orderNumber: string; total: string; status: string } {
	return { orderId: String(order.id), orderNumber: order.number, total: formatAmount(totalsOf(order).total), status: order.status };
}

function knownOrder(shop: Shop, id: number | string): Order {
	const order = shop.orders.get(Number(id));
	if (order === undefined) throw new RestError(404, 'unknown_order', `There is no order ${id}`);
	return order;
}
