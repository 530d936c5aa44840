import { setTimeout as wait } from 'node:timers/promises';
import type { OrderRow } from '../books/orderTruth.mts';
import { adjust } from './accountant.mts';
import { logEvent } from './eventLog.mts';
import { CHANNELS, type ChannelName } from './names.mts';
import { sellableUnits, stockRows, shownLevels } from './stockRows.mts';
import { applyStep, placeOrder } from './buyers.mts';
import type { Environment } from './environment.mts';

/** The last unit of a SKU goes to an order that cannot be posted yet, so QuickBooks still counts it. */
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

/** Fields of an order that can be cancelled again. */
const UNPAID: Readonly<Record<ChannelName, object>> = {
	woocommerce: { payment: { method: 'cod' } },
	bigcommerce: { payment: { paid: false } },
	ebay: {},
};

/** Every schedule runs and ends in this time, milliseconds. */
const ONE_ROUND = 75_000;
const TIMEOUT = 240_000;

/** An order of the race, to be cancelled afterwards. */
interface Bought {
	readonly channel: ChannelName;
	readonly order: OrderRow;
}

/** One shop sells the last unit, and after a while every other shop that still shows one sells it too. All orders are cancelled in the end. */
export async function raceForLastUnits(environment: Environment): Promise<void> {
	const skus = environment.goods.slice(0, RACES.length).map(({ sku }) => sku);
	for (const sku of skus) await adjust(environment, sku, 1 - (await onHand(environment, sku)));
	await allShow(environment, skus, 1);
	const bought: Bought[] = [];
	for (const [place, { channel, sale, beside }] of RACES.entries()) {
		const lines = [{ sku: skus[place] ?? '', quantity: 1 }, ...beside];
		bought.push({
			channel,
			order: await environment.locks.runExclusive(
				channel,
				async () => await placeOrder(environment, channel, { ...sale, lines }),
			),
		});
	}
	await wait(ONE_ROUND);
	// Units on hold are still in the store. An accountant counts one, and QuickBooks reports the item as changed.
	for (const sku of skus) await adjust(environment, sku, 0);
	await wait(ONE_ROUND);
	for (const [place, race] of RACES.entries()) {
		for (const channel of CHANNELS.filter((name) => name !== race.channel))
			bought.push(...(await buyIfShown(environment, channel, skus[place] ?? '')));
	}
	for (const { channel, order } of bought)
		await applyStep(environment, { channel, order, step: 'cancel', restock: false });
}

async function buyIfShown(environment: Environment, channel: ChannelName, sku: string): Promise<Bought[]> {
	return await environment.locks.runExclusive(channel, async () => {
		if (((await sellableUnits(environment.controls[channel])).get(sku) ?? 0) < 1) return [];
		return [
			{ channel, order: await placeOrder(environment, channel, { ...UNPAID[channel], lines: [{ sku, quantity: 1 }] }) },
		];
	});
}

async function onHand({ controls }: Environment, sku: string): Promise<number> {
	return (await stockRows(controls.quickbooks)).find((row) => row.sku === sku)?.quantity ?? 0;
}

async function allShow(environment: Environment, skus: readonly string[], units: number): Promise<void> {
	for (const end = Date.now() + TIMEOUT; Date.now() < end; await wait(2_000)) {
		const shown = await Promise.all(
			CHANNELS.map(async (channel) =>
				(await stockRows(environment.controls[channel]))
					.filter(({ sku }) => sku !== null && skus.includes(sku))
					.flatMap(shownLevels),
			),
		);
		if (shown.flat().every((figure) => figure === units)) return;
	}
	logEvent(environment.eventLog, `not every channel shows ${units} of ${skus.join(', ')}`);
}
