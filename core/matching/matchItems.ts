import type { ChannelAdapter, ChannelDefinition } from '../channels/channelAdapter';
import type { Sku } from '../model/sku';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { readItemsOfShopSkus } from '../quickbooks/stockReading';
import { toOrderMatch, type Candidate, type Matchable } from './matchable';
import type { OrderMatch } from './orderMatch';
import { skuMatcher, type SkuMatch } from './skuMatch';

/** Where SKUs are looked up. A side is connected only when there is a SKU to ask for. */
export type LookupSide =
	| { readonly quickBooks: () => Promise<QuickBooksClient> }
	| { readonly channel: ChannelDefinition; readonly adapter: () => Promise<ChannelAdapter> };

type Lookup = (sku: Sku | null) => SkuMatch<Candidate>;

/**
 * Says of each item, in the order given, what its SKUs are on the other side. Throws IntegrationError when that side cannot be asked.
 *
 * 1. Collect the SKUs of all items, each once.
 * 2. Ask the side for all of them together.
 * 3. Judge each item by its worst line.
 */
export async function matchItems(
	items: readonly Matchable[],
	side: LookupSide,
	ignoreCase: boolean,
): Promise<OrderMatch[]> {
	const skus = skusOf(items);
	const isChannel = 'channel' in side;
	const find = isChannel ? await findListings(side, skus, ignoreCase) : await findItems(side, skus, ignoreCase);
	return items.map((item) => toOrderMatch(item, isChannel ? side.channel.id : 'quickbooks', find));
}

function skusOf(items: readonly Matchable[]): Sku[] {
	const skus = items.flatMap(({ lines }) => lines.map(({ sku }) => sku)).filter((sku) => sku !== null);
	return [...new Set(skus)];
}

/** A category groups items and is none. */
async function findItems(
	{ quickBooks }: Extract<LookupSide, { quickBooks: unknown }>,
	skus: readonly Sku[],
	ignoreCase: boolean,
): Promise<Lookup> {
	const items = skus.length === 0 ? [] : await readItemsOfShopSkus(await quickBooks(), skus);
	const candidates = items
		.filter(({ type }) => type !== 'Category')
		.map(({ itemId, invStartDate, ...item }) => ({ ...item, id: itemId, startsOn: invStartDate }));
	return skuMatcher(candidates, ignoreCase);
}

/** Several listings of one SKU are one match where the channel allows them (rules.md E10). */
async function findListings(
	{ channel, adapter }: Extract<LookupSide, { channel: unknown }>,
	skus: readonly Sku[],
	ignoreCase: boolean,
): Promise<Lookup> {
	const listings = skus.length === 0 ? [] : await (await adapter()).findListings(skus);
	const find = skuMatcher(
		listings.map(({ listingRef, name, sku }) => ({
			id: listingRef,
			name,
			type: null,
			sku,
			startsOn: null,
			active: true,
			trouble: null,
			isBookable: true,
		})),
		ignoreCase,
	);
	if (!channel.severalListingsPerSku) return find;
	return (sku) => {
		const match = find(sku);
		const [first] = match.outcome === 'ambiguous' ? match.candidates : [];
		return first === undefined ? match : { outcome: 'matched', found: first };
	};
}
