import { setTimeout as wait } from 'node:timers/promises';
import { drawCompany, type Company } from './company.mts';
import { randomFrom, type Random } from './random.mts';
import { runAccountant } from './accountant.mts';
import type { OrderHistory } from './orderHistory.mts';
import { judge, type Verdict } from './judge/verdict.mts';
import { applySteps, readVersions, placeOrder } from './orderLifecycle.mts';
import { truthsOf } from './orderTruth.mts';
import { startProduct, type ProductProcess } from './productProcess.mts';
import { openServices } from './services.mts';
import { checkIdempotence, postLatest, postRound } from './postingRounds.mts';
import type { ChannelName } from './protocol.mts';
import { openEnvironment, type Environment } from './environment.mts';

const ROUNDS = 6;
/** In the rounds after these nothing new is sold. */
const ROUNDS_WITH_SALES = 3;

/**
 * Runs all rounds.
 *
 * 1. The shops sell new orders, and steps are applied to the older ones.
 * 2. The product reads what changed.
 * 3. The product posts a random part of it, under random faults.
 * 4. The accountant edits documents in QuickBooks.
 */
async function runRounds(
	environment: Environment,
	product: ProductProcess,
	orders: number,
	random: Random,
): Promise<OrderHistory[]> {
	const histories: OrderHistory[] = [];
	let since = new Date(Date.now() - 200 * 86_400_000).toISOString();
	for (let round = 1; round <= ROUNDS; round++) {
		// The shops' clocks count seconds, so the next round is at least one second newer.
		await wait(1000 - (Date.now() % 1000) + 5);
		const begun = new Date().toISOString();
		await tradeRound(environment, histories, { round, orders, random: random.fork(`round ${round}`) });
		await readVersions(environment, product, histories, since);
		since = begun;
		await postRound(environment, product, histories, random.fork(`wave ${round}`));
		if (round < ROUNDS) await runAccountant(environment, histories, { round, random: random.fork(`clerk ${round}`) });
	}
	return histories;
}

async function tradeRound(
	environment: Environment,
	histories: OrderHistory[],
	{ round, orders, random }: { round: number; orders: number; random: Random },
): Promise<void> {
	for (const channel of environment.channels) {
		const truths = new Map(
			(await truthsOf(channel, environment.merchants[channel].control)).map((truth) => [truth.orderId, truth]),
		);
		for (const history of histories.filter((one) => one.channel === channel)) {
			const truth = truths.get(history.orderId);
			if (truth !== undefined)
				await applySteps(environment, history, truth, random.fork(`${channel} ${history.orderId}`));
		}
		const [from, to] = [round - 1, round].map((part) =>
			Math.floor((orders * Math.min(part, ROUNDS_WITH_SALES)) / ROUNDS_WITH_SALES),
		);
		for (let number = from ?? 0; number < (to ?? 0); number++)
			histories.push(await placeOrder(environment, channel, random.fork(`${channel} sale ${number}`)));
	}
}

export interface CheckOptions {
	readonly seed: number;
	/** On each channel. */
	readonly orders: number;
	readonly channels: readonly ChannelName[];
}

export interface CheckResult {
	readonly environment: Environment;
	readonly histories: readonly OrderHistory[];
	readonly verdict: Verdict;
}

/** The company that a seed draws, without the services. */
export function companyOf(seed: number): Company {
	return drawCompany(randomFrom(`seed ${seed}`).fork('world').fork('company'));
}

/** One check: services on free ports, the product's core in a process of its own, everything ended at the end. */
export async function checkBooks({ seed, orders, channels }: CheckOptions): Promise<CheckResult> {
	const random = randomFrom(`seed ${seed}`);
	const services = await openServices();
	const product = startProduct();
	try {
		await product.connect(services.access);
		const environment = await openEnvironment(services, channels, random.fork('world'));
		const histories = await runRounds(environment, product, orders, random.fork('play'));
		await environment.quickbooks.remove('faults');
		const ends = [
			...(await postLatest(environment, product, histories)),
			...(await checkIdempotence(environment, product, histories)),
		];
		const verdict = await judge(environment, histories);
		return { environment, histories, verdict: { ...verdict, findings: [...verdict.findings, ...ends] } };
	} finally {
		await product.end();
		await services.stop();
	}
}
