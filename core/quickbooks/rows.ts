import { readNonEmptyText, type Fields } from '../reading/readUnknown';
import { equals } from './queryLanguage';
import type { Entity, QuickBooksClient } from './quickBooksClient';

/** All rows of all pages that any of the conditions finds; none asks nothing, '' is every active row. */
export async function rowsWhere(
	client: QuickBooksClient,
	entity: Entity,
	conditions: readonly string[],
): Promise<Fields[]> {
	const found: Fields[] = [];
	for (const where of conditions) {
		for await (const { rows } of client.pages(entity, where)) found.push(...rows);
	}
	return found;
}

/** The account that QuickBooks set up for a purpose; null where the company has none of the kind. */
export async function accountOfKind(client: QuickBooksClient, type: string, subType: string): Promise<string | null> {
	const rows = await rowsWhere(client, 'Account', [equals('AccountType', type)]);
	const found = rows.find(({ AccountSubType }) => AccountSubType === subType);
	return found === undefined ? null : readNonEmptyText(found.Id, 'Account.Id');
}
