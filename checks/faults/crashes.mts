import { setTimeout as wait } from 'node:timers/promises';
import { logEvent } from './eventLog.mts';
import { SERVICES } from './names.mts';
import { takeServiceDown } from './faultSchedule.mts';
import type { Environment } from './environment.mts';

/** Longest pause before n8n is started again, milliseconds. */
const LONGEST_PAUSE = 8_000;
/** Longest outage of a service while n8n starts, milliseconds; n8n takes 15 to 30 s. */
const LONGEST_OUTAGE = 60_000;

/** Crashes n8n by SIGKILL at random moments and starts it again. A service is down meanwhile every other time. */
export async function crashRepeatedly(environment: Environment): Promise<void> {
	const { random, options, duration } = environment;
	const own = random.fork('killer');
	const moments = Array.from({ length: options.kills }, () => own.integer(duration / 8, (duration * 7) / 8)).sort(
		(one, other) => one - other,
	);
	const begun = Date.now();
	const outages: Promise<void>[] = [];
	for (const moment of moments) {
		await wait(Math.max(0, begun + moment - Date.now()));
		if (own.happens(50))
			outages.push(
				takeServiceDown(environment, own.oneOf(SERVICES), own.integer(15_000, Math.min(LONGEST_OUTAGE, duration / 2))),
			);
		await crashOnce(environment, own.integer(0, LONGEST_PAUSE));
	}
	await Promise.all(outages);
}

async function crashOnce({ sandbox, eventLog }: Environment, pause: number): Promise<void> {
	const outage = { of: 'n8n' as const, from: Date.now(), to: Number.POSITIVE_INFINITY };
	eventLog.outages.push(outage);
	eventLog.kills += 1;
	logEvent(eventLog, 'n8n is killed');
	await sandbox.n8n.kill();
	await wait(pause);
	await sandbox.n8n.start();
	outage.to = Date.now();
	logEvent(eventLog, 'n8n is back');
}
