import type { Random } from '../random.mts';
import type { Control } from '../control.mts';
import type { OrderRow, OrderTruth } from '../orderTruth.mts';
import { ebayRefund, shopRefund } from './refunds.mts';
import type { Shop, StepName, Trade } from './shop.mts';

export interface Merchant extends Trade {
	readonly shop: Shop;
	readonly control: Control;
}

/** One request below /control, as a merchant or a buyer causes it. */
export interface Action {
	readonly path: string;
	readonly body: object;
}

/** Sends the request and returns the order's row as it is then. @throws Refused when the shop does not let it happen. */
export async function perform(
	{ control }: Merchant,
	{ orderId }: OrderTruth,
	{ path, body }: Action,
): Promise<OrderRow> {
	return await control.post<OrderRow>(path, { orderId, ...body });
}

/** Draws the request of a step. */
export function drawAction({ shop, company }: Merchant, step: StepName, order: OrderTruth, random: Random): Action {
	const status = shop.statusAfter[step];
	if (status !== undefined) return { path: 'status', body: { status } };
	const isEbay = shop.channel === 'ebay';
	switch (step) {
		case 'touch':
			return { path: 'touch', body: {} };
		case 'edit':
			return { path: 'edit-order', body: shop.drawEdit(order, company, random) };
		case 'cancel':
			return { path: 'cancel', body: isEbay ? { restock: random.happens(50) } : {} };
		case 'cancelWithoutRefund':
			return { path: 'cancel', body: { refund: false } };
		case 'putOnHold':
			return { path: 'cancel', body: { requested: true } };
		case 'resume':
			return { path: 'pay', body: {} };
		default:
			return { path: 'refund', body: isEbay ? ebayRefund(step, order, random) : shopRefund(step, order, random) };
	}
}
