import { drawAmount } from '../amounts.mts';
import type { Random } from '../random.mts';
import { amountText, minorOf, sum } from '../money.mts';
import { creditOf, leftOf, moneyOf, unitsLeft, type OrderTruth } from '../orderTruth.mts';
import type { StepName } from './shop.mts';

/** The tax of one line, or a part of it, and nothing else: for buyers who need not pay it. */
export function drawTaxRefund({ lines, currency }: OrderTruth, random: Random): object {
	const { lineId, tax } = random.oneOf(lines.filter((line) => Number(line.tax) > 0));
	const all = minorOf(tax, currency);
	const part = random.happens(60) ? all : random.integer(1, all);
	return { lines: [{ lineId, quantity: 0, amount: '0', tax: amountText(part, currency) }] };
}

export function shopRefund(step: StepName, order: OrderTruth, random: Random): object {
	if (step === 'refundAmount') return drawMoneyBack(order, random);
	return { ...drawWhat(step, order, random), ...(isPaidByCredit(order) ? { to: 'storecredit' } : {}) };
}

function drawWhat(step: StepName, order: OrderTruth, random: Random): object {
	if (step === 'refundAll') return { restock: random.happens(60) };
	if (step === 'declinedRefund') return { amount: drawRest(order, random), declined: true };
	if (step === 'refundCharges') return drawCharges(order, random);
	return drawGoodsRefund(order, random);
}

/** BigCommerce: where credit paid a part, no more money goes back than came in, and what is named goes back as credit. */
function isPaidByCredit({ channel, payments, currency }: OrderTruth): boolean {
	return channel === 'bigcommerce' && creditOf(payments, currency) > 0;
}

function drawMoneyBack(order: OrderTruth, random: Random): object {
	const amount = drawRest(order, random);
	if (!isPaidByCredit(order)) return { amount };
	const { currency } = order;
	const back = sum(
		order.refunds.map(({ total, payments = [] }) => minorOf(total, currency) - creditOf(payments, currency)),
	);
	return minorOf(amount, currency) <= moneyOf(order) - back ? { amount } : { amount, to: 'storecredit' };
}

/** Some units of some lines, and now and then shipping; nothing but shipping where all units are gone. */
export function drawGoodsRefund(order: OrderTruth, random: Random): object {
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

export function ebayRefund(step: StepName, order: OrderTruth, random: Random): object {
	if (step === 'refundAll') return {};
	const amount = drawRest(order, random);
	if (step === 'declinedRefund') return { amount, status: random.oneOf(['PENDING', 'FAILED']) };
	return step === 'refundLines' ? { lines: [{ lineId: random.oneOf(order.lines).lineId, amount }] } : { amount };
}

/** From one minor unit up to all that is left. */
export function drawRest(order: OrderTruth, random: Random): string {
	return amountText(random.integer(1, Math.max(1, leftOf(order))), order.currency);
}
