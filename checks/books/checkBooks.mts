import { setTimeout as wait } from 'node:timers/promises';
import { chanceOf, type Chance } from './chance.mts';
import { clerkAtWork } from './clerk.mts';
import type { OrderFile } from './history.mts';
import { judge, type Verdict } from './judge/verdict.mts';
import { liveOn, readVersions, sellOne } from './lives.mts';
import { truthsOf } from './orderTruth.mts';
import { startPoster, type Poster } from './poster.mts';
import { openServices } from './services.mts';
import { postAgain, postEverything, postWave } from './waves.mts';
import type { ChannelName } from './words.mts';
import { openWorld, type World } from './world.mts';

const ROUNDS = 6;
/** In the rounds after these nothing new is sold. */
const ROUNDS_WITH_SALES = 3;

/** Lets the shops sell and the product post, round by round, and then everything that is left once more. */
async function play(world: World, poster: Poster, orders: number, chance: Chance): Promise<OrderFile[]> {
	const files: OrderFile[] = [];
	let since = new Date(Date.now() - 200 * 86_400_000).toISOString();
	for (let round = 1; round <= ROUNDS; round++) {
		// The shops' clocks count seconds: what comes in the next round is newer by one at least.
		await wait(1000 - (Date.now() % 1000) + 5);
		const begun = new Date().toISOString();
		await liveRound(world, files, { round, orders, chance: chance.for(`round ${round}`) });
		await readVersions(world, poster, files, since);
		since = begun;
		await postWave(world, poster, files, chance.for(`wave ${round}`));
		if (round < ROUNDS) await clerkAtWork(world, files, { round, chance: chance.for(`clerk ${round}`) });
	}
	return files;
}

async function liveRound(
	world: World,
	files: OrderFile[],
	{ round, orders, chance }: { round: number; orders: number; chance: Chance },
): Promise<void> {
	for (const channel of world.channels) {
		const truths = new Map(
			(await truthsOf(channel, world.merchants[channel].control)).map((truth) => [truth.orderId, truth]),
		);
		for (const file of files.filter((one) => one.channel === channel)) {
			const truth = truths.get(file.orderId);
			if (truth !== undefined) await liveOn(world, file, truth, chance.for(`${channel} ${file.orderId}`));
		}
		const [from, to] = [round - 1, round].map((part) =>
			Math.floor((orders * Math.min(part, ROUNDS_WITH_SALES)) / ROUNDS_WITH_SALES),
		);
		for (let number = from ?? 0; number < (to ?? 0); number++)
			files.push(await sellOne(world, channel, chance.for(`${channel} sale ${number}`)));
	}
}

export interface Check {
	readonly seed: number;
	/** On each channel. */
	readonly orders: number;
	readonly channels: readonly ChannelName[];
}

export interface Checked {
	readonly world: World;
	readonly files: readonly OrderFile[];
	readonly verdict: Verdict;
}

/** One check: services on free ports, the product's core in a process of its own, everything ended at the end. */
export async function checkBooks({ seed, orders, channels }: Check): Promise<Checked> {
	const chance = chanceOf(`seed ${seed}`);
	const services = await openServices();
	const poster = startPoster();
	try {
		await poster.connect(services.access);
		const world = await openWorld(services, channels, chance.for('world'));
		const files = await play(world, poster, orders, chance.for('play'));
		await world.quickbooks.remove('faults');
		const ends = [...(await postEverything(world, poster, files)), ...(await postAgain(world, poster, files))];
		const verdict = await judge(world, files);
		return { world, files, verdict: { ...verdict, findings: [...verdict.findings, ...ends] } };
	} finally {
		await poster.end();
		await services.stop();
	}
}
