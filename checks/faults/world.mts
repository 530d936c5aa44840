import { controlOf, type Control } from '../books/control.mts';
import { chanceOf, type Chance } from '../books/chance.mts';
import type { LocalSandbox } from '../../sandbox/launcher/localSandbox.mts';
import { newDiary, type Diary } from './diary.mts';
import { openGates, type Gates } from './gates.mts';
import { drawGoods, type Article } from './goods.mts';
import { CHANNELS, SERVICES, type ServiceName } from './names.mts';

/** How much is to happen. */
export interface Wish {
	readonly orders: number;
	readonly kills: number;
	readonly seed: number;
	/** Whether there are faults at all. */
	readonly faults: boolean;
	/** Whether the last-unit race is measured as well. */
	readonly race: boolean;
}

/** What every part of the bench works with. */
export interface World {
	readonly sandbox: LocalSandbox;
	readonly wish: Wish;
	readonly chance: Chance;
	readonly goods: readonly Article[];
	readonly controls: Readonly<Record<ServiceName, Control>>;
	readonly gates: Gates<ServiceName>;
	readonly diary: Diary;
	/** For how long new orders come, milliseconds. */
	readonly duration: number;
}

const LEAST_DURATION = 75_000;
const PER_ORDER = 2_500;

/** The shops are stocked from QuickBooks, and nothing that the bench does not ask for limits them. */
export async function openWorld(sandbox: LocalSandbox, wish: Wish): Promise<World> {
	const chance = chanceOf(`faults ${wish.seed}`);
	const controls = Object.fromEntries(
		SERVICES.map((name) => [name, controlOf(sandbox.services[name].url)]),
	) as World['controls'];
	const goods = drawGoods(wish.orders, chance.for('goods'));
	// A listing at zero stays, and a compressed day may have more changes than a real one.
	await controls.ebay.post('settings', { outOfStockControl: true, revisionsPerDay: 100_000 });
	for (const { sku, quantity } of goods) {
		for (const name of ['quickbooks', ...CHANNELS] as const) await controls[name].post('stock', { sku, quantity });
	}
	return {
		sandbox,
		wish,
		chance,
		goods,
		controls,
		gates: openGates(),
		diary: newDiary(),
		duration: Math.max(LEAST_DURATION, wish.orders * PER_ORDER),
	};
}
