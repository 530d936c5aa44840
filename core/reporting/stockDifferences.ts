import { lookOnlyMemory } from '../memory/lookOnlyMemory';
import type { PushOutcome } from '../pushing/pushOutcome';
import { pushToShops, type ShopsReport } from '../pushing/pushToShops';
import { isOfExcluded } from '../pushing/ruleRow';
import type { ShopsRun } from '../pushing/shopsRun';
import type { ReportedShop } from './reportedShop';
import type { ReportPart, SideFailure } from './reportPart';
import { reportRow, type ReportRow } from './reportRow';

/** What a comparison of all levels came to. */
interface StockLook extends ReportPart {
	/** How many levels of QuickBooks were compared. */
	readonly compared: number;
}

/**
 * What every shop shows that differs from what it should show, with the cause, and what is oversold: the calculation of Push Channel Stock, for
 * all of QuickBooks. Nothing is written to a shop, and no push learns of it. Throws IntegrationError when QuickBooks cannot be asked.
 */
export async function findStockDifferences(shops: readonly ReportedShop[], run: ShopsRun): Promise<StockLook> {
	const report = await lookAtStock(shops, { skus: [], everything: true }, run);
	const differences = report.shops.flatMap(({ result }, place) => differencesOf(shops[place], result));
	return {
		rows: [...report.oversold.map(toOversoldRow), ...differences],
		failures: failuresOf(report),
		compared: report.compared ?? 0,
	};
}

/** What pushing these levels would do now. Only looks: no shop is written to, nobody is alerted, and no push remembers it. */
export async function lookAtStock(
	shops: readonly ReportedShop[],
	asked: { readonly skus: Parameters<typeof pushToShops>[0]['skus']; readonly everything: boolean },
	run: ShopsRun,
): Promise<ShopsReport> {
	const looking: ShopsRun = {
		...run,
		run: { ...run.run, isManual: true },
		memory: lookOnlyMemory(run.memory),
		// A fuse would hide what differs behind its own message.
		rules: { ...run.rules, onlyDecrease: false, letThroughUntil: Number.POSITIVE_INFINITY },
	};
	const all = { levels: [], itemsWithoutSku: [], ofCompany: null, ...asked };
	return await pushToShops(
		all,
		shops.map((shop) => ({ ...shop, write: false })),
		looking,
	);
}

/** What the comparison of the catalogs says of a SKU is left to it: that it is not counted, not there, or there twice. */
const SAID_BY_CATALOGS: ReadonlySet<PushOutcome['outcome']> = new Set([
	'unchanged',
	'unknownSku',
	'notTracked',
	'ambiguous',
]);

function differencesOf(shop: ReportedShop | undefined, result: ShopsReport['shops'][number]['result']): ReportRow[] {
	if (shop === undefined || 'failure' in result) return [];
	return result.outcomes
		.flat()
		.filter(({ outcome, reason }) => !SAID_BY_CATALOGS.has(outcome) && !isOfExcluded(reason))
		.map((outcome) => toStockRow(outcome, shop));
}

function toStockRow(
	pushed: PushOutcome,
	{ channel: { displayName: channelName }, isPushKnown }: ReportedShop,
): ReportRow {
	const { sku, name, productUrl, itemUrl, before, wanted, arithmetic, channel, listingRef, outcome } = pushed;
	const why = isPushKnown ? whyOf(pushed) : `${whyOf(pushed)}. ${PUSH_UNKNOWN}`;
	const shown = before ?? 'nothing';
	const said = `${sku} on ${channelName} shows ${shown} and should show ${wanted} (${arithmetic}): ${why}`;
	return reportRow('stock', said, {
		sku,
		name,
		productUrl,
		itemUrl,
		channelName,
		shows: shown,
		shouldShow: wanted,
		reason: why,
		arithmetic,
		outcome,
		channel,
		listingRef,
	});
}

/** What differs then may be as the form of the push says. */
const PUSH_UNKNOWN =
	'Nothing was pushed yet since n8n was started, so Rules by SKU and Options of Push Channel Stock are not known here';

/** The cause of the difference, and what keeps the sync from mending it. */
export function whyOf({ cause, reason }: PushOutcome): string {
	const parts = [cause?.text, reason].filter((part) => part !== undefined && part !== null && part !== '');
	return parts.length === 0 ? 'The cause is not known' : [...new Set(parts)].join('. ');
}

function toOversoldRow({ sku, name, itemUrl, shortage, reason, itemId }: ShopsReport['oversold'][number]): ReportRow {
	return reportRow('oversold', `${sku} is oversold: ${reason}`, { sku, name, itemUrl, shortage, reason, itemId });
}

/** Why a shop's levels, or its open orders, or the sums of shared stocks, are not known. */
function failuresOf({ shops, unread, sharedStockTrouble }: ShopsReport): SideFailure[] {
	return [
		...shops.flatMap(({ shop, result }) =>
			'failure' in result ? [{ side: shop.channel.displayName, reason: result.failure }] : [],
		),
		...unread.map(({ shop, reason }) => ({ side: shop.channel.displayName, reason })),
		...(sharedStockTrouble === null ? [] : [{ side: 'QuickBooks', reason: sharedStockTrouble }]),
	];
}
