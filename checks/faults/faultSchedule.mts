import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../books/random.mts';
import type { OrderRow } from '../books/orderTruth.mts';
import { logEvent } from './eventLog.mts';
import { CHANNELS, SERVICES, type ServiceName } from './names.mts';
import { drawFault, FAULT_KINDS, type InjectedFaultKind, type FaultKind } from './faultKinds.mts';
import type { Environment } from './environment.mts';

/** Milliseconds from one fault to the next, on average. */
const EVERY = 3_500;
/** Milliseconds from one outage to the next, on average; there is one at least. */
const OUTAGE_EVERY = 150_000;

/** Injects faults into the services at random moments of the run, and takes services down. */
export async function runFaultSchedule(environment: Environment): Promise<void> {
	const own = environment.random.fork('weather');
	await Promise.all([injectFaults(environment, own.fork('storms')), runOutages(environment, own.fork('downs'))]);
}

/** Removes every fault that still waits for a request. */
export function clearFaults({ sandbox: { services } }: Environment): void {
	for (const name of SERVICES) services[name].faults.clear();
}

async function injectFaults(environment: Environment, random: Random): Promise<void> {
	for (const end = Date.now() + environment.duration; ; ) {
		await wait(random.integer(EVERY / 4, (EVERY * 7) / 4));
		if (Date.now() > end) return;
		await injectFault(environment, random.weighted(FAULT_KINDS), random);
	}
}

async function injectFault(environment: Environment, faultKind: FaultKind, random: Random): Promise<void> {
	const { eventLog, locks, controls, sandbox } = environment;
	if (faultKind === 'touched' || faultKind === 'outOfOrder') return await resendOrders(environment, faultKind, random);
	eventLog.faults += 1;
	if (faultKind === 'cached') {
		const pageCache = random.oneOf(['byAddress', 'off']);
		logEvent(eventLog, `woocommerce: a cache in front of the shop: ${pageCache}`);
		await locks.runExclusive('woocommerce', async () => await controls.woocommerce.post('settings', { pageCache }));
		return;
	}
	if (faultKind === 'expired') {
		const service = random.oneOf(['quickbooks', 'ebay'] as const);
		logEvent(eventLog, `${service}: its tokens expire`);
		await locks.runExclusive(service, async () => await controls[service].post('tokens/expire'));
		return;
	}
	const service = random.oneOf(SERVICES);
	const fault = drawFault(service, faultKind satisfies InjectedFaultKind, random);
	logEvent(eventLog, `${service}: ${faultKind} ${JSON.stringify(fault)}`);
	sandbox.services[service].faults.lay(fault);
}

/** The channel delivers unchanged orders again, as modified now or a little earlier than before. */
async function resendOrders(
	{ eventLog, locks, controls }: Environment,
	faultKind: 'touched' | 'outOfOrder',
	random: Random,
): Promise<void> {
	// eBay's dates cannot be moved.
	const channel =
		faultKind === 'outOfOrder' ? random.oneOf(['woocommerce', 'bigcommerce'] as const) : random.oneOf(CHANNELS);
	const known = random
		.shuffled(eventLog.orders.filter((order) => order.channel === channel))
		.slice(0, random.integer(1, 4));
	if (known.length === 0) return;
	eventLog.faults += 1;
	await locks.runExclusive(channel, async () => {
		const rows = await controls[channel].get<readonly OrderRow[]>('orders');
		for (const { orderId } of known) {
			const modifiedAt = Date.parse(rows.find((row) => row.orderId === orderId)?.modifiedAt ?? '');
			const at =
				faultKind === 'touched' ? {} : { at: new Date(modifiedAt - random.integer(1, 60) * 1000).toISOString() };
			await controls[channel].post('touch', { orderId, ...at });
			logEvent(eventLog, `${channel}: ${faultKind} ${orderId} ${JSON.stringify(at)}`);
		}
	});
}

async function runOutages(environment: Environment, random: Random): Promise<void> {
	const { duration } = environment;
	const times = Math.max(1, Math.round(duration / OUTAGE_EVERY));
	for (let time = 1; time <= times; time++) {
		await wait(random.integer(0, Math.floor(duration / times / 2)));
		const longest = Math.min(150_000, duration / times / 2);
		await takeServiceDown(environment, random.oneOf(SERVICES), Math.floor(random.integer(longest / 3, longest)));
	}
}

/** Nothing listens at the service's port for so long. */
export async function takeServiceDown(
	{ sandbox, locks, eventLog }: Environment,
	name: ServiceName,
	milliseconds: number,
): Promise<void> {
	await locks.runExclusive(name, async () => {
		const outage = { of: name, from: Date.now(), to: Number.POSITIVE_INFINITY };
		eventLog.outages.push(outage);
		eventLog.faults += 1;
		logEvent(eventLog, `${name} is down for ${Math.round(milliseconds / 1000)} s`);
		await sandbox.services[name].stop();
		await wait(milliseconds);
		await sandbox.services[name].start();
		outage.to = Date.now();
	});
}
