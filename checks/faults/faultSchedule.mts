import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../books/random.mts';
import type { Environment } from './environment.mts';
import { countFault, logEvent } from './eventLog.mts';
import { drawFault, FAULT_KINDS, isPlain, type FaultKind, type PlainFaultKind } from './faultKinds.mts';
import { SERVICES, type ServiceName } from './names.mts';
import { SPECIAL_FAULTS } from './specialFaults.mts';

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
	const end = Date.now() + environment.duration;
	for (let number = 1; ; number++) {
		// A generator of its own for each, so that one that is left out changes no other.
		const own = random.fork(`fault ${number}`);
		await wait(own.integer(EVERY / 4, (EVERY * 7) / 4));
		if (Date.now() > end) return;
		await injectFault(environment, own.weighted(FAULT_KINDS), own);
	}
}

async function injectFault(environment: Environment, faultKind: FaultKind, random: Random): Promise<void> {
	const { eventLog, options } = environment;
	if (options.without.includes(faultKind)) return;
	const told = isPlain(faultKind)
		? layPlainFault(environment, faultKind, random)
		: await SPECIAL_FAULTS[faultKind](environment, random);
	if (told === null) return;
	countFault(eventLog, faultKind);
	logEvent(eventLog, `${faultKind}: ${told}`);
}

function layPlainFault({ sandbox }: Environment, faultKind: PlainFaultKind, random: Random): string {
	const service = random.oneOf(SERVICES);
	const fault = drawFault(service, faultKind, random);
	sandbox.services[service].faults.lay(fault);
	return `${service}: ${JSON.stringify(fault)}`;
}

async function runOutages(environment: Environment, random: Random): Promise<void> {
	const { duration, options } = environment;
	if (options.without.includes('outage')) return;
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
		countFault(eventLog, 'outage');
		logEvent(eventLog, `${name} is down for ${Math.round(milliseconds / 1000)} s`);
		await sandbox.services[name].stop();
		await wait(milliseconds);
		await sandbox.services[name].start();
		outage.to = Date.now();
	});
}
