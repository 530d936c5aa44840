import { setTimeout as wait } from 'node:timers/promises';
import type { LocalSandbox } from '../../sandbox/launcher/localSandbox.mts';
import { runAccountant } from './accountant.mts';
import { logEvent } from './eventLog.mts';
import { crashRepeatedly } from './crashes.mts';
import { judgeOversales, type JudgedOversale } from './oversales.mts';
import { awaitConvergence, type Convergence } from './convergence.mts';
import { raceForLastUnits } from './race.mts';
import { placeOrders } from './buyers.mts';
import { clearFaults, runFaultSchedule } from './faultSchedule.mts';
import { configureTemplates } from './workflows.mts';
import { openEnvironment, type CheckOptions, type Environment } from './environment.mts';

export interface CheckResult {
	readonly environment: Environment;
	readonly convergence: Convergence;
	/** The race on purpose included. */
	readonly oversales: readonly JudgedOversale[];
	readonly windowMs: number;
}

/**
 * One check on an open sandbox.
 *
 * 1. Configures the templates.
 * 2. Sells, adjusts, injects faults and crashes n8n.
 * 3. Waits until books and levels are right.
 * 4. Runs the race for last units.
 * 5. Judges every oversale.
 */
export async function checkFaults(sandbox: LocalSandbox, options: CheckOptions): Promise<CheckResult> {
	const environment = await openEnvironment(sandbox, options);
	const { Id } = await environment.controls.quickbooks.post<{ Id: string }>('item', {
		Name: 'Refunds without goods',
		Type: 'NonInventory',
	});
	await step('configuring the templates', async () => await configureTemplates(sandbox.client, sandbox.workflows, Id));
	await step(`${options.orders} orders, ${options.kills} kills`, async () => await runUnderFaults(environment));
	clearFaults(environment);
	const convergence = await step(
		'waiting until books and levels are right',
		async () => await awaitConvergence(environment),
	);
	if (options.race) await step('last units', async () => await race(environment));
	const { oversales, windowMs } = await judgeOversales(environment);
	return { environment, convergence, oversales, windowMs };
}

async function runUnderFaults(environment: Environment): Promise<void> {
	// The shops' clocks count seconds, and an order from before the first publish is none of ours.
	await wait(2_000);
	logEvent(environment.eventLog, `it begins and lasts ${Math.round(environment.duration / 1000)} s`);
	await Promise.all([
		placeOrders(environment),
		runAccountant(environment),
		...(environment.options.faults ? [runFaultSchedule(environment)] : []),
		crashRepeatedly(environment),
	]);
	logEvent(environment.eventLog, 'faults and sales are over');
}

async function race(environment: Environment): Promise<void> {
	await raceForLastUnits(environment);
	await awaitConvergence(environment);
}

async function step<T>(name: string, job: () => Promise<T>): Promise<T> {
	console.log(`  ${name} ...`);
	const begun = Date.now();
	const result = await job();
	console.log(`  ${name}: done after ${Math.round((Date.now() - begun) / 1000)} s`);
	return result;
}
