import { drawAmount } from '../amounts.mts';
import type { Random } from '../random.mts';
import type { Control } from '../control.mts';
import { amountText } from '../money.mts';
import { leftOf, unitsLeft, type OrderRow, type OrderTruth } from '../orderTruth.mts';
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
		case 'renumber':
			return { path: 'renumber', body: { orderNumber: `N${random.integer(100_000, 999_999)}` } };
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

function shopRefund(step: StepName, order: OrderTruth, random: Random): object {
	if (step === 'refundAll') return { restock: random.happens(60) };
	if (step === 'refundAmount') return { amount: drawRest(order, random) };
	if (step === 'declinedRefund') return { amount: drawRest(order, random), declined: true };
	if (step === 'refundCharges') return drawCharges(order, random);
	const [first, ...others] = random.shuffled(unitsLeft(order));
	const chosen = [first, ...others.filter(() => random.happens(30))].filter((line) => line !== undefined);
	const lines = chosen.map(({ lineId, quantity }) => ({
		lineId,
		quantity: random.integer(1, quantity),
		restock: random.happens(60),
		...(random.happens(15) ? { amount: drawAmount(random, order.currency, 1, 200) } : {}),
	}));
	return { lines, ...(random.happens(15) ? { shipping: true } : {}) };
}

/** Shipping back, or a fee; nobody gives a reduction back. */
function drawCharges({ charges }: OrderTruth, random: Random): object {
	const positive = charges.filter(({ net }) => Number(net) > 0);
	if (positive.length === 0) return { shipping: true };
	const charge = random.oneOf(positive);
	return charge.kind === 'shipping' ? { shipping: true } : { fees: [{ chargeId: charge.chargeId }] };
}

function ebayRefund(step: StepName, order: OrderTruth, random: Random): object {
	if (step === 'refundAll') return {};
	const amount = drawRest(order, random);
	if (step === 'declinedRefund') return { amount, status: random.oneOf(['PENDING', 'FAILED']) };
	return step === 'refundLines' ? { lines: [{ lineId: random.oneOf(order.lines).lineId, amount }] } : { amount };
}

/** From one minor unit up to all that is left. */
function drawRest(order: OrderTruth, random: Random): string {
	return amountText(random.integer(1, Math.max(1, leftOf(order))), order.currency);
}
