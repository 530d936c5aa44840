import { setTimeout as wait } from 'node:timers/promises';
import type { OrderRow } from '../books/orderTruth.mts';
import { adjust } from './clerk.mts';
import { tell } from './diary.mts';
import { CHANNELS, type ChannelName } from './names.mts';
import { sellableUnits, shelfRows, shownBy } from './shelves.mts';
import { befall, placeOrder } from './shoppers.mts';
import type { World } from './world.mts';

/** The last unit of a SKU goes to an order that cannot be posted yet: QuickBooks goes on counting it as there. */
interface Race {
	readonly channel: ChannelName;
	readonly sale: object;
	/** What else is in the cart. */
	readonly beside: readonly { readonly sku: string; readonly quantity: number }[];
}

/** Sold in every shop, unknown to QuickBooks. */
const UNKNOWN = { sku: 'SOAP-NEW', quantity: 1 };

const RACES: readonly Race[] = [
	{ channel: 'woocommerce', sale: { status: 'on-hold' }, beside: [] },
	{ channel: 'bigcommerce', sale: { status: 'Awaiting Payment', payment: { paid: false } }, beside: [] },
	{ channel: 'ebay', sale: {}, beside: [UNKNOWN] },
];

/** Of an order that can be called off again. */
const UNPAID: Readonly<Record<ChannelName, object>> = {
	woocommerce: { payment: { method: 'cod' } },
	bigcommerce: { payment: { paid: false } },
	ebay: {},
};

/** In which every schedule has run and is done with what it found. */
const ONE_ROUND = 75_000;
const PATIENCE = 240_000;

/** Who bought in the races, to be called off afterwards. */
interface Bought {
	readonly channel: ChannelName;
	readonly order: OrderRow;
}

/** One shop sells the last unit, and after a while every other shop that still shows one sells it too. All orders are called off in the end. */
export async function raceForLastUnits(world: World): Promise<void> {
	const skus = world.goods.slice(0, RACES.length).map(({ sku }) => sku);
	for (const sku of skus) await adjust(world, sku, 1 - (await onHand(world, sku)));
	await allShow(world, skus, 1);
	const bought: Bought[] = [];
	for (const [place, { channel, sale, beside }] of RACES.entries()) {
		const lines = [{ sku: skus[place] ?? '', quantity: 1 }, ...beside];
		bought.push({
			channel,
			order: await world.gates.pass(channel, async () => await placeOrder(world, channel, { ...sale, lines })),
		});
	}
	await wait(ONE_ROUND);
	// What is on hold lies on the shelf: whoever counts finds one, and QuickBooks reports the item as changed.
	for (const sku of skus) await adjust(world, sku, 0);
	await wait(ONE_ROUND);
	for (const [place, race] of RACES.entries()) {
		for (const channel of CHANNELS.filter((name) => name !== race.channel))
			bought.push(...(await buyIfShown(world, channel, skus[place] ?? '')));
	}
	for (const { channel, order } of bought) await befall(world, { channel, order, step: 'cancel', restock: false });
}

async function buyIfShown(world: World, channel: ChannelName, sku: string): Promise<Bought[]> {
	return await world.gates.pass(channel, async () => {
		if (((await sellableUnits(world.controls[channel])).get(sku) ?? 0) < 1) return [];
		return [
			{ channel, order: await placeOrder(world, channel, { ...UNPAID[channel], lines: [{ sku, quantity: 1 }] }) },
		];
	});
}

async function onHand({ controls }: World, sku: string): Promise<number> {
	return (await shelfRows(controls.quickbooks)).find((row) => row.sku === sku)?.quantity ?? 0;
}

async function allShow(world: World, skus: readonly string[], units: number): Promise<void> {
	for (const end = Date.now() + PATIENCE; Date.now() < end; await wait(2_000)) {
		const shown = await Promise.all(
			CHANNELS.map(async (channel) =>
				(await shelfRows(world.controls[channel]))
					.filter(({ sku }) => sku !== null && skus.includes(sku))
					.flatMap(shownBy),
			),
		);
		if (shown.flat().every((figure) => figure === units)) return;
	}
	tell(world.diary, `not every channel shows ${units} of ${skus.join(', ')}`);
}
