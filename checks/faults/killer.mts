import { setTimeout as wait } from 'node:timers/promises';
import { tell } from './diary.mts';
import { SERVICES } from './names.mts';
import { takeDown } from './weather.mts';
import type { World } from './world.mts';

/** n8n stays dead at most so long before it is started again, milliseconds. */
const LONGEST_DEATH = 8_000;
/** So long a service stays down at most that is down when n8n starts; n8n takes 15 to 30 s. */
const LONGEST_DOWN = 60_000;

/** Kills n8n at random moments and starts it again, every other time while a service is down. */
export async function killAll(world: World): Promise<void> {
	const { chance, wish, duration } = world;
	const own = chance.for('killer');
	const moments = Array.from({ length: wish.kills }, () => own.whole(duration / 8, (duration * 7) / 8)).sort(
		(one, other) => one - other,
	);
	const begun = Date.now();
	const downs: Promise<void>[] = [];
	for (const moment of moments) {
		await wait(Math.max(0, begun + moment - Date.now()));
		if (own.happens(50))
			downs.push(takeDown(world, own.oneOf(SERVICES), own.whole(15_000, Math.min(LONGEST_DOWN, duration / 2))));
		await killOnce(world, own.whole(0, LONGEST_DEATH));
	}
	await Promise.all(downs);
}

async function killOnce({ sandbox, diary }: World, pause: number): Promise<void> {
	const outage = { of: 'n8n' as const, from: Date.now(), to: Number.POSITIVE_INFINITY };
	diary.outages.push(outage);
	diary.kills += 1;
	tell(diary, 'n8n is killed');
	await sandbox.n8n.kill();
	await wait(pause);
	await sandbox.n8n.start();
	outage.to = Date.now();
	tell(diary, 'n8n is back');
}
