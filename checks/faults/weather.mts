import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../books/chance.mts';
import type { OrderRow } from '../books/orderTruth.mts';
import { tell } from './diary.mts';
import { CHANNELS, SERVICES, type ServiceName } from './names.mts';
import { drawFault, STORMS, type LaidStorm, type Storm } from './storms.mts';
import type { World } from './world.mts';

/** Milliseconds from one fault to the next, on average. */
const EVERY = 3_500;
/** A service goes down so often, milliseconds, and at least once. */
const DOWN_EVERY = 150_000;

/** Lays faults over the services at random moments of the bench's time, and takes services down. */
export async function makeWeather(world: World): Promise<void> {
	const own = world.chance.for('weather');
	await Promise.all([storms(world, own.for('storms')), downs(world, own.for('downs'))]);
}

/** Calm from now on: nothing that was laid is left. */
export function clearWeather({ sandbox: { services } }: World): void {
	for (const name of SERVICES) services[name].faults.clear();
}

async function storms(world: World, chance: Chance): Promise<void> {
	for (const end = Date.now() + world.duration; ; ) {
		await wait(chance.whole(EVERY / 4, (EVERY * 7) / 4));
		if (Date.now() > end) return;
		await strike(world, chance.weighted(STORMS), chance);
	}
}

async function strike(world: World, storm: Storm, chance: Chance): Promise<void> {
	const { diary, gates, controls, sandbox } = world;
	if (storm === 'touched' || storm === 'outOfOrder') return await stir(world, storm, chance);
	diary.faults += 1;
	if (storm === 'expired') {
		const service = chance.oneOf(['quickbooks', 'ebay'] as const);
		tell(diary, `${service}: its tokens expire`);
		await gates.pass(service, async () => await controls[service].post('tokens/expire'));
		return;
	}
	const service = chance.oneOf(SERVICES);
	const fault = drawFault(service, storm satisfies LaidStorm, chance);
	tell(diary, `${service}: ${storm} ${JSON.stringify(fault)}`);
	sandbox.services[service].faults.lay(fault);
}

/** The channel reports orders again that did not change, or as changed a little earlier than it said before. */
async function stir({ diary, gates, controls }: World, storm: 'touched' | 'outOfOrder', chance: Chance): Promise<void> {
	// eBay's dates cannot be moved.
	const channel =
		storm === 'outOfOrder' ? chance.oneOf(['woocommerce', 'bigcommerce'] as const) : chance.oneOf(CHANNELS);
	const known = chance.shuffled(diary.orders.filter((order) => order.channel === channel)).slice(0, chance.whole(1, 4));
	if (known.length === 0) return;
	diary.faults += 1;
	await gates.pass(channel, async () => {
		const rows = await controls[channel].get<readonly OrderRow[]>('orders');
		for (const { orderId } of known) {
			const modifiedAt = Date.parse(rows.find((row) => row.orderId === orderId)?.modifiedAt ?? '');
			const at = storm === 'touched' ? {} : { at: new Date(modifiedAt - chance.whole(1, 60) * 1000).toISOString() };
			await controls[channel].post('touch', { orderId, ...at });
			tell(diary, `${channel}: ${storm} ${orderId} ${JSON.stringify(at)}`);
		}
	});
}

async function downs(world: World, chance: Chance): Promise<void> {
	const { duration } = world;
	const times = Math.max(1, Math.round(duration / DOWN_EVERY));
	for (let time = 1; time <= times; time++) {
		await wait(chance.whole(0, Math.floor(duration / times / 2)));
		const longest = Math.min(150_000, duration / times / 2);
		await takeDown(world, chance.oneOf(SERVICES), Math.floor(chance.whole(longest / 3, longest)));
	}
}

/** Nothing listens at the service's port for so long. */
export async function takeDown(
	{ sandbox, gates, diary }: World,
	name: ServiceName,
	milliseconds: number,
): Promise<void> {
	await gates.pass(name, async () => {
		const outage = { of: name, from: Date.now(), to: Number.POSITIVE_INFINITY };
		diary.outages.push(outage);
		diary.faults += 1;
		tell(diary, `${name} is down for ${Math.round(milliseconds / 1000)} s`);
		await sandbox.services[name].stop();
		await wait(milliseconds);
		await sandbox.services[name].start();
		outage.to = Date.now();
	});
}
