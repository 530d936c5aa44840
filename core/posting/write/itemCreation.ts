import { requestId } from '../../model/orderIdentity';
import type { ItemAccounts } from '../plan/postingOptions';
import { FAULT, refusalInWords } from '../../quickbooks/faults';
import { knownItem, type FoundItem } from '../../quickbooks/items';
import { creationNote, otherItemName, type NewItem } from '../../quickbooks/newItem';
import { accountOfKind } from '../../quickbooks/queryLanguage';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { itemsBySku } from '../../quickbooks/stockReading';
import { readNonEmptyText, type Fields } from '../../reading/readUnknown';

/** The accounts of new items; null where the company has none of the kind. */
export interface FoundAccounts {
	readonly incomeId: string | null;
	readonly expenseId: string | null;
	readonly assetId: string | null;
}

/** Kinds of account that QuickBooks sets up for goods, by what they are for. https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/item */
const USUAL = {
	incomeId: ['Income', 'SalesOfProductIncome'],
	expenseId: ['Cost of Goods Sold', 'SuppliesMaterialsCogs'],
	assetId: ['Other Current Asset', 'Inventory'],
} as const;

/** The user's accounts, and the usual ones in place of those that were not chosen. */
export async function itemAccountsOf(client: QuickBooksClient, chosen: ItemAccounts): Promise<FoundAccounts> {
	return {
		incomeId: chosen.incomeId ?? (await accountOfKind(client, ...USUAL.incomeId)),
		expenseId: chosen.expenseId ?? (await accountOfKind(client, ...USUAL.expenseId)),
		assetId: chosen.assetId ?? (await accountOfKind(client, ...USUAL.assetId)),
	};
}

/** Creates the item with quantity 0; a name that is taken gets the SKU behind it, unless another run has just made this very item. */
export async function createItem(client: QuickBooksClient, item: NewItem, accounts: FoundAccounts): Promise<FoundItem> {
	const body = bodyOf(item, accounts);
	if (body === null)
		return without(
			item,
			'QuickBooks has no account of the kind that such an item needs: choose the accounts in this node',
		);
	const first = await tryName(client, item, { ...body, Name: item.name });
	if (first !== 'nameTaken') return first;
	const another = await itemMadeMeanwhile(client, item);
	if (another !== null) return another;
	const second = await tryName(client, item, { ...body, Name: otherItemName(item) });
	if (second !== 'nameTaken') return second;
	return (
		(await itemMadeMeanwhile(client, item)) ??
		without(item, `The names "${item.name}" and "${otherItemName(item)}" belong to other items`)
	);
}

/** By another run, or by a request of ours whose answer was lost. */
async function itemMadeMeanwhile(client: QuickBooksClient, { sku }: NewItem): Promise<FoundItem | null> {
	const made = (await itemsBySku(client, [sku])).find((item) => item.sku === sku);
	return made === undefined ? null : knownItem(made);
}

async function tryName(client: QuickBooksClient, item: NewItem, body: Fields): Promise<FoundItem | 'nameTaken'> {
	const { row, fault } = await client.write('Item', body, requestId(client.realmId, item.sku, 'item', 1, body));
	// Done before, maybe by another run: the SKU tells.
	if (fault?.code === FAULT.nameTaken || fault?.code === FAULT.doneBefore) return 'nameTaken';
	if (fault !== null) return without(item, refusalInWords(fault));
	return {
		item: {
			itemId: readNonEmptyText(row.Id, 'Item.Id'),
			type: item.isCounted ? 'Inventory' : 'NonInventory',
			startsOn: item.isCounted ? item.startsOn : null,
		},
		trouble: null,
	};
}

function bodyOf(item: NewItem, { incomeId, expenseId, assetId }: FoundAccounts): Fields | null {
	if (incomeId === null || expenseId === null || (item.isCounted && assetId === null)) return null;
	const counted = {
		TrackQtyOnHand: true,
		QtyOnHand: 0,
		InvStartDate: item.startsOn,
		AssetAccountRef: { value: assetId },
	};
	return {
		Sku: item.sku,
		Type: item.isCounted ? 'Inventory' : 'NonInventory',
		IncomeAccountRef: { value: incomeId },
		ExpenseAccountRef: { value: expenseId },
		PurchaseDesc: creationNote(item),
		...(item.isCounted ? counted : {}),
	};
}

function without({ name, sku }: NewItem, why: string): FoundItem {
	return {
		item: null,
		trouble: `"${name}" (${sku}) is not in QuickBooks and could not be created there. ${why}`,
		missing: true,
	};
}
