import type { FastifyInstance } from 'fastify';
import { adjust, cancel, pay, setStatus, type Cancellation } from './afterSale.mts';
import { orderNamed, touch } from '../orders/knownOrder.mts';
import { bulkList, bulkSell, setLot, setStock, showStock } from './stock.mts';
import { cents, decimal } from '../money.mts';
import type { Order } from '../orders/order.mts';
import { orderRow } from './orderRow.mts';
import { refund, type RefundAsked } from '../refunds/refund.mts';
import type { Sale } from './sale.mts';
import { sell } from './sell.mts';
import { Impossible } from './impossible.mts';
import { defaultSettings, type EbayState, type Settings } from '../state.mts';

interface Parcel {
	readonly carrier?: string;
	readonly trackingNumber?: string;
}

interface OrderNamed {
	readonly orderId: string;
}

/** What tests and the board do to the account behind the vendor's back. */
export function addControl(app: FastifyInstance, state: () => EbayState): void {
	app.setErrorHandler(async (error, _request, reply) => {
		const impossible = error instanceof Impossible || error instanceof RangeError;
		return await reply
			.code(impossible ? 409 : 500)
			.send({ error: error instanceof Error ? error.message : String(error) });
	});
	addSales(app, state);
	addStock(app, state);
	addAccount(app, state);
}

function addSales(app: FastifyInstance, state: () => EbayState): void {
	app.post('/sell', async (request) => orderRow(sell(state(), request.body as Sale)));
	app.post('/bulk-sell', async (request) =>
		bulkSell(state(), request.body as { count: number; sku?: string }).map(orderRow),
	);
	app.post('/cancel', async (request) => orderRow(cancel(state(), request.body as Cancellation)));
	app.post('/refund', async (request) => {
		const { order, booked } = refund(state(), request.body as RefundAsked);
		return { ...orderRow(order), refundId: booked.refundId, amount: decimal(booked.amount) };
	});
	app.post('/edit-order', async (request) => orderRow(adjust(state(), request.body as OrderNamed)));
	app.post('/status', async (request) => orderRow(setStatus(state(), request.body as OrderNamed & { status: string })));
	app.post('/pay', async (request) => orderRow(pay(state(), (request.body as OrderNamed).orderId)));
	app.post('/ship', async (request) => orderRow(ship(state(), request.body as OrderNamed & Parcel)));
	app.post('/fee', async (request) => {
		const { orderId, amount } = request.body as OrderNamed & { amount: string };
		const order = orderNamed(state(), orderId);
		order.fee = cents(amount);
		touch(state(), order);
		return orderRow(order);
	});
	app.post('/touch', async (request) => {
		const order = orderNamed(state(), (request.body as OrderNamed).orderId);
		touch(state(), order);
		return orderRow(order);
	});
	app.post('/delete', async (request) => {
		const order = orderNamed(state(), (request.body as OrderNamed).orderId);
		state().orders.delete(order.orderId);
		return orderRow(order);
	});
	app.post('/corrupt', async (request) => {
		const order = orderNamed(state(), (request.body as OrderNamed).orderId);
		order.corrupt = true;
		touch(state(), order);
		return orderRow(order);
	});
	app.get('/orders', async () => [...state().orders.values()].map((order: Order) => orderRow(order)));
}

/** The seller sends everything that was bought in one parcel. */
function ship(state: EbayState, { orderId, carrier, trackingNumber }: OrderNamed & Parcel): Order {
	const order = orderNamed(state, orderId);
	order.fulfillments.push({
		fulfillmentId: trackingNumber ?? `${state.nextNumber()}`,
		at: state.now(),
		carrier: carrier ?? null,
		trackingNumber: trackingNumber ?? null,
	});
	order.fulfillment = 'FULFILLED';
	touch(state, order);
	return order;
}

function addStock(app: FastifyInstance, state: () => EbayState): void {
	app.get('/stock', async () => showStock(state()));
	app.post('/stock', async (request) => setStock(state(), request.body as { sku: string; quantity: number }));
	app.post('/lot', async (request) => setLot(state(), request.body as { sku: string; lotSize: number }));
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
		state().consent.acceptedUrl = (request.body as { url: string | null }).url;
		return {};
	});
}

function changeSettings(state: EbayState, changes: Partial<Settings>): Settings {
	const unknown = Object.keys(changes).find((name) => !Object.hasOwn(defaultSettings, name));
	if (unknown !== undefined) throw new Impossible(`no setting ${unknown}`);
	return Object.assign(state.settings, changes);
}
