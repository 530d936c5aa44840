import { GENERATED_QUANTITY, generatedArticles, type CatalogueSize } from '../../sandbox/catalogue/generated.mts';
import type { Article } from '../../sandbox/catalogue/shop.mts';
import { leastForLevels, leastForOrders, type ChannelName } from './least.mts';
import { openWorkflow, type PlayedWorkflow } from './product/playedN8n.mts';
import { openServices, SERVICES, sumOf, type BenchServices, type Calls, type Count } from './services.mts';

/** What one job cost. */
export interface Measured extends Count {
	readonly job: string;
	/** The least that the vendors' limits allow, or what we aim at. */
	readonly least: Calls;
	/** The longest saved state of the workflow's triggers, characters. */
	readonly state: number;
}

const WORKFLOW = 'inventory-sync-all-channels';
const STOCK_TRIGGER = 'Stock Changed in QuickBooks';
const ORDER_TRIGGERS: Readonly<Record<ChannelName, string>> = {
	woocommerce: 'WooCommerce Orders',
	bigcommerce: 'BigCommerce Orders',
	ebay: 'eBay Orders',
};
export const CHANNELS = Object.keys(ORDER_TRIGGERS) as readonly ChannelName[];

/** A trigger that has more news than a poll may take goes on with the next. */
const MOST_POLLS = 20;

/** A shop whose workflow has been published and has compared all levels once. */
interface Running {
	readonly articles: readonly Article[];
	readonly services: BenchServices;
	readonly workflow: PlayedWorkflow;
}

export async function openRunning(size: CatalogueSize): Promise<Running> {
	const services = await openServices(size);
	const workflow = openWorkflow(WORKFLOW, services.access, services.ask);
	for (const trigger of workflow.triggers) while ((await workflow.poll(trigger)).runs > 0);
	services.count();
	return { articles: generatedArticles(size), services, workflow };
}

/** What a minute costs in which nothing happened. */
export async function quietMinute({ services, workflow }: Running): Promise<Measured> {
	for (const trigger of workflow.triggers) await workflow.poll(trigger);
	const least = { quickbooks: 1, woocommerce: 1, bigcommerce: 1, ebay: 1 };
	return { job: 'a quiet minute', least, ...services.count(), state: workflow.stateLength() };
}

/** QuickBooks stamps whole seconds, and what is read in the second of its change comes again. Milliseconds. */
const STAMP = 1100;

/** The quantities of so many articles change in QuickBooks, first down and then up, and reach all channels. */
export async function changedLevels(running: Running, count: number): Promise<Measured[]> {
	const { articles, services } = running;
	const changed = articles.slice(0, count);
	const rows: Measured[] = [];
	for (const [word, quantity] of [
		['lowered', GENERATED_QUANTITY - 7],
		['raised', GENERATED_QUANTITY + 4],
	] as const) {
		await services.control('quickbooks', 'stock', { items: changed.map(({ sku }) => ({ sku, quantity })) });
		await services.control('quickbooks', 'clock', { advance: STAMP });
		const job = `${number(count)} of ${number(articles.length)} ${word}`;
		rows.push({
			job,
			least: leastForLevels(changed, { raised: word === 'raised' }),
			...(await deliver(running, STOCK_TRIGGER)),
		});
		await requireLevels(services, changed, quantity);
	}
	return rows;
}

/** What we aim at for one sale. */
const ONE_SALE: Calls = { quickbooks: 8, woocommerce: 3, bigcommerce: 3, ebay: 3 };

/** So many orders of one article each come in on a channel at once. */
export async function orders(running: Running, channel: ChannelName, count: number): Promise<Measured> {
	const sold = running.articles.slice(0, count);
	for (const { sku } of sold) await running.services.control(channel, 'sell', { lines: [{ sku, quantity: 1 }] });
	const job = `${count === 1 ? 'one sale' : `${number(count)} sales`} on ${NAMES[channel]}`;
	const least = count === 1 ? ONE_SALE : leastForOrders(sold, channel);
	return { job, least, ...(await deliver(running, ORDER_TRIGGERS[channel])) };
}

export const NAMES: Readonly<Record<keyof Calls, string>> = {
	quickbooks: 'QuickBooks',
	woocommerce: 'WooCommerce',
	bigcommerce: 'BigCommerce',
	ebay: 'eBay',
};

export function number(count: number): string {
	return count.toLocaleString('en');
}

/** Lets a trigger poll until it finds nothing more, and counts but for that last poll, which belongs to the next minute. */
async function deliver({ services, workflow }: Running, trigger: string): Promise<Omit<Measured, 'job' | 'least'>> {
	services.count();
	const counts: Count[] = [];
	let state = 0;
	for (let polls = 0; polls < MOST_POLLS; polls++) {
		const { runs } = await workflow.poll(trigger);
		const count = services.count();
		if (runs === 0 && counts.length > 0) return { ...sumOf(counts), state };
		counts.push(count);
		state = Math.max(state, workflow.stateLength());
	}
	throw new Error(`${trigger} was not done after ${MOST_POLLS} polls`);
}

/** A count of calls that did not do the job counts nothing. */
async function requireLevels(services: BenchServices, changed: readonly Article[], quantity: number): Promise<void> {
	for (const channel of SERVICES.filter((name) => name !== 'quickbooks')) {
		const rows = (await services.control(channel, 'stock')) as readonly {
			readonly sku: string | null;
			readonly quantity: number;
		}[];
		const levels = new Map(rows.map((row) => [row.sku, row.quantity]));
		const wrong = changed.filter(({ sku }) => levels.get(sku) !== quantity);
		if (wrong.length > 0)
			throw new Error(
				`${NAMES[channel]} shows ${String(levels.get(wrong[0]?.sku ?? ''))} of ${wrong[0]?.sku}, not ${quantity}; ${wrong.length} levels are wrong`,
			);
	}
}
