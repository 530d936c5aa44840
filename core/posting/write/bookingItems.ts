import { neededItems, type ChosenOrder } from '../plan/bookingItemsPlan';
import type { PostingChoices, PostingOptions } from '../plan/postingOptions';
import { findOrCreateOwnItems, inactiveTrouble, isToBeCreated, type FoundOwnItem } from './ownItems';
import type { Company, QuickBooksClient } from '../../quickbooks/quickBooksClient';
import type { ItemWithAccount } from '../../quickbooks/incomeAccounts';
import type { OwnItem } from '../../quickbooks/ownSkus';

/** What the user chose for an order, with the items that were created in place of those that he did not choose. */
interface WithBookingItems {
	readonly choices: PostingChoices;
	/** Why one of them cannot be used; null where all can. */
	readonly trouble: string | null;
}

/** Stands in a preview for an item that it does not make. No item has it as its id. */
const NOT_CREATED_YET = '0';

interface Making {
	readonly options: Pick<PostingOptions, 'writes'>;
	/** Null where no order of the run has a sale. */
	readonly company: Company | null;
}

/**
 * Finds the items for what is no product of a shop, where the user chose none and wants them created. Nothing is asked where no order needs one.
 *
 * 1. All that these orders need are looked up by the SKUs that are reserved for them.
 * 2. What is not there is created, one after the other, unless this is a preview.
 *
 * One answer for each order, in the order given.
 */
export async function withBookingItems(
	client: QuickBooksClient,
	orders: readonly ChosenOrder[],
	{ options, company }: Making,
): Promise<WithBookingItems[]> {
	const needed = orders.map((one) => neededItems(one, company));
	const all = new Map(needed.flat().map((item) => [item.sku, item]));
	if (all.size === 0) return orders.map(({ choices }) => ({ choices, trouble: null }));
	const found = await findBookingItems(client, [...all.values()], options);
	return orders.map(({ choices }, place) => {
		const own = (needed[place] ?? []).map((item) => ({ item, known: found.get(item.sku) }));
		const usable = own.reduce((before, { item, known }) => {
			return known?.itemId == null ? before : item.choose(before, known.itemId);
		}, choices);
		const troubles = own.flatMap(({ item, known }) => (item.isCertain ? (known?.trouble ?? []) : []));
		return { choices: usable, trouble: troubles.length === 0 ? null : troubles.join('; ') };
	});
}

/** Finds or creates items to book on (see findOrCreateOwnItems). */
export async function findBookingItems(
	client: QuickBooksClient,
	items: readonly OwnItem[],
	{ writes }: Pick<PostingOptions, 'writes'>,
): Promise<ReadonlyMap<string, FoundOwnItem>> {
	const found = await findOrCreateOwnItems(client, items, { writes, troubleOf });
	return new Map([...found].map(([sku, one]) => [sku, isToBeCreated(one) ? { ...one, itemId: NOT_CREATED_YET } : one]));
}

function troubleOf(found: ItemWithAccount): string | null {
	const trouble = inactiveTrouble(found);
	return trouble === null ? null : `${trouble}, or choose another item in this node (Items to Book On)`;
}
