import type { IExecuteFunctions } from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import type { Candidate } from '../../core/matching/matchable';
import type { Sku } from '../../core/model/sku';
import { matcherBySku, type SkuMatch } from '../../core/matching/skuMatch';
import { readItemsBySku } from '../../core/quickbooks/stockReading';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import type { MatchForm } from './matchForm';

export type Lookup = (sku: Sku | null) => SkuMatch<Candidate>;

/** Asks the chosen side for all SKUs at once. */
export async function lookUp(context: IExecuteFunctions, skus: readonly Sku[], form: MatchForm): Promise<Lookup> {
	if (form.channel !== null) return await lookUpListings(context, skus, { ...form, channel: form.channel });
	const items = skus.length === 0 ? [] : await readItemsBySku(await connectQuickBooksFor(context), skus);
	const candidates = items
		.filter(({ type }) => type !== 'Category')
		.map(({ itemId, name, type, sku, invStartDate }) => ({ id: itemId, name, type, sku, startsOn: invStartDate }));
	return matcherBySku(candidates, form.ignoreCase);
}

/** Several listings of one SKU are one match where the channel allows them (rules.md E10). */
async function lookUpListings(
	context: IExecuteFunctions,
	skus: readonly Sku[],
	{ channel, ignoreCase }: MatchForm & { readonly channel: string },
): Promise<Lookup> {
	const listings = skus.length === 0 ? [] : await (await connectChosenChannel(context, channel)).listingsBySku(skus);
	const find = matcherBySku(
		listings.map(({ listingRef, name, sku }) => ({ id: listingRef, name, type: null, sku, startsOn: null })),
		ignoreCase,
	);
	if (!channelById(channel).severalListingsPerSku) return find;
	return (sku) => {
		const match = find(sku);
		const [first] = match.outcome === 'ambiguous' ? match.candidates : [];
		return first === undefined ? match : { outcome: 'matched', found: first };
	};
}
