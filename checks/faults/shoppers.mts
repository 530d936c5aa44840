import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../books/chance.mts';
import type { OrderRow } from '../books/orderTruth.mts';
import { tell } from './diary.mts';
import { actOf, drawFate, type Step } from './fates.mts';
import { CHANNELS, type ChannelName } from './names.mts';
import { sellableUnits } from './shelves.mts';
import type { World } from './world.mts';

interface WantedLine {
	readonly sku: string;
	readonly quantity: number;
}

/** Milliseconds between a sale and what befalls the order, at least and at most. */
const PAUSE = [3_000, 45_000] as const;

/** Lets so many shoppers buy, each at a moment of the given time, and see their orders to their end. */
export async function shopAll(world: World): Promise<void> {
	const { chance, duration, wish } = world;
	await Promise.all(
		Array.from({ length: wish.orders }, async (_nothing, number) => {
			const own = chance.for(`shopper ${number}`);
			await wait(own.whole(0, duration));
			await shopOnce(world, own);
		}),
	);
}

async function shopOnce(world: World, chance: Chance): Promise<void> {
	const channel = chance.oneOf(CHANNELS);
	const fate = drawFate(channel, chance.for('fate'));
	const order = await buy(world, channel, { sale: fate.sale, chance: chance.for('cart') });
	for (const step of fate.steps) {
		await wait(chance.whole(...PAUSE));
		await befall(world, { channel, order, step, restock: chance.happens(60) });
	}
}

interface Purchase {
	readonly sale: object;
	readonly chance: Chance;
}

/** Looks what the shop has and buys of that, as a storefront lets everybody do. */
async function buy(world: World, channel: ChannelName, { sale, chance }: Purchase): Promise<OrderRow> {
	const { controls, gates } = world;
	return await gates.pass(channel, async () => {
		const shown = await sellableUnits(controls[channel]);
		const lines = drawCart(world, shown, chance);
		return await placeOrder(world, channel, { ...sale, lines });
	});
}

/** The gate of the channel is passed already. */
export async function placeOrder(
	{ controls, diary }: World,
	channel: ChannelName,
	sale: { readonly lines: readonly WantedLine[] },
): Promise<OrderRow> {
	const order = await controls[channel].post<OrderRow>('sell', sale);
	const at = Date.now();
	diary.orders.push({ channel, orderId: order.orderId });
	for (const { sku, quantity } of sale.lines)
		diary.stock.push({ at, sku, by: -quantity, where: channel, kind: 'sale', orderId: order.orderId });
	tell(diary, `${channel} sold ${order.orderId} ${JSON.stringify(sale)}`);
	return order;
}

/** One to three articles that are there, scarce ones first of all. */
function drawCart({ goods }: World, shown: ReadonlyMap<string, number>, chance: Chance): WantedLine[] {
	const there = chance.shuffled(goods).filter(({ sku }) => (shown.get(sku) ?? 0) > 0);
	const scarceFirst = chance.happens(55) ? there.toSorted((a, b) => Number(b.isScarce) - Number(a.isScarce)) : there;
	const lines = scarceFirst.slice(0, Number(chance.weighted({ 1: 55, 2: 30, 3: 15 })));
	if (lines.length === 0) throw new Error('Every shop is sold out, and the bench has stocked too little');
	return lines.map(({ sku }) => ({
		sku,
		quantity: Math.min(shown.get(sku) ?? 0, Number(chance.weighted({ 1: 70, 2: 20, 3: 10 }))),
	}));
}

interface Happening {
	readonly channel: ChannelName;
	readonly order: OrderRow;
	readonly step: Step;
	readonly restock: boolean;
}

export async function befall(
	{ controls, diary, gates }: World,
	{ channel, order, step, restock }: Happening,
): Promise<void> {
	const { path, body } = actOf(channel, step, { firstLine: order.lines[0]?.lineId ?? '', restock });
	await gates.pass(channel, async () => {
		const row = await controls[channel].post<OrderRow>(path, { orderId: order.orderId, ...body });
		const at = Date.now();
		tell(diary, `${channel} ${step} ${order.orderId} ${JSON.stringify(body)}`);
		for (const { sku, by } of unitsBack(row, step))
			diary.stock.push({ at, sku, by, where: channel, kind: 'back', orderId: order.orderId });
	});
}

/** A cancelled order frees all its units, a refund those that were put back. */
function unitsBack({ lines, refunds }: OrderRow, step: Step): { readonly sku: string; readonly by: number }[] {
	if (step === 'takeUp') return [];
	const restocked = refunds.flatMap((refund) => refund.lines);
	return lines.flatMap(({ lineId, sku, quantity }) => {
		const units =
			step === 'cancel'
				? quantity
				: restocked.filter((line) => line.lineId === lineId).reduce((sum, line) => sum + line.restocked, 0);
		return sku === null || units === 0 ? [] : [{ sku, by: units }];
	});
}
