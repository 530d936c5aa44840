import { drawAmount } from '../amounts.mts';
import type { Chance } from '../chance.mts';
import type { Company } from '../company.mts';
import type { Control } from '../control.mts';
import { amountText } from '../money.mts';
import { leftOf, unitsLeft, type OrderRow, type OrderTruth } from '../orderTruth.mts';
import type { Shop, StepName } from './shop.mts';

export interface Merchant {
	readonly shop: Shop;
	readonly company: Company;
	readonly control: Control;
}

/** One call below /control, as a merchant or a buyer would bring it about. */
export interface Act {
	readonly path: string;
	readonly body: object;
}

/** Does it; the order's row as it is then. @throws Refused when the shop does not let it happen. */
export async function perform({ control }: Merchant, { orderId }: OrderTruth, { path, body }: Act): Promise<OrderRow> {
	return await control.post<OrderRow>(path, { orderId, ...body });
}

/** What exactly is done, as the draws say. */
export function drawAct({ shop, company }: Merchant, step: StepName, order: OrderTruth, chance: Chance): Act {
	const status = shop.statusAfter[step];
	if (status !== undefined) return { path: 'status', body: { status } };
	const isEbay = shop.channel === 'ebay';
	switch (step) {
		case 'touch':
			return { path: 'touch', body: {} };
		case 'edit':
			return { path: 'edit-order', body: shop.drawEdit(order, company, chance) };
		case 'cancel':
			return { path: 'cancel', body: isEbay ? { restock: chance.happens(50) } : {} };
		case 'cancelWithoutRefund':
			return { path: 'cancel', body: { refund: false } };
		case 'withhold':
			return { path: 'cancel', body: { requested: true } };
		case 'takeUp':
			return { path: 'pay', body: {} };
		default:
			return { path: 'refund', body: isEbay ? ebayRefund(step, order, chance) : shopRefund(step, order, chance) };
	}
}

function shopRefund(step: StepName, order: OrderTruth, chance: Chance): object {
	if (step === 'refundAll') return { restock: chance.happens(60) };
	if (step === 'refundAmount') return { amount: drawRest(order, chance) };
	if (step === 'declinedRefund') return { amount: drawRest(order, chance), declined: true };
	if (step === 'refundCharges') return drawCharges(order, chance);
	const [first, ...others] = chance.shuffled(unitsLeft(order));
	const chosen = [first, ...others.filter(() => chance.happens(30))].filter((line) => line !== undefined);
	const lines = chosen.map(({ lineId, quantity }) => ({
		lineId,
		quantity: chance.whole(1, quantity),
		restock: chance.happens(60),
		...(chance.happens(15) ? { amount: drawAmount(chance, order.currency, 1, 200) } : {}),
	}));
	return { lines, ...(chance.happens(15) ? { shipping: true } : {}) };
}

/** Shipping back, or a fee; nobody gives a reduction back. */
function drawCharges({ charges }: OrderTruth, chance: Chance): object {
	const positive = charges.filter(({ net }) => Number(net) > 0);
	if (positive.length === 0) return { shipping: true };
	const charge = chance.oneOf(positive);
	return charge.kind === 'shipping' ? { shipping: true } : { fees: [{ chargeId: charge.chargeId }] };
}

function ebayRefund(step: StepName, order: OrderTruth, chance: Chance): object {
	if (step === 'refundAll') return {};
	const amount = drawRest(order, chance);
	if (step === 'declinedRefund') return { amount, status: chance.oneOf(['PENDING', 'FAILED']) };
	return step === 'refundLines' ? { lines: [{ lineId: chance.oneOf(order.lines).lineId, amount }] } : { amount };
}

/** From a coin up to all that is left. */
function drawRest(order: OrderTruth, chance: Chance): string {
	return amountText(chance.whole(1, Math.max(1, leftOf(order))), order.currency);
}
