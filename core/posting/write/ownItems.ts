import type { PostingOptions } from '../plan/postingOptions';
import { createItem, itemAccountsFinder } from './itemCreation';
import { findItemsOfSkus, type ItemWithAccount } from '../../quickbooks/incomeAccounts';
import { nameBeforeInactive } from '../../quickbooks/items';
import type { OwnItem } from '../../quickbooks/ownSkus';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** Both null: a preview, which creates nothing. */
export interface FoundOwnItem {
	readonly itemId: string | null;
	/** Why there is none, or why it cannot be used. */
	readonly trouble: string | null;
}

interface Finding<Item extends OwnItem> extends Pick<PostingOptions, 'writes'> {
	/** Why what people did to an item makes it useless; null where it is of use. */
	readonly troubleOf: (found: ItemWithAccount, item: Item) => string | null;
}

/**
 * Finds items by the SKUs that are reserved for them, and creates those that are not there, one after the other since QuickBooks locks its lists. By SKU.
 * What people did to an item stays (rules.md A2).
 */
export async function findOrCreateOwnItems<Item extends OwnItem>(
	client: QuickBooksClient,
	items: readonly Item[],
	{ writes, troubleOf }: Finding<Item>,
): Promise<ReadonlyMap<string, FoundOwnItem>> {
	const known = await findItemsOfSkus(
		client,
		items.map(({ sku }) => sku),
	);
	const accountsFor = itemAccountsFinder(client);
	const found = new Map<string, FoundOwnItem>();
	for (const item of items) {
		const own = known.find(({ sku }) => sku === item.sku);
		if (own !== undefined) {
			const trouble = troubleOf(own, item);
			found.set(item.sku, { itemId: trouble === null ? own.itemId : null, trouble });
		} else if (writes) {
			const { incomeAccountId: incomeId, expenseAccountId: expenseId } = item;
			const accounts = await accountsFor({ incomeId, expenseId, assetId: null }, false);
			const created = await createItem(client, { ...item, isCounted: false, startsOn: '' }, accounts);
			found.set(item.sku, { itemId: created.item?.itemId ?? null, trouble: created.trouble });
		} else found.set(item.sku, { itemId: null, trouble: null });
	}
	return found;
}

/** True for one that a preview would create. */
export function isToBeCreated(found: FoundOwnItem | undefined): boolean {
	return found?.itemId === null && found.trouble === null;
}

export function inactiveTrouble({ name, itemId, active }: ItemWithAccount): string | null {
	return active ? null : `"${nameBeforeInactive(name)}" (id ${itemId}) is inactive in QuickBooks: make it active again`;
}
