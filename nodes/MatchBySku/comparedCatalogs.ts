import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ChannelAdapter, ChannelDefinition } from '../../core/channels/channelAdapter';
import type { CatalogListing, CatalogRow } from '../../core/reconciling/catalog';
import { compareCatalogs } from '../../core/reconciling/catalogComparison';
import { MATCH_OUTCOMES } from '../../core/matching/skuMatch';
import { allCatalogItems } from '../../core/reconciling/catalogItems';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';

export interface Catalogs {
	readonly quickBooks: QuickBooksClient;
	readonly channel: ChannelDefinition;
	readonly adapter: ChannelAdapter;
}

/** Reads both sides from end to end, page by page, and keeps of each row only what is compared; QuickBooks last, so that its levels are fresh. Writes nothing. */
export async function comparedCatalogs(
	{ quickBooks, channel, adapter }: Catalogs,
	ignoreCase: boolean,
): Promise<CatalogRow[]> {
	const listings: CatalogListing[] = [];
	for await (const page of adapter.allListings()) addAll(listings, page.map(slim));
	return compareCatalogs(await allCatalogItems(quickBooks), listings, {
		channel: channel.displayName,
		severalListingsPerSku: channel.severalListingsPerSku,
		ignoreCase,
	});
}

/** The rows by the node's outputs, each the fruit of the one item that set the node going. */
export function outputsOfRows(rows: readonly CatalogRow[]): INodeExecutionData[][] {
	const itemOf = (row: CatalogRow) => ({ json: { ...row } as unknown as IDataObject, pairedItem: { item: 0 } });
	return MATCH_OUTCOMES.map((outcome) => rows.filter((row) => row.outcome === outcome).map(itemOf));
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
}: CatalogListing): CatalogListing {
	return { sku, listingRef, name, quantity, tracksStock, parentRef, poolRef, poolMembers };
}

/** One at a time: a long page as arguments would overflow the stack. */
function addAll<T>(list: T[], page: readonly T[]): void {
	for (const one of page) list.push(one);
}
