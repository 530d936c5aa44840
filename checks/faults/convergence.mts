import { setTimeout as wait } from 'node:timers/promises';
import { judgeBooks, ordersOf } from './judge/books.mts';
import type { Finding } from './judge/findings.mts';
import { judgeStock } from './judge/stock.mts';
import { watchConnection } from './reconnect.mts';
import type { Environment } from './environment.mts';

const LOOK_EVERY = 3_000;
/** Milliseconds between two lines of progress. */
const LOG_EVERY = 30_000;
/** Every schedule runs once more in this time, milliseconds. */
const STABLE_FOR = 80_000;
/** A trigger that met failures pauses up to five minutes, and a level that an older run lowered comes again after a quarter of an hour. Milliseconds. */
const TIMEOUT = 1_200_000;

export interface Convergence {
	/** What is wrong still; empty when everything converged. */
	readonly findings: readonly Finding[];
	/** Until all was right and stayed so, or until the timeout. */
	readonly seconds: number;
}

/** Waits until books and levels are right and every schedule has run once more without changing that. */
export async function awaitConvergence(environment: Environment): Promise<Convergence> {
	const begun = Date.now();
	const seconds = (moment: number): number => Math.round((moment - begun) / 1000);
	let rightSince: number | null = null;
	let loggedAt = begun;
	const keepConnected = watchConnection(environment);
	for (;;) {
		await keepConnected();
		const findings = await findingsNow(environment);
		const now = Date.now();
		rightSince = findings.length > 0 ? null : (rightSince ?? now);
		if (rightSince !== null && now >= rightSince + STABLE_FOR) return { findings, seconds: seconds(rightSince) };
		if (now > begun + TIMEOUT) return { findings, seconds: seconds(now) };
		if (now > loggedAt + LOG_EVERY) {
			console.log(
				`    after ${seconds(now)} s: ${findings[0] === undefined ? 'all is right' : `${findings.length} to come, first ${findings[0].what}`}`,
			);
			loggedAt = now;
		}
		await wait(LOOK_EVERY);
	}
}

async function findingsNow(environment: Environment): Promise<Finding[]> {
	const orders = await ordersOf(environment);
	return [...(await judgeBooks(environment, orders)), ...(await judgeStock(environment, orders))];
}
