import { IntegrationError } from '../http/integrationError';
import { UnusableCredential } from '../http/unusableCredential';
import { failureText, isServiceFailure, serviceFailureOnly, type ServiceFailure } from '../http/serviceFailure';
import { announce } from '../memory/workflowRun';
import type { HeldLevel } from '../availability/heldLevel';
import { pushStock, type PushReport } from './pushStock';
import { PATIENCE, type Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/** What became of one shop in a run: its outcomes, or why there are none. */
export interface ShopPush {
	readonly shop: Shop;
	readonly result: PushReport | ShopFailure;
}

/** A shop that could not be read or written at all. */
interface ShopFailure {
	/** For people, with the way out. */
	readonly failure: string;
	/** True when people are to be told of it: once a day, and at once when it fails otherwise. */
	readonly isDue: boolean;
	/** True where it fails until a person has mended its credential: coming again does not help. */
	readonly isLeftOut: boolean;
}

interface PushToShop {
	readonly levels: readonly HeldLevel[];
	/** True where its open orders could not be read a moment ago. */
	readonly isFailing: boolean;
	/** Why it failed earlier in this run, so that it is not tried again. */
	readonly failure?: ServiceFailure;
}

/** Milliseconds without a good answer for a shop whose open orders could not be read a moment ago. */
const PATIENCE_WHILE_FAILING = 10_000;

/**
 * Brings one shop to the levels. A shop that is down, that refuses, or whose credential cannot be used stops no other: its failure is its
 * result.
 */
export async function pushToShop(
	shop: Shop,
	{ levels, isFailing, failure }: PushToShop,
	run: ShopsRun,
): Promise<ShopPush> {
	const name = `shop ${run.run.node} ${shop.channel.id} ${shop.account ?? ''}`;
	const result = failure ?? (await tryToPush(shop, { levels, isFailing }, run));
	if (!isServiceFailure(result)) {
		await run.memory.alerts.end([name]);
		return { shop, result };
	}
	const announcement = { run: run.run, alerts: run.memory.alerts, now: run.clock() };
	const [isDue = false] = await announce([{ name, text: textOf(result) }], announcement);
	const isLeftOut = result instanceof UnusableCredential;
	return { shop, result: { failure: failureText(result), isDue, isLeftOut } };
}

async function tryToPush(
	shop: Shop,
	{ levels, isFailing }: PushToShop,
	run: ShopsRun,
): Promise<PushReport | ServiceFailure> {
	const push = async () => {
		const adapter = await shop.connect(isFailing ? PATIENCE_WHILE_FAILING : PATIENCE);
		const { channel } = shop;
		return await pushStock(jobOf(shop, levels, run), { channel, adapter, quickBooks: run.quickBooks });
	};
	return await push().catch(serviceFailureOnly);
}

/** Two channels of one node are judged apart. */
function jobOf(shop: Shop, levels: readonly HeldLevel[], { run, memory, clock, rules }: ShopsRun) {
	return {
		levels,
		settings: { ...rules, write: shop.write, rulesFor: shop.rulesFor },
		percentages: shop.percentages,
		run: { ...run, node: `${run.node} ${shop.channel.id}`, account: shop.account ?? '' },
		memory,
		clock,
	};
}

/** What of a failure makes it another one. */
function textOf(failure: ServiceFailure): string {
	if (failure instanceof UnusableCredential) return failure.message;
	return failure instanceof IntegrationError ? failure.kind : failure.path;
}
