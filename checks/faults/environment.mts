import { controlOf, type Control } from '../books/control.mts';
import { randomFrom, type Random } from '../books/random.mts';
import type { LocalSandbox } from '../../sandbox/launcher/localSandbox.mts';
import type { InjectedKind } from './faultKinds.mts';
import type { SkippedHour } from './skippedHour.mts';
import { countFault, logEvent, newEventLog, type EventLog } from './eventLog.mts';
import { createLocks, type ServiceLocks } from './serviceLocks.mts';
import { drawGoods, type Article } from './goods.mts';
import { CHANNELS, SERVICES, type ServiceName } from './names.mts';

/** What was asked for on the command line. */
export interface CheckOptions {
	readonly orders: number;
	readonly kills: number;
	readonly seed: number;
	/** Whether faults are injected at all. */
	readonly faults: boolean;
	/** Kinds of faults that are left out. */
	readonly without: readonly InjectedKind[];
	/** The hour in which the run lies, by the clocks of n8n and the services; null for the machine's own time. */
	readonly skippedHour: SkippedHour | null;
	/** Whether the last-unit race is measured as well. */
	readonly race: boolean;
}

/** What every part of the check works with. */
export interface Environment {
	readonly sandbox: LocalSandbox;
	readonly options: CheckOptions;
	readonly random: Random;
	readonly goods: readonly Article[];
	/** Nobody buys it, and no figure looks at it: the shops say odd things of it. */
	readonly oddArticle: Article;
	readonly controls: Readonly<Record<ServiceName, Control>>;
	readonly locks: ServiceLocks<ServiceName>;
	readonly eventLog: EventLog;
	/** For how long new orders come, milliseconds. */
	readonly duration: number;
}

const LEAST_DURATION = 75_000;
const PER_ORDER = 2_500;

/** Stocks the shops from QuickBooks, and lifts the limits that the check does not ask for. */
export async function openEnvironment(sandbox: LocalSandbox, options: CheckOptions): Promise<Environment> {
	const random = randomFrom(`faults ${options.seed}`);
	const controls = Object.fromEntries(
		SERVICES.map((name) => [name, controlOf(sandbox.services[name].url)]),
	) as Environment['controls'];
	const { goods, oddArticle } = drawGoods(options.orders, random.fork('goods'));
	// A listing at zero stays, and a compressed day may have more changes than a real one.
	await controls.ebay.post('settings', { outOfStockControl: true, revisionsPerDay: 100_000 });
	for (const { sku, quantity } of [...goods, oddArticle]) {
		for (const name of ['quickbooks', ...CHANNELS] as const) await controls[name].post('stock', { sku, quantity });
	}
	const eventLog = newEventLog();
	if (options.skippedHour !== null) await enterSkippedHour(options.skippedHour, controls, eventLog);
	return {
		sandbox,
		options,
		random,
		goods,
		oddArticle,
		controls,
		locks: createLocks(),
		eventLog,
		duration: Math.max(LEAST_DURATION, options.orders * PER_ORDER),
	};
}

async function enterSkippedHour(
	{ timeZone }: SkippedHour,
	{ woocommerce }: Environment['controls'],
	eventLog: EventLog,
): Promise<void> {
	await woocommerce.post('settings', { timeZone });
	const { now } = await woocommerce.get<{ now: string }>('clock');
	countFault(eventLog, 'skippedHour');
	logEvent(eventLog, `skippedHour: it is ${now} and the shop in ${timeZone} skips an hour`);
	console.log(`  skippedHour: it is ${now} and the shop in ${timeZone} skips an hour`);
}
