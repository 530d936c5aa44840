import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../books/random.mts';
import type { OrderRow } from '../books/orderTruth.mts';
import { logEvent } from './eventLog.mts';
import { requestOf, drawScenario, type Step } from './orderScenario.mts';
import { CHANNELS, type ChannelName } from './names.mts';
import { sellableUnits } from './stockRows.mts';
import type { Environment } from './environment.mts';

interface CartLine {
	readonly sku: string;
	readonly quantity: number;
}

/** Milliseconds between a sale and a step of its scenario, at least and at most. */
const PAUSE = [3_000, 45_000] as const;

/** Places all orders, each at a random moment, and runs the scenario of each. */
export async function placeOrders(environment: Environment): Promise<void> {
	const { random, duration, options } = environment;
	await Promise.all(
		Array.from({ length: options.orders }, async (_nothing, number) => {
			const own = random.fork(`shopper ${number}`);
			await wait(own.integer(0, duration));
			await runScenario(environment, own);
		}),
	);
}

async function runScenario(environment: Environment, random: Random): Promise<void> {
	const channel = random.oneOf(CHANNELS);
	const scenario = drawScenario(channel, random.fork('fate'));
	const order = await buy(environment, channel, { sale: scenario.sale, random: random.fork('cart') });
	for (const step of scenario.steps) {
		await wait(random.integer(...PAUSE));
		await applyStep(environment, { channel, order, step, restock: random.happens(60) });
	}
}

interface Purchase {
	readonly sale: object;
	readonly random: Random;
}

/** Reads what the shop shows and buys of that, as a storefront does. */
async function buy(environment: Environment, channel: ChannelName, { sale, random }: Purchase): Promise<OrderRow> {
	const { controls, locks } = environment;
	return await locks.runExclusive(channel, async () => {
		const shown = await sellableUnits(controls[channel]);
		const lines = drawCart(environment, shown, random);
		return await placeOrder(environment, channel, { ...sale, lines });
	});
}

/** The caller holds the channel's lock. */
export async function placeOrder(
	{ controls, eventLog }: Environment,
	channel: ChannelName,
	sale: { readonly lines: readonly CartLine[] },
): Promise<OrderRow> {
	const order = await controls[channel].post<OrderRow>('sell', sale);
	const at = Date.now();
	eventLog.orders.push({ channel, orderId: order.orderId });
	for (const { sku, quantity } of sale.lines)
		eventLog.stock.push({ at, sku, by: -quantity, where: channel, kind: 'sale', orderId: order.orderId });
	logEvent(eventLog, `${channel} sold ${order.orderId} ${JSON.stringify(sale)}`);
	return order;
}

/** One to three articles that are there, scarce ones first of all. */
function drawCart({ goods }: Environment, shown: ReadonlyMap<string, number>, random: Random): CartLine[] {
	const there = random.shuffled(goods).filter(({ sku }) => (shown.get(sku) ?? 0) > 0);
	const scarceFirst = random.happens(55) ? there.toSorted((a, b) => Number(b.isScarce) - Number(a.isScarce)) : there;
	const lines = scarceFirst.slice(0, Number(random.weighted({ 1: 55, 2: 30, 3: 15 })));
	if (lines.length === 0) throw new Error('Every shop is sold out: the check has stocked too little');
	return lines.map(({ sku }) => ({
		sku,
		quantity: Math.min(shown.get(sku) ?? 0, Number(random.weighted({ 1: 70, 2: 20, 3: 10 }))),
	}));
}

interface AppliedStep {
	readonly channel: ChannelName;
	readonly order: OrderRow;
	readonly step: Step;
	readonly restock: boolean;
}

export async function applyStep(
	{ controls, eventLog, locks }: Environment,
	{ channel, order, step, restock }: AppliedStep,
): Promise<void> {
	const { path, body } = requestOf(channel, step, { firstLine: order.lines[0]?.lineId ?? '', restock });
	await locks.runExclusive(channel, async () => {
		const row = await controls[channel].post<OrderRow>(path, { orderId: order.orderId, ...body });
		const at = Date.now();
		logEvent(eventLog, `${channel} ${step} ${order.orderId} ${JSON.stringify(body)}`);
		for (const { sku, by } of unitsBack(row, step))
			eventLog.stock.push({ at, sku, by, where: channel, kind: 'back', orderId: order.orderId });
	});
}

/** A cancelled order frees all its units, a refund those that were put back. */
function unitsBack({ lines, refunds }: OrderRow, step: Step): { readonly sku: string; readonly by: number }[] {
	if (step === 'resume') return [];
	const restocked = refunds.flatMap((refund) => refund.lines);
	return lines.flatMap(({ lineId, sku, quantity }) => {
		const units =
			step === 'cancel'
				? quantity
				: restocked.filter((line) => line.lineId === lineId).reduce((sum, line) => sum + line.restocked, 0);
		return sku === null || units === 0 ? [] : [{ sku, by: units }];
	});
}
