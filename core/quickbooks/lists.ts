import { quoted, rowsWhere } from './queryLanguage';
import type { Entity, QuickBooksClient } from './quickBooksClient';
import { readNonEmptyText, type Fields } from '../reading/readUnknown';

/** An entry of one of the company's lists, to choose from. */
export interface Choice {
	readonly id: string;
	readonly name: string;
}

/** Items that shipping and fees may be booked on: neither moves stock. */
export async function chargeItems(client: QuickBooksClient): Promise<Choice[]> {
	return await choicesOf(client, 'Item', "Type IN ('NonInventory', 'Service')");
}

/** Items that may take the place of what QuickBooks does not know. */
export async function saleItems(client: QuickBooksClient): Promise<Choice[]> {
	return await choicesOf(client, 'Item', "Type IN ('Inventory', 'NonInventory', 'Service')");
}

export async function accountsOfType(client: QuickBooksClient, ...types: readonly string[]): Promise<Choice[]> {
	return await choicesOf(client, 'Account', `AccountType IN (${types.map(quoted).join(', ')})`);
}

export async function classes(client: QuickBooksClient): Promise<Choice[]> {
	return await choicesOf(client, 'Class', '');
}

/** Called departments in the API. */
export async function locations(client: QuickBooksClient): Promise<Choice[]> {
	return await choicesOf(client, 'Department', '');
}

/** Accounts that the money of a sale may go to: at the bank, or on its way there, but not the stock's own. */
export async function depositAccounts(client: QuickBooksClient): Promise<Choice[]> {
	const accounts = await rowsWhere(client, 'Account', ["AccountType IN ('Bank', 'Other Current Asset')"]);
	return sorted(accounts.filter(({ AccountSubType }) => AccountSubType !== 'Inventory'));
}

export async function taxCodes(client: QuickBooksClient): Promise<Choice[]> {
	return await choicesOf(client, 'TaxCode', '');
}

async function choicesOf(client: QuickBooksClient, entity: Entity, where: string): Promise<Choice[]> {
	return sorted(await rowsWhere(client, entity, [where]));
}

function sorted(rows: readonly Fields[]): Choice[] {
	return rows.map(readChoiceOf).sort((one, other) => one.name.localeCompare(other.name));
}

function readChoiceOf(row: Fields): Choice {
	return { id: readNonEmptyText(row.Id, 'Id'), name: readNonEmptyText(row.FullyQualifiedName ?? row.Name, 'Name') };
}
