import { type LineMatch, type OrderMatch, worstOutcome } from './orderMatch';
import type { SkuMatch } from './skuMatch';
import { isItemWithoutSku, readItemWithoutSku } from '../model/itemWithoutSku';
import { readOrder } from '../model/salesOrderJson';
import type { Sku } from '../model/sku';
import { nearMatchHint } from '../model/skuHints';
import { readStockLevel } from '../model/stockLevel';
import { inactiveAdvice, unreadableAdvice } from '../quickbooks/items';
import { UnreadableError, readFields, type Fields } from '../reading/readUnknown';

/** Something with SKUs to be looked up: an order with its lines, or a stock level as its only line. */
export interface Matchable {
	/** The item's JSON, passed on unchanged. */
	readonly json: Fields;
	readonly lines: ReadonlyArray<{ readonly lineId: string; readonly sku: Sku | null }>;
}

/** Reads an order, a stock level, or an item without SKU, which matches nothing. Throws UnreadableError that names the field. */
export function readMatchable(raw: unknown): Matchable {
	const json = readFields(raw, 'item');
	if ('lines' in json) return { json, lines: readOrder(json).lines };
	if (isItemWithoutSku(json)) return { json, lines: [{ lineId: readItemWithoutSku(json).itemId, sku: null }] };
	if ('quantityOnHand' in json) {
		const { itemId, sku } = readStockLevel(json);
		return { json, lines: [{ lineId: itemId, sku }] };
	}
	throw new UnreadableError('item', 'an order from Channel Order Trigger or a stock level from QBO Stock Trigger');
}

/** What a SKU can be found as, on either side. */
export interface Candidate {
	readonly id: string;
	readonly name: string;
	/** QuickBooks' item type; null on a channel. */
	readonly type: string | null;
	/** The first day on which QuickBooks counts it (YYYY-MM-DD); null elsewhere. */
	readonly startsOn: string | null;
	/** False for an item that QuickBooks keeps and does not sell. */
	readonly active: boolean;
	/** What of it cannot be read; null for all others. */
	readonly trouble: string | null;
	/** False where nothing may be booked on it, since it cannot be read. */
	readonly isBookable: boolean;
	readonly sku: Sku | null;
}

/** The `match` of an item: it is as good as its worst line. A line without SKU matches nothing. */
export function toOrderMatch(
	{ lines }: Matchable,
	lookedIn: string,
	find: (sku: Sku | null) => SkuMatch<Candidate>,
): OrderMatch {
	const where = lookedIn === 'quickbooks' ? 'QuickBooks' : 'The channel';
	const matches = lines.map(({ lineId, sku }) => lineMatch({ lineId, sku }, find(sku), where));
	return { outcome: worstOutcome(matches.map(({ outcome }) => outcome)), lookedIn, lines: matches };
}

function lineMatch({ lineId, sku }: Matchable['lines'][number], match: SkuMatch<Candidate>, where: string): LineMatch {
	const found = match.outcome === 'matched' ? match.found : null;
	const candidates = match.outcome === 'ambiguous' ? match.candidates.map(({ id, name }) => `${id} ${name}`) : [];
	return {
		lineId,
		sku,
		outcome: match.outcome,
		itemId: found?.id ?? null,
		itemName: found?.name ?? null,
		itemType: found?.type ?? null,
		startsOn: found?.startsOn ?? null,
		candidates,
		reason: whyUnmatched(sku, match, where),
	};
}

function whyUnmatched(sku: Sku | null, match: SkuMatch<Candidate>, where: string): string | null {
	if (match.outcome !== 'unmatched' || sku === null) return null;
	if (match.inactive !== null) return inactiveAdvice({ name: match.inactive.name, itemId: match.inactive.id });
	if (match.unreadable !== null) return unreadableAdvice({ ...match.unreadable, itemId: match.unreadable.id });
	return match.near === null ? null : nearMatchHint(sku, match.near, where);
}
