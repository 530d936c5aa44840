import type { TradingAnswer, TradingApi } from '../tradingApi';
import type { StockWrite } from '../../../model/listing';
import { childrenOf, escapeXml, findText } from '../../../reading/readXml';

export interface TradingChange {
	readonly itemId: string;
	/** Set for a variation. */
	readonly sku: string | null;
	/** In lots, where the listing sells lots. */
	readonly target: number;
}

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/ReviseInventoryStatus.html */
const MAX_NODES = 4;

/** Sets the quantities of listings of the Trading API. One result for each change, in order. */
export async function writeTradingQuantities(
	trading: TradingApi,
	changes: readonly TradingChange[],
): Promise<StockWrite[]> {
	const writes: StockWrite[] = [];
	for (let at = 0; at < changes.length; at += MAX_NODES)
		writes.push(...(await revise(trading, changes.slice(at, at + MAX_NODES))));
	return writes;
}

/**
 * Sends one call. eBay's errors do not name their listing, but its answer repeats every listing that it revised. So repeated listings
 * are written, and the others are sent again one by one: then an error has only one listing to mean.
 */
async function revise(trading: TradingApi, changes: readonly TradingChange[]): Promise<StockWrite[]> {
	const answer = await trading('ReviseInventoryStatus', changes.map(nodeOf).join(''));
	const revised = revisedIn(answer);
	const writes: StockWrite[] = [];
	for (const change of changes) {
		if (answer.succeeded || revised.has(keyOf(change))) writes.push({ result: 'written', after: change.target });
		else if (changes.length === 1)
			writes.push({ result: answer.isTransient ? 'failed' : 'refused', reason: answer.reason });
		else writes.push(...(await revise(trading, [change])));
	}
	return writes;
}

function nodeOf({ itemId, sku, target }: TradingChange): string {
	const variation = sku === null ? '' : `<SKU>${escapeXml(sku)}</SKU>`;
	return `<InventoryStatus><ItemID>${escapeXml(itemId)}</ItemID>${variation}<Quantity>${target}</Quantity></InventoryStatus>`;
}

/** The keys of the revised listings. eBay may repeat a listing without variations with its SKU. */
function revisedIn({ root }: TradingAnswer): ReadonlySet<string> {
	const nodes = childrenOf(root, 'InventoryStatus').map((node) => ({
		itemId: findText(node, 'ItemID') ?? '',
		sku: findText(node, 'SKU'),
	}));
	return new Set(nodes.flatMap(({ itemId, sku }) => [keyOf({ itemId, sku: null }), keyOf({ itemId, sku })]));
}

function keyOf({ itemId, sku }: Pick<TradingChange, 'itemId' | 'sku'>): string {
	return JSON.stringify([itemId, sku]);
}
