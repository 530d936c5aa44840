import { setTimeout as wait } from 'node:timers/promises';
import { judgeBooks, ordersOf } from './judge/books.mts';
import type { Finding } from './judge/findings.mts';
import { judgeStock } from './judge/stock.mts';
import { watchConnection } from './reconnect.mts';
import type { World } from './world.mts';

const LOOK_EVERY = 3_000;
/** Milliseconds between two lines that say what is awaited. */
const TELL_EVERY = 30_000;
/** In which every schedule has run once more, milliseconds. */
const CALM = 80_000;
/** A trigger that met failures pauses up to five minutes, and reads its window after that. */
const PATIENCE = 900_000;

export interface Quiet {
	/** What is wrong still; empty when it got quiet. */
	readonly findings: readonly Finding[];
	/** Until all was right and stayed so, or until patience ended. */
	readonly seconds: number;
}

/** Waits until books and levels are right and every schedule has run once more without changing that. */
export async function awaitQuiet(world: World): Promise<Quiet> {
	const begun = Date.now();
	const seconds = (moment: number): number => Math.round((moment - begun) / 1000);
	let rightSince: number | null = null;
	let toldAt = begun;
	const keepConnected = watchConnection(world);
	for (;;) {
		await keepConnected();
		const findings = await findingsNow(world);
		const now = Date.now();
		rightSince = findings.length > 0 ? null : (rightSince ?? now);
		if (rightSince !== null && now >= rightSince + CALM) return { findings, seconds: seconds(rightSince) };
		if (now > begun + PATIENCE) return { findings, seconds: seconds(now) };
		if (now > toldAt + TELL_EVERY) {
			console.log(
				`    after ${seconds(now)} s: ${findings[0] === undefined ? 'all is right' : `${findings.length} to come, first ${findings[0].what}`}`,
			);
			toldAt = now;
		}
		await wait(LOOK_EVERY);
	}
}

async function findingsNow(world: World): Promise<Finding[]> {
	const orders = await ordersOf(world);
	return [...(await judgeBooks(world, orders)), ...(await judgeStock(world, orders))];
}
