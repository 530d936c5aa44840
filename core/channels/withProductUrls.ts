import type { Listing } from '../model/listing';
import { knownLinks } from '../reading/knownLinks';
import type { ChannelAdapter } from './channelAdapter';

/** Where people edit a listing in the shop's admin, by its listingRef; null where that is not known. */
type ProductUrl = (listingRef: string) => string | null;

/** The same adapter, whose listings say where people edit them. `urlOf`: null where it is not known, as for a shop at an address of its own. */
export function withProductUrls(adapter: ChannelAdapter, urlOf: ProductUrl | null): ChannelAdapter {
	if (urlOf === null) return adapter;
	const linked = (listing: Listing): Listing => ({
		...listing,
		...knownLinks({ productUrl: urlOf(listing.listingRef) }),
	});
	return {
		...adapter,
		findListings: async (skus, search) => (await adapter.findListings(skus, search)).map(linked),
		readPools: async (poolRefs) =>
			(await adapter.readPools(poolRefs)).map(({ product, members }) => ({
				product: linked(product),
				members: members.map(linked),
			})),
		readAllListings: () => pagesOf(adapter.readAllListings(), linked),
	};
}

async function* pagesOf(
	pages: AsyncIterable<readonly Listing[]>,
	linked: (listing: Listing) => Listing,
): AsyncIterable<readonly Listing[]> {
	for await (const page of pages) yield page.map(linked);
}
