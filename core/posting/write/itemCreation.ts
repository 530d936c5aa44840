import { requestId } from '../../model/orderIdentity';
import type { ItemAccounts } from '../plan/postingOptions';
import { writeOnce, type WriteAnswered } from './writeOnce';
import { FAULT, faultOf, toRefusalText } from '../../quickbooks/faults';
import { inactiveAdvice, toFoundItem, unreadableAdvice, type FoundItem, type QboItem } from '../../quickbooks/items';
import { toCreationNote, toItemNameWithSku, type NewItem } from '../../quickbooks/newItem';
import { findAccount } from '../../quickbooks/queryLanguage';
import type { QuickBooksClient, WriteAnswer } from '../../quickbooks/quickBooksClient';
import { readItemsOfShopSkus } from '../../quickbooks/stockReading';
import { readNonEmptyText, type Fields } from '../../reading/readUnknown';

/** The accounts of new items; null where the company has none of the kind. */
interface FoundAccounts {
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

/**
 * Returns a function for the accounts that new items get by a choice. It looks for those of one choice once, however many items are made. An item that is not
 * counted has no account of assets.
 */
export function itemAccountsFinder(
	client: QuickBooksClient,
): (chosen: ItemAccounts, mayBeCounted?: boolean) => Promise<FoundAccounts> {
	const known = new Map<string, Promise<FoundAccounts>>();
	return async (chosen, mayBeCounted = true) => {
		const key = JSON.stringify([chosen, mayBeCounted]);
		const accounts = known.get(key) ?? findItemAccounts(client, chosen, mayBeCounted);
		known.set(key, accounts);
		return await accounts;
	};
}

/** The user's accounts, and the usual ones in place of those that were not chosen. */
async function findItemAccounts(
	client: QuickBooksClient,
	chosen: ItemAccounts,
	mayBeCounted: boolean,
): Promise<FoundAccounts> {
	const assetId = async () => chosen.assetId ?? (await findAccount(client, ...USUAL.assetId));
	return {
		incomeId: chosen.incomeId ?? (await findAccount(client, ...USUAL.incomeId)),
		expenseId: chosen.expenseId ?? (await findAccount(client, ...USUAL.expenseId)),
		assetId: mayBeCounted ? await assetId() : null,
	};
}

/**
 * Creates the item with quantity 0, once:
 *
 * 1. It is sent under its name.
 * 2. Where the name is taken, or the request was done before, the SKU tells whether another run has just made this very item.
 * 3. A name that belongs to another item gets the SKU behind it, and the item is sent under that name in the same way.
 */
export async function createItem(client: QuickBooksClient, item: NewItem, accounts: FoundAccounts): Promise<FoundItem> {
	const body = draftItem(item, accounts);
	if (body === null)
		return without(
			item,
			'QuickBooks has no account of the kind that such an item needs: choose the accounts in this node',
		);
	for (const name of [item.name, toItemNameWithSku(item)]) {
		const created = await writeItem(client, item, { ...body, Name: name });
		if (created !== null) return created;
	}
	return without(item, `The names "${item.name}" and "${toItemNameWithSku(item)}" belong to other items`);
}

/** Null where the name belongs to another item. */
async function writeItem(client: QuickBooksClient, item: NewItem, body: Fields): Promise<FoundItem | null> {
	const results = await writeOnce<Fields, WriteAnswer, QboItem, FoundItem | null>([body], {
		toCalls: (open) => open.map((one) => [one]),
		send: async () => [await sendItem(client, item, body)],
		read: (_, answer) => (answer === undefined ? undefined : readAnswer(answer, item)),
		find: async () => await readItemsOfShopSkus(client, [item.sku]),
		isSame: (_, { sku, isBookable }) => sku === item.sku || (sku === null && !isBookable),
		toResult: (_, found) => toResult(item, found),
		toRefusal: (_, failure) => without(item, toRefusalText(faultOf(failure))),
	});
	return results.get(body) ?? null;
}

/** The item that has the SKU by now, or why nothing can be booked on it. */
function toResult(item: NewItem, found: QboItem): FoundItem {
	if (!found.isBookable) return without(item, unreadableAdvice(found));
	return found.active ? toFoundItem(found) : without(item, inactiveAdvice(found));
}

async function sendItem(client: QuickBooksClient, { sku }: NewItem, body: Fields): Promise<WriteAnswer> {
	return await client.write('Item', body, requestId(client.realmId, sku, 'item', 1, body));
}

function readAnswer({ row, fault }: WriteAnswer, item: NewItem): WriteAnswered<FoundItem | null> {
	if (fault?.code === FAULT.nameTaken || fault?.code === FAULT.doneBefore)
		return { result: null, certainty: 'doubtful' };
	if (fault !== null) return { result: without(item, toRefusalText(fault)), certainty: 'final' };
	const known = {
		itemId: readNonEmptyText(row.Id, 'Item.Id'),
		type: item.isCounted ? 'Inventory' : 'NonInventory',
		startsOn: item.isCounted ? item.startsOn : null,
	};
	return { result: { item: known, trouble: null }, certainty: 'final' };
}

/** Null where QuickBooks has no account of the kind that such an item needs. */
function draftItem(item: NewItem, { incomeId, expenseId, assetId }: FoundAccounts): Fields | null {
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
		PurchaseDesc: toCreationNote(item),
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
