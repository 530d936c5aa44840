import type { FastifyInstance } from 'fastify';
import { cancel, orderNamed, pay, refund, touch, type Cancellation, type RefundAsked } from './afterSale.mts';
import { bulkList, bulkSell, setStock, showStock } from './controlStock.mts';
import { decimal } from './money.mts';
import { isListed, paymentStatusOf, totalsOf, type Order } from './orderState.mts';
import { Impossible, sell, type Sale } from './sales.mts';
import { defaultSettings, type EbayState, type Settings } from './state.mts';

interface OrderNamed {
	readonly orderId: string;
}

/** What tests and the board do to the account behind the vendor's back. */
export function addControl(app: FastifyInstance, state: () => EbayState): void {
	app.setErrorHandler(async (error, _request, reply) => {
		const impossible = error instanceof Impossible || error instanceof RangeError;
		return await reply.code(impossible ? 409 : 500).send({ error: error instanceof Error ? error.message : String(error) });
	});
	addSales(app, state);
	addStock(app, state);
	addAccount(app, state);
}

function addSales(app: FastifyInstance, state: () => EbayState): void {
	app.post('/sell', async (request) => showSale(sell(state(), request.body as Sale)));
	app.post('/bulk-sell', async (request) => bulkSell(state(), request.body as { count: number; sku?: string }).map(showSale));
	app.post('/cancel', async (request) => showSale(cancel(state(), request.body as Cancellation)));
	app.post('/refund', async (request) => showSale(refund(state(), request.body as RefundAsked)));
	app.post('/pay', async (request) => showSale(pay(state(), (request.body as OrderNamed).orderId)));
	app.post('/touch', async (request) => {
		const order = orderNamed(state(), (request.body as OrderNamed).orderId);
		touch(order);
		return showSale(order);
	});
	app.post('/corrupt', async (request) => {
		const order = orderNamed(state(), (request.body as OrderNamed).orderId);
		order.corrupt = true;
		touch(order);
		return showSale(order);
	});
	app.get('/orders', async () => [...state().orders.values()].map(showSale));
}

function addStock(app: FastifyInstance, state: () => EbayState): void {
	app.get('/stock', async () => showStock(state()));
	app.post('/stock', async (request) => setStock(state(), request.body as { sku: string; quantity: number }));
	app.post('/bulk-list', async (request) => bulkList(state(), request.body as { count: number }));
}

function addAccount(app: FastifyInstance, state: () => EbayState): void {
	app.get('/settings', async () => state().settings);
	app.post('/settings', async (request) => changeSettings(state(), request.body as Partial<Settings>));
	app.post('/tokens/expire', async () => {
		state().tokens.expireAccess();
		return {};
	});
	app.post('/tokens/revoke', async (request) => {
		state().tokens.setRevoked((request.body as { revoked?: boolean } | undefined)?.revoked ?? true);
		return {};
	});
	app.post('/accepted-url', async (request) => {
		state().acceptedUrl = (request.body as { url: string | null }).url;
		return {};
	});
}

function changeSettings(state: EbayState, changes: Partial<Settings>): Settings {
	const stranger = Object.keys(changes).find((name) => !Object.hasOwn(defaultSettings, name));
	if (stranger !== undefined) throw new Impossible(`no setting ${stranger}`);
	return Object.assign(state.settings, changes);
}

/** The order as a judge wants it: `total` is what belongs into the seller's books. */
function showSale(order: Order): unknown {
	const { total, collectedTax, refunded } = totalsOf(order);
	return {
		orderId: order.orderId,
		orderNumber: order.orderId,
		total: decimal(total),
		marketplaceTax: decimal(collectedTax),
		refunded: decimal(refunded),
		listed: isListed(order),
		paymentStatus: paymentStatusOf(order),
		cancelState: order.cancelled,
		placedAt: new Date(order.createdAt).toISOString(),
		modifiedAt: new Date(order.modifiedAt).toISOString(),
		lines: order.lines.map(({ lineItemId, sku, title, quantity, cost, discount }) => {
			return { lineItemId, sku, title, quantity, net: decimal(cost - discount) };
		}),
	};
}
