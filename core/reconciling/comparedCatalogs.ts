import type { ChannelAdapter, ChannelDefinition } from '../channels/channelAdapter';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import type { CatalogListing, CatalogRow } from './catalog';
import { compareCatalogs } from './catalogComparison';
import { readCatalogItems } from './catalogItems';

/** The two sides that are compared. */
interface CatalogSources {
	readonly quickBooks: QuickBooksClient;
	readonly channel: ChannelDefinition;
	readonly adapter: ChannelAdapter;
}

/**
 * All SKUs of both sides, worst first; writes nothing. Throws IntegrationError when either side cannot be asked.
 *
 * 1. Read the channel's listings from end to end, page by page, and keep of each only what is compared.
 * 2. Read the items of QuickBooks last, so that their levels are fresh.
 * 3. Compare the two.
 */
export async function readAndCompareCatalogs(
	{ quickBooks, channel, adapter }: CatalogSources,
	ignoreCase: boolean,
): Promise<CatalogRow[]> {
	const listings: CatalogListing[] = [];
	for await (const page of adapter.readAllListings()) addAll(listings, page.map(slim));
	return compareCatalogs(await readCatalogItems(quickBooks), listings, {
		channel: channel.displayName,
		severalListingsPerSku: channel.severalListingsPerSku,
		ignoreCase,
	});
}

function slim({
	sku,
	listingRef,
	name,
	quantity,
	tracksStock,
	parentRef,
	poolRef,
	poolMembers,
	trouble,
}: CatalogListing): CatalogListing {
	const read = { sku, listingRef, name, quantity, tracksStock, parentRef, poolRef, poolMembers };
	return trouble === undefined ? read : { ...read, trouble };
}

/** One at a time: a long page as arguments would overflow the stack. */
function addAll<T>(list: T[], page: readonly T[]): void {
	for (const one of page) list.push(one);
}
