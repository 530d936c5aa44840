import type { Acts } from './acts.mts';
import { drawAmount } from './amounts.mts';
import type { Random } from './random.mts';
import { Refused } from './control.mts';
import type { OrderHistory } from './orderHistory.mts';
import { leftOf, truthOf, type OrderRow, type OrderTruth } from './orderTruth.mts';
import { drawAction, perform, type Action, type Merchant } from './shops/actions.mts';
import { drawGoodsRefund, drawRest, drawTaxRefund } from './shops/refunds.mts';
import type { StepName } from './shops/shop.mts';
import type { Environment } from './environment.mts';

export interface Turn {
	/** The order as its channel has it before the turn. */
	readonly before: OrderTruth;
	/** Nothing is begun that would have to be ended later. */
	readonly isLast: boolean;
	readonly random: Random;
}

/** What happens to an order in one round, until the product looks again. */
export async function takeTurn({ merchants, acts }: Environment, history: OrderHistory, turn: Turn): Promise<void> {
	const merchant = merchants[history.channel];
	const take = async (order: OrderTruth, name: string, action: Action): Promise<OrderTruth> =>
		await takeStep(merchant, history, { order, name, action });
	let order = await endRefund(history, turn.before, { random: turn.random.fork('phases'), take });
	for (let left = drawSteps(acts, turn.random); left > 0; left--) {
		const name = turn.random.weighted<StepName>(merchant.shop.possible(order));
		order = await take(order, name, drawAction(merchant, name, order, turn.random));
	}
	for (const { act, percent, fits, actionOf, name } of EXTRAS) {
		const draws = turn.random.fork(name);
		const isDrawn = acts.has(act) && draws.happens(percent) && fits(order, turn);
		if (isDrawn) order = await take(order, name, actionOf(order, draws));
	}
}

/** Up to two, now and then up to eight. */
function drawSteps(acts: Acts, random: Random): number {
	const life = random.fork('life');
	const usual = Number(random.weighted({ 0: 45, 1: 40, 2: 15 }));
	return acts.has('longLives') && life.happens(10) ? life.integer(3, 8) : usual;
}

/** What may happen beside the usual steps, each with a stream of its own. */
interface Extra {
	readonly act: 'renumber' | 'taxOnly' | 'refundGone' | 'toCredit' | 'sellingFees' | 'phases';
	readonly name: string;
	/** Of the orders, in each round. */
	readonly percent: number;
	readonly fits: (order: OrderTruth, turn: Turn) => boolean;
	readonly actionOf: (order: OrderTruth, random: Random) => Action;
}

const isRefundable = (order: OrderTruth): boolean => order.state === 'sold' && leftOf(order) > 0;
const isOfWooCommerce = ({ channel }: OrderTruth): boolean => channel === 'woocommerce';

const SELLING_FEE = 'sellingFee';
/** Where the gateway of that name notes what it keeps. */
const WOOPAYMENTS_FEE = '_wcpay_transaction_fee';

const EXTRAS: readonly Extra[] = [
	{
		act: 'renumber',
		name: 'renumber',
		percent: 4,
		fits: isOfWooCommerce,
		actionOf: (_order, random) => ({ path: 'renumber', body: { orderNumber: `N${random.integer(100_000, 999_999)}` } }),
	},
	{
		act: 'taxOnly',
		name: 'refundTax',
		percent: 4,
		fits: (order) => isOfWooCommerce(order) && isRefundable(order) && order.lines.some(({ tax }) => Number(tax) > 0),
		actionOf: (order, random) => ({ path: 'refund', body: drawTaxRefund(order, random) }),
	},
	{
		act: 'toCredit',
		name: 'refundToCredit',
		percent: 5,
		fits: (order) => order.channel === 'bigcommerce' && isRefundable(order),
		actionOf: (order, random) => ({
			path: 'refund',
			body: { amount: drawRest(order, random), to: random.oneOf(['storecredit', 'giftcertificate']) },
		}),
	},
	{
		act: 'refundGone',
		name: 'deleteRefund',
		percent: 8,
		fits: (order) => isOfWooCommerce(order) && order.state === 'sold' && order.refunds.length > 0,
		actionOf: ({ refunds }, random) => ({
			path: 'refund-delete',
			body: { refundId: random.oneOf(refunds).refundId },
		}),
	},
	{
		act: 'sellingFees',
		name: SELLING_FEE,
		percent: 20,
		fits: (order) => order.state === 'sold' && order.channel !== 'bigcommerce',
		actionOf: ({ channel, currency }, random) => {
			const amount = drawAmount(random, currency, 1, 300);
			return channel === 'ebay'
				? { path: 'fee', body: { amount } }
				: { path: 'note', body: { key: WOOPAYMENTS_FEE, value: amount } };
		},
	},
	{
		act: 'phases',
		name: 'beginRefund',
		percent: 8,
		// An order that was touched in the very second in which the refund is saved looks finished, and nobody can tell.
		fits: (order, { isLast, before }) =>
			!isLast && isOfWooCommerce(order) && isRefundable(order) && order.modifiedAt === before.modifiedAt,
		actionOf: (order, random) => ({ path: 'refund', body: { ...drawGoodsRefund(order, random), begin: true } }),
	},
];

type Take = (order: OrderTruth, name: string, action: Action) => Promise<OrderTruth>;

/** The gateway answers at last: the refund is finished, or its row is deleted. */
async function endRefund(
	history: OrderHistory,
	order: OrderTruth,
	{ random, take }: { readonly random: Random; readonly take: Take },
): Promise<OrderTruth> {
	if (history.begunRefund === null) return order;
	const body = { refundId: history.begunRefund };
	history.begunRefund = null;
	return random.happens(60)
		? await take(order, 'finishRefund', { path: 'refund-finish', body })
		: await take(order, 'refundDeclined', { path: 'refund-delete', body });
}

interface Step {
	readonly order: OrderTruth;
	readonly name: string;
	readonly action: Action;
}

function feeIn(body: { readonly amount?: string; readonly value?: string }): string {
	return body.amount ?? body.value ?? '0';
}

/** A shop may refuse what a merchant tries; then nothing has happened. */
async function takeStep(merchant: Merchant, history: OrderHistory, { order, name, action }: Step): Promise<OrderTruth> {
	try {
		const row: OrderRow & { readonly refundId?: string } = await perform(merchant, order, action);
		if (name === SELLING_FEE) history.sellingFees.push(feeIn(action.body));
		if (name === 'beginRefund') history.begunRefund = row.refundId ?? null;
		history.acts.push(name);
		history.events.push(`${name} ${JSON.stringify(action)}`);
		return truthOf(history.channel, row);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		history.events.push(`${name} refused: ${error.message}`);
		return order;
	}
}
