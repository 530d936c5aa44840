import { requestId } from '../model/orderIdentity';
import { awaitsOpening, CREATION_MARK, withoutCreationMark } from './newItem';
import { readNonEmptyText, readOptionalText, type Fields } from '../reading/readUnknown';
import { FAULT, toRefusalText } from './faults';
import { inLists, readRows } from './queryLanguage';
import type { QuickBooksClient } from './quickBooksClient';

/**
 * Takes our mark off items whose opening quantity was entered: from then on a quantity of 0 means that nothing is left.
 * Gives back what a person has to do by hand, by item id. An item that somebody edits at the same moment keeps its mark until the next level comes.
 */
export async function removeCreationMarks(
	client: QuickBooksClient,
	itemIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const troubles = new Map<string, string>();
	for (const row of await readRows(client, 'Item', inLists('Id', itemIds))) {
		const trouble = await removeCreationMark(client, row);
		if (trouble !== null) troubles.set(readNonEmptyText(row.Id, 'Item.Id'), trouble);
	}
	return troubles;
}

async function removeCreationMark(client: QuickBooksClient, row: Fields): Promise<string | null> {
	const description = readOptionalText(row.PurchaseDesc, 'Item.PurchaseDesc');
	if (description === null || !awaitsOpening(description)) return null;
	const [id, syncToken] = [readNonEmptyText(row.Id, 'Item.Id'), readNonEmptyText(row.SyncToken, 'Item.SyncToken')];
	const body = { Id: id, SyncToken: syncToken, sparse: true, PurchaseDesc: withoutCreationMark(description) };
	const { fault } = await client.write('Item', body, requestId(client.realmId, id, 'opening', 1, body));
	return fault === null || fault.code === FAULT.stale
		? null
		: `Remove "${CREATION_MARK}" from the purchase description of "${readOptionalText(row.Name, 'Item.Name') ?? id}" by hand. ${toRefusalText(fault)}`;
}
