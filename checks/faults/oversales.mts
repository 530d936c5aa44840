import type { JournalEntry } from '../../sandbox/kit/journal.mts';
import { owner } from '../../sandbox/launcher/provision.mts';
import { openExecutions } from './executions.mts';
import { oversalesOf, type Oversale } from './judge/available.mts';
import { levelWrites } from './judge/levels.mts';
import { judgeOversale, type Judged, type Evidence, type Span } from './judge/oversold.mts';
import { effectiveLevelsOf, windowOf } from './judge/pushRuns.mts';
import { CHANNELS, SERVICES, type ServiceName } from './names.mts';
import { stockRows } from './stockRows.mts';
import type { Environment } from './environment.mts';

export type JudgedOversale = Oversale & Judged;

/** Every sale of units that nobody had, with its reason, and how wide the window is between reading and writing. */
export async function judgeOversales(
	environment: Environment,
): Promise<{ readonly oversales: readonly JudgedOversale[]; readonly windowMs: number }> {
	const evidence = await sightOf(environment);
	const oversales = environment.goods.flatMap(({ sku, quantity }) =>
		oversalesOf(
			quantity,
			environment.eventLog.stock.filter((event) => event.sku === sku),
		),
	);
	return {
		oversales: oversales.map((oversale) => ({ ...oversale, ...judgeOversale(oversale, evidence) })),
		windowMs: evidence.windowMs,
	};
}

async function sightOf({ sandbox, controls, eventLog, options }: Environment): Promise<Evidence> {
	const journals = Object.fromEntries(
		SERVICES.map((name) => [name, sandbox.services[name].journal.since(0)]),
	) as Record<ServiceName, readonly JournalEntry[]>;
	const clockAhead = options.skippedHour?.clockAhead ?? 0;
	const pushes = await (
		await openExecutions({ url: sandbox.client.url, owner, clockAhead, outages: eventLog.outages })
	).pushes();
	const writes = (
		await Promise.all(
			CHANNELS.map(async (channel) => levelWrites(channel, journals[channel], await stockRows(controls[channel]))),
		)
	).flat();
	const listingReads = Object.fromEntries(
		CHANNELS.map((channel) => [channel, journals[channel].filter(isListingRead)]),
	);
	const effectiveLevels = effectiveLevelsOf(writes, pushes, journals.quickbooks.filter(isItemRead), listingReads);
	const begun = (name: ServiceName): number[] =>
		journals[name]
			.filter((entry) => (name === 'quickbooks' ? isItemRead(entry) : isOrderRead(entry)))
			.map(({ begunAt }) => begunAt);
	const failed = (name: ServiceName): Span[] =>
		journals[name]
			.filter(({ status, cut, rewritten }) => cut !== null || rewritten || status < 200 || status >= 400)
			.map(({ begunAt, at }) => ({ from: begunAt, to: at }));
	return {
		effectiveLevels,
		reads: {
			quickbooks: begun('quickbooks'),
			woocommerce: begun('woocommerce'),
			bigcommerce: begun('bigcommerce'),
			ebay: begun('ebay'),
		},
		failures: {
			quickbooks: failed('quickbooks'),
			woocommerce: failed('woocommerce'),
			bigcommerce: failed('bigcommerce'),
			ebay: failed('ebay'),
		},
		outages: eventLog.outages,
		windowMs: windowOf(effectiveLevels),
	};
}

function isAnswered({ status, cut, rewritten }: JournalEntry): boolean {
	return status >= 200 && status < 300 && cut === null && !rewritten;
}

function isItemRead(entry: JournalEntry): boolean {
	return (
		entry.kind === 'read' &&
		isAnswered(entry) &&
		/\bfrom\s+Item\b|\/item\/\d/i.test(JSON.stringify([entry.path, entry.query, entry.requestBody]))
	);
}

function isOrderRead(entry: JournalEntry): boolean {
	return entry.kind === 'read' && isAnswered(entry) && /\/orders?\/?$/.test(entry.path);
}

/** Whatever is read on a channel and is no order: it may have been a listing. */
function isListingRead(entry: JournalEntry): boolean {
	return entry.kind === 'read' && isAnswered(entry) && !/\/orders?(\/|$)/.test(entry.path);
}
