import { setTimeout as wait } from 'node:timers/promises';
import { actsOf, type Acts } from './acts.mts';
import { documentsIn, SALE_TYPES, stockIn, type BooksDocument, type BooksStock } from './books.mts';
import { drawCompany, type Company } from './company.mts';
import { randomFrom, type Random } from './random.mts';
import { runAccountant } from './accountant.mts';
import type { OrderHistory } from './orderHistory.mts';
import type { Finding } from './judge/findings.mts';
import { nameOf } from './judge/money.mts';
import { ownerOf } from './judge/owners.mts';
import { judge, type Verdict } from './judge/verdict.mts';
import { readVersions, placeOrder } from './orderLifecycle.mts';
import { takeTurn } from './orderSteps.mts';
import { truthsOf } from './orderTruth.mts';
import { startProduct, type ProductProcess } from './productProcess.mts';
import { openServices } from './services.mts';
import { checkIdempotence, postLatest, postRound } from './postingRounds.mts';
import type { ChannelName } from './protocol.mts';
import { openEnvironment, type Environment } from './environment.mts';

const ROUNDS = 6;
/** In the rounds after these nothing new is sold. */
const ROUNDS_WITH_SALES = 3;

export interface CheckOptions {
	readonly seed: number;
	/** On each channel. */
	readonly orders: number;
	readonly channels: readonly ChannelName[];
	/** Only these sales of each channel, from 0; null: all. */
	readonly picked?: readonly number[] | null;
	/** What takes part beyond the usual. */
	readonly acts?: Acts;
}

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
	{ orders, picked }: Pick<CheckOptions, 'orders' | 'picked'>,
	random: Random,
): Promise<OrderHistory[]> {
	const histories: OrderHistory[] = [];
	let since = longAgo();
	for (let round = 1; round <= ROUNDS; round++) {
		// The shops' clocks count seconds, so the next round is at least one second newer.
		await wait(1000 - (Date.now() % 1000) + 5);
		const begun = new Date().toISOString();
		const places = placesOf(round, orders).filter((place) => picked?.includes(place) ?? true);
		await tradeRound(environment, histories, { round, places, random: random.fork(`round ${round}`) });
		await readVersions(environment, product, histories, since);
		since = begun;
		await postRound(environment, product, histories, random.fork(`wave ${round}`));
		if (round < ROUNDS) await runAccountant(environment, histories, { round, random: random.fork(`clerk ${round}`) });
	}
	return histories;
}

function longAgo(): string {
	return new Date(Date.now() - 200 * 86_400_000).toISOString();
}

/** The sales of a channel that fall into a round. */
function placesOf(round: number, orders: number): number[] {
	const [from = 0, to = 0] = [round - 1, round].map((part) =>
		Math.floor((orders * Math.min(part, ROUNDS_WITH_SALES)) / ROUNDS_WITH_SALES),
	);
	return Array.from({ length: to - from }, (_, place) => from + place);
}

async function tradeRound(
	environment: Environment,
	histories: OrderHistory[],
	{ round, places, random }: { round: number; places: readonly number[]; random: Random },
): Promise<void> {
	await renumberAll(environment, histories, round);
	for (const channel of environment.channels) {
		const truths = new Map(
			(await truthsOf(channel, environment.merchants[channel].control)).map((truth) => [truth.orderId, truth]),
		);
		for (const history of histories.filter((one) => one.channel === channel)) {
			const truth = truths.get(history.orderId);
			if (truth !== undefined)
				await takeTurn(environment, history, {
					before: truth,
					isLast: round === ROUNDS,
					random: random.fork(`${channel} ${history.place}`),
				});
		}
		for (const place of places)
			histories.push(
				await placeOrder(environment, { channel, place, random: random.fork(`${channel} sale ${place}`) }),
			);
	}
}

/** The shop installs a plugin for order numbers. */
async function renumberAll(
	{ company: { renumbering }, channels, merchants }: Environment,
	histories: readonly OrderHistory[],
	round: number,
): Promise<void> {
	if (renumbering?.round !== round || !channels.includes('woocommerce')) return;
	await merchants.woocommerce.control.post('renumber', { prefix: renumbering.prefix });
	for (const { channel, acts, events } of histories.filter((one) => one.channel === 'woocommerce')) {
		acts.push('renumber all');
		events.push(`${channel} put "${renumbering.prefix}" before all numbers`);
	}
}

export interface CheckResult {
	readonly environment: Environment;
	readonly histories: readonly OrderHistory[];
	readonly verdict: Verdict;
}

/** The company that a seed draws, without the services. */
export function companyOf(seed: number, acts: Acts = actsOf({})): Company {
	return drawCompany(randomFrom(`seed ${seed}`).fork('world').fork('company'), acts);
}

/** One check: services on free ports, the product's core in a process of its own, everything ended at the end. */
export async function checkBooks({ seed, channels, acts = actsOf({}), ...sales }: CheckOptions): Promise<CheckResult> {
	const random = randomFrom(`seed ${seed}`);
	const services = await openServices();
	const product = startProduct();
	try {
		await product.connect(services.access);
		const environment = await openEnvironment(services, { channels, acts }, random.fork('world'));
		const histories = await runRounds(environment, product, sales, random.fork('play'));
		await environment.quickbooks.remove('faults');
		// Numbers change without moving an order's date; the last run sees all as it is then.
		await readVersions(environment, product, histories, longAgo());
		const ends = [
			...(await postLatest(environment, product, histories)),
			...(await checkIdempotence(environment, product, histories)),
			...secondItems(environment, await stockIn(environment.quickbooks)),
			...writtenAgain(await documentsIn(environment.quickbooks, environment.company.currency), histories),
		];
		const verdict = await judge(environment, histories);
		return { environment, histories, verdict: { ...verdict, findings: [...verdict.findings, ...ends] } };
	} finally {
		await product.end();
		await services.stop();
	}
}

/** Sales that stand in the books although a person had ended the sale of that order (rules.md A2, C2). */
function writtenAgain(documents: readonly BooksDocument[], histories: readonly OrderHistory[]): Finding[] {
	return documents
		.filter(({ voided, type }) => !voided && SALE_TYPES.includes(type))
		.flatMap((sale): Finding[] => {
			const history = ownerOf(sale, histories)?.history;
			const wasEnded = SALE_TYPES.some((type) => history?.endedByPeople.has(type));
			// Its own cancellation may have begun a new generation before a person ended that one or the other.
			const isNewLife = history?.posted.some(({ state }) => state === 'cancelled');
			return history === undefined || !wasEnded || isNewLife === true
				? []
				: [{ fault: 'duplicates', what: `${nameOf(sale)} was written again after a person had ended it`, history }];
		});
}

/** Items that were made although one with their SKU was there, inactive perhaps. */
function secondItems({ stockBefore }: Environment, stock: readonly BooksStock[]): Finding[] {
	const known = new Set(stockBefore.map(({ itemId }) => itemId));
	const taken = new Set(stockBefore.map(({ sku }) => sku).filter((sku) => sku !== null));
	return stock
		.filter(({ itemId, sku }) => !known.has(itemId) && sku !== null && taken.has(sku))
		.map(({ itemId, sku }) => ({
			fault: 'duplicates',
			what: `item ${itemId} was made for "${sku ?? ''}", which another item has`,
			history: null,
		}));
}
