import { neededItems, type BookingItem, type ChosenOrder } from '../plan/bookingItemsPlan';
import type { PostingChoices, PostingOptions } from '../plan/postingOptions';
import { createItem, itemAccountsFinder } from './itemCreation';
import type { Company, QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { findItemsOfSkus, type ItemWithAccount } from '../../quickbooks/incomeAccounts';
import { nameBeforeInactive } from '../../quickbooks/items';
import { toSku, type Sku } from '../../model/sku';

/** What the user chose for an order, with the items that were made in place of those that he did not choose. */
interface WithBookingItems {
	readonly choices: PostingChoices;
	/** Why one of them cannot be used; null where all can. */
	readonly trouble: string | null;
}

/** Stands in a preview for an item that it does not make. No item has it as its id. */
const NOT_MADE_YET = '0';

interface Making {
	readonly options: Pick<PostingOptions, 'writes'>;
	/** Null where no order of the run has a sale. */
	readonly company: Company | null;
}

/**
 * Finds the items for what is no product of a shop, where the user chose none and wants them made. Nothing is asked where no order needs one.
 *
 * 1. All that these orders need are looked up by the SKUs that are reserved for them.
 * 2. What is not there is made, one after the other, unless this is a preview.
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
	const found = await findOrMakeItems(client, [...all.values()], options);
	return orders.map(({ choices }, place) => {
		const own = (needed[place] ?? []).map((item) => ({ item, made: found.get(item.sku) }));
		const usable = own.reduce((before, { item, made }) => {
			return made?.itemId == null ? before : item.choose(before, made.itemId);
		}, choices);
		const troubles = own.flatMap(({ item, made }) => (item.isCertain ? (made?.trouble ?? []) : []));
		return { choices: usable, trouble: troubles.length === 0 ? null : troubles.join('; ') };
	});
}

export interface MadeItem {
	/** Null where it cannot be used. */
	readonly itemId: string | null;
	/** Why it cannot be used. */
	readonly trouble: string | null;
}

/**
 * Finds items by the SKUs that are reserved for them, and makes those that are not there, one after the other, unless this is a preview. By SKU. What people
 * did to an item stays (rules.md A2).
 */
export async function findOrMakeItems(
	client: QuickBooksClient,
	items: readonly BookingItem[],
	{ writes }: Pick<PostingOptions, 'writes'>,
): Promise<ReadonlyMap<string, MadeItem>> {
	const known = await findItemsOfSkus(
		client,
		items.map(({ sku }) => skuOf(sku)),
	);
	const accountsFor = itemAccountsFinder(client);
	const found = new Map<string, MadeItem>();
	for (const item of items) {
		const sku = skuOf(item.sku);
		const own = known.find((one) => one.sku === sku);
		if (own !== undefined) {
			const trouble = own.active ? null : inactiveTrouble(own);
			found.set(item.sku, { itemId: own.active ? own.itemId : null, trouble });
		} else if (writes) {
			const accounts = await accountsFor({ incomeId: item.accountId, expenseId: null, assetId: null });
			const made = await createItem(client, { ...item, sku, isCounted: false, startsOn: '' }, accounts);
			found.set(item.sku, { itemId: made.item?.itemId ?? null, trouble: made.trouble });
		} else found.set(item.sku, { itemId: NOT_MADE_YET, trouble: null });
	}
	return found;
}

function inactiveTrouble({ name, itemId }: ItemWithAccount): string {
	return `"${nameBeforeInactive(name)}" (id ${itemId}) is inactive in QuickBooks: make it active again, or choose another item in this node (Items to Book On)`;
}

function skuOf(text: string): Sku {
	const sku = toSku(text);
	if (sku === null) throw new Error(`${text} is no SKU`);
	return sku;
}
