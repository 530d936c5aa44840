import type { ChannelAdapter, ChannelDefinition } from '../channels/channelAdapter';
import { serviceFailureOnly, type ServiceFailure } from '../http/serviceFailure';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { knownLinks } from '../reading/knownLinks';
import type { CatalogListing, CatalogRow } from './catalog';
import { compareCatalogs } from './catalogComparison';
import { readCatalogItems } from './catalogItems';

/** A channel that is compared with QuickBooks. */
interface ChannelToCompare {
	readonly channel: ChannelDefinition;
	/** Throws IntegrationError where the credential cannot be used. */
	readonly connect: () => Promise<ChannelAdapter>;
}

/** The rows of a channel, worst first, or why there are none. */
export interface ComparedChannel {
	readonly channel: ChannelDefinition;
	readonly result: { readonly rows: readonly CatalogRow[] } | { readonly failure: ServiceFailure };
}

/**
 * All SKUs of QuickBooks and of each channel; writes nothing. A channel that cannot be read stops no other. Throws IntegrationError when
 * QuickBooks cannot be asked.
 *
 * 1. Read the listings of the channels from end to end, side by side, and keep of each only what is compared.
 * 2. Read the items of QuickBooks last, once for all, so that their levels are fresh.
 * 3. Compare each channel with them.
 */
export async function readAndCompareCatalogs(
	client: QuickBooksClient,
	channels: readonly ChannelToCompare[],
	ignoreCase: boolean,
): Promise<ComparedChannel[]> {
	const read = await Promise.all(channels.map(async ({ connect }) => await readListings(connect)));
	const items = read.every(isFailure) ? [] : await readCatalogItems(client);
	return read.map((one, place) => {
		const { channel } = channels[place] as ChannelToCompare;
		if (isFailure(one)) return { channel, result: one };
		const { displayName, severalListingsPerSku } = channel;
		const rules = { channel: displayName, severalListingsPerSku, ignoreCase };
		return { channel, result: { rows: compareCatalogs(items, one.listings, rules) } };
	});
}

interface Failure {
	readonly failure: ServiceFailure;
}

function isFailure(one: object): one is Failure {
	return 'failure' in one;
}

async function readListings(
	connect: ChannelToCompare['connect'],
): Promise<{ readonly listings: readonly CatalogListing[] } | Failure> {
	return await allListings(connect).then((listings) => ({ listings }), toFailure);
}

async function allListings(connect: ChannelToCompare['connect']): Promise<CatalogListing[]> {
	const listings: CatalogListing[] = [];
	for await (const page of (await connect()).readAllListings()) addAll(listings, page.map(slim));
	return listings;
}

function toFailure(error: unknown): Failure {
	return { failure: serviceFailureOnly(error) };
}

function slim({
	sku,
	listingRef,
	name,
	productUrl,
	quantity,
	tracksStock,
	parentRef,
	poolRef,
	poolMembers,
	trouble,
}: CatalogListing): CatalogListing {
	const links = knownLinks({ productUrl });
	const read = { sku, listingRef, name, ...links, quantity, tracksStock, parentRef, poolRef, poolMembers };
	return trouble === undefined ? read : { ...read, trouble };
}

/** One at a time: a long page as arguments would overflow the stack. */
function addAll<T>(list: T[], page: readonly T[]): void {
	for (const one of page) list.push(one);
}
