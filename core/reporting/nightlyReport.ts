import { failureText, serviceFailureOnly } from '../http/serviceFailure';
import type { Memory } from '../memory/memory';
import { momentFromMillis, type Moment } from '../model/moment';
import { mendedLately } from '../pushing/mended';
import type { ShopsRun } from '../pushing/shopsRun';
import { readsOfMonth, type ReadsOfMonth } from '../quickbooks/monthlyReads';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { findLostDocuments } from './lostDocuments';
import type { ReportedShop } from './reportedShop';
import { NOTHING_FOUND, partOf, together, type ReportPart, type SideFailure } from './reportPart';
import { reportRow, type ReportRow } from './reportRow';
import { findSkusToLookAt } from './skusToLookAt';
import { findStockDifferences } from './stockDifferences';
import { findWaitingOrders } from './waitingOrders';

/** All that a night's report says, before it is put into words. */
export interface ReportFacts {
	readonly channelNames: readonly string[];
	/** By section, each thing once. */
	readonly rows: readonly ReportRow[];
	/** How many levels of QuickBooks were compared. */
	readonly compared: number;
	/** Null where the company is not known. */
	readonly reads: ReadsOfMonth | null;
	readonly now: Moment;
}

interface ReportQuestion {
	/** How far back orders and documents are looked at. */
	readonly days: number;
	readonly run: ShopsRun;
}

/**
 * What a person has to know of the sync, of all shops together. It writes nothing. A side that cannot be read is named, and stops no other
 * part.
 *
 * 1. Ask QuickBooks whether it can be asked.
 * 2. Read side by side what waits, what differs, which SKUs are to be looked at, which documents have no order.
 * 3. Add what the sync mended by itself within the last day, and the reads of the month.
 */
export async function gatherReport(
	shops: readonly ReportedShop[],
	{ days, run }: ReportQuestion,
): Promise<ReportFacts> {
	const { memory } = run;
	const now = momentFromMillis(run.clock());
	const books = await openBooks(run);
	const { rows, failures, compared } =
		'failure' in books
			? { rows: [], failures: [books.failure], compared: 0 }
			: await lookAtAll(shops, run, { client: books.client, memory, days, now, ignoreCase: run.rules.ignoreCase });
	const failed = new Set(failures.map(({ side }) => side));
	const readable = shops.filter(({ channel }) => !failed.has(channel.displayName));
	const notRead = [...failureRows(failures), ...readable.flatMap(startRow)];
	const mended = await Promise.all(shops.map(async (shop) => await toMendedRows(shop, memory, now)));
	return {
		channelNames: shops.map(({ channel }) => channel.displayName),
		rows: [...notRead, ...rows, ...mended.flat()],
		compared,
		reads: 'failure' in books ? null : await readsOfMonth(memory, books.client.realmId, now),
		now,
	};
}

async function openBooks({
	quickBooks,
}: ShopsRun): Promise<{ readonly client: QuickBooksClient } | { readonly failure: SideFailure }> {
	try {
		const client = await quickBooks();
		await client.company();
		return { client };
	} catch (error) {
		return { failure: { side: 'QuickBooks', reason: failureText(serviceFailureOnly(error)) } };
	}
}

async function lookAtAll(
	shops: readonly ReportedShop[],
	run: ShopsRun,
	look: Parameters<typeof findWaitingOrders>[1],
): Promise<ReportPart & { readonly compared: number }> {
	let compared = 0;
	const ofShop = async (shop: ReportedShop, find: typeof findWaitingOrders) =>
		await partOf(shop.channel.displayName, async () => await find(shop, look));
	const parts = await Promise.all([
		...shops.map(async (shop) => await ofShop(shop, findWaitingOrders)),
		partOf('QuickBooks', async () => {
			const stock = await findStockDifferences(shops, run);
			compared = stock.compared;
			return stock;
		}),
		partOf('QuickBooks', async () => await findSkusToLookAt(look.client, shops, run.rules.ignoreCase)),
		...shops.map(async (shop) => await ofShop(shop, findLostDocuments)),
	]);
	return { ...together([NOTHING_FOUND, ...parts]), compared };
}

/** A side is named once, by the first reason that it gave. */
function failureRows(failures: readonly SideFailure[]): ReportRow[] {
	const bySide = new Map([...failures].reverse().map(({ side, reason }) => [side, reason]));
	return [...bySide].map(([side, reason]) =>
		reportRow('notRead', `${side} could not be read as a whole, so this report does not know all of it: ${reason}`, {
			channelName: side,
			reason,
		}),
	);
}

/** A shop of which it is not known from when on its orders count. */
function startRow({ channel: { displayName }, query }: ReportedShop): ReportRow[] {
	if (query.placedFrom !== null) return [];
	const reason =
		'It is not known from when on its orders count, so orders from before the first publish may stand among those that wait. Enter Orders Placed From in its credential';
	return [reportRow('notRead', `${displayName}: ${reason}`, { channelName: displayName, reason })];
}

async function toMendedRows(shop: ReportedShop, memory: Memory, now: Moment): Promise<ReportRow[]> {
	const channelName = shop.channel.displayName;
	const mended = await mendedLately(memory, shop, now);
	return mended.map(({ sku, name, before, after, cause, arithmetic, at }) => {
		const why = cause ?? 'The cause is not known';
		const shown = before ?? 'nothing';
		return reportRow('mended', `${sku} on ${channelName} showed ${shown} and was set to ${after}: ${why}`, {
			sku,
			name,
			channelName,
			shows: shown,
			shouldShow: after,
			reason: why,
			arithmetic,
			at,
		});
	});
}
