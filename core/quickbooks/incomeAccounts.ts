import { toSku, type Sku } from '../model/sku';
import type { Choice } from './lists';
import { ACTIVE_OR_NOT, allOf, inLists, readRows } from './queryLanguage';
import type { QuickBooksClient } from './quickBooksClient';
import {
	readFields,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	textOr,
	type Fields,
} from '../reading/readUnknown';

/** An item with the account that its sales are booked on. */
export interface ItemWithAccount {
	readonly itemId: string;
	readonly name: string;
	readonly sku: Sku | null;
	readonly active: boolean;
	/** True for an item that has stock. */
	readonly isCounted: boolean;
	/** Null where QuickBooks names none. */
	readonly incomeAccount: Choice | null;
}

/** Items by Id, active or not. Throws IntegrationError, or UnreadableError for an answer that cannot be read. */
export async function findItemsWithAccounts(
	client: QuickBooksClient,
	ids: readonly string[],
): Promise<ItemWithAccount[]> {
	return await findBy(client, inLists('Id', ids));
}

/** Items with one of these SKUs to the letter, active or not. Throws as findItemsWithAccounts. */
export async function findItemsOfSkus(client: QuickBooksClient, skus: readonly Sku[]): Promise<ItemWithAccount[]> {
	const found = await findBy(client, inLists('Sku', skus));
	return found.filter(({ sku }) => sku !== null && skus.includes(sku));
}

async function findBy(client: QuickBooksClient, lists: readonly string[]): Promise<ItemWithAccount[]> {
	const rows = await readRows(
		client,
		'Item',
		lists.map((list) => allOf(list, ACTIVE_OR_NOT)),
	);
	return rows.map(toItemWithAccount);
}

function toItemWithAccount(row: Fields): ItemWithAccount {
	const account = readOptional(row.IncomeAccountRef, 'Item.IncomeAccountRef', readFields);
	const id = readOptionalText(account?.value, 'Item.IncomeAccountRef.value');
	const itemId = readNonEmptyText(row.Id, 'Item.Id');
	return {
		itemId,
		name: textOr(row.Name, itemId),
		sku: toSku(readOptionalText(row.Sku, 'Item.Sku')),
		active: row.Active !== false,
		isCounted: row.Type === 'Inventory',
		incomeAccount:
			id === null ? null : { id, name: readOptionalText(account?.name, 'Item.IncomeAccountRef.name') ?? id },
	};
}
