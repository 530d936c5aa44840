import { setTimeout as wait } from 'node:timers/promises';
import type { LocalSandbox } from '../../sandbox/launcher/localSandbox.mts';
import { clerkAtWork } from './clerk.mts';
import { tell } from './diary.mts';
import { killAll } from './killer.mts';
import { judgeOversales, type JudgedOversale } from './oversales.mts';
import { awaitQuiet, type Quiet } from './quiet.mts';
import { raceForLastUnits } from './race.mts';
import { shopAll } from './shoppers.mts';
import { clearWeather, makeWeather } from './weather.mts';
import { putToWork, withoutHoldBack } from './workflows.mts';
import { openWorld, type Wish, type World } from './world.mts';

export interface Checked {
	readonly world: World;
	readonly quiet: Quiet;
	/** With the templates as they are, the race on purpose included. */
	readonly oversales: readonly JudgedOversale[];
	/** In the race on purpose without Hold Back Open Sales; null where it was not measured. */
	readonly unprotected: readonly JudgedOversale[] | null;
	readonly windowMs: number;
}

/** One check on an open sandbox: faults, quiet, and the last-unit race with the protection and without. */
export async function checkFaults(sandbox: LocalSandbox, wish: Wish): Promise<Checked> {
	const world = await openWorld(sandbox, wish);
	const { Id } = await world.controls.quickbooks.post<{ Id: string }>('item', {
		Name: 'Refunds without goods',
		Type: 'NonInventory',
	});
	await step('setting the templates to work', async () => await putToWork(sandbox.client, sandbox.workflows, Id));
	await step(`${wish.orders} orders, ${wish.kills} kills`, async () => await liveThroughIt(world));
	clearWeather(world);
	const quiet = await step('waiting for quiet', async () => await awaitQuiet(world));
	if (wish.race) await step('last units, as the templates are', async () => await race(world));
	const unprotectedFrom = Date.now();
	if (wish.race) await step('last units without Hold Back Open Sales', async () => await unprotectedRace(world));
	const { oversales, windowMs } = await judgeOversales(world);
	const isLate = ({ sale }: JudgedOversale): boolean => sale.at >= unprotectedFrom;
	return {
		world,
		quiet,
		oversales: oversales.filter((one) => !isLate(one)),
		unprotected: wish.race ? oversales.filter(isLate) : null,
		windowMs,
	};
}

async function liveThroughIt(world: World): Promise<void> {
	// The shops' clocks count seconds, and an order from before the first publish is none of ours.
	await wait(2_000);
	tell(world.diary, `it begins and lasts ${Math.round(world.duration / 1000)} s`);
	await Promise.all([
		shopAll(world),
		clerkAtWork(world),
		...(world.wish.faults ? [makeWeather(world)] : []),
		killAll(world),
	]);
	tell(world.diary, 'faults and sales are over');
}

async function race(world: World): Promise<void> {
	await raceForLastUnits(world);
	await awaitQuiet(world);
}

async function unprotectedRace(world: World): Promise<void> {
	const { client, workflows } = world.sandbox;
	const putBack = await withoutHoldBack(client, workflows);
	await raceForLastUnits(world);
	await putBack();
}

async function step<T>(name: string, job: () => Promise<T>): Promise<T> {
	console.log(`  ${name} ...`);
	const begun = Date.now();
	const result = await job();
	console.log(`  ${name}: done after ${Math.round((Date.now() - begun) / 1000)} s`);
	return result;
}
