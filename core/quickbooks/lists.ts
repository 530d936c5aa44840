import { quoted, readRows } from './queryLanguage';
import type { Entity, QuickBooksClient } from './quickBooksClient';
import { readNonEmptyText, type Fields } from '../reading/readUnknown';

/** An entry of one of the company's lists, to choose from. */
export interface Choice {
	readonly id: string;
	readonly name: string;
}

/** Items that shipping and fees may be booked on: neither moves stock. */
export async function readChargeItems(client: QuickBooksClient): Promise<Choice[]> {
	return await readChoices(client, 'Item', "Type IN ('NonInventory', 'Service')");
}

/** Items that may take the place of what QuickBooks does not know. */
export async function readSaleItems(client: QuickBooksClient): Promise<Choice[]> {
	return await readChoices(client, 'Item', "Type IN ('Inventory', 'NonInventory', 'Service')");
}

export async function readAccountsOfType(client: QuickBooksClient, ...types: readonly string[]): Promise<Choice[]> {
	return await readChoices(client, 'Account', `AccountType IN (${types.map(quoted).join(', ')})`);
}

export async function readClasses(client: QuickBooksClient): Promise<Choice[]> {
	return await readChoices(client, 'Class', '');
}

/** Called departments in the API. */
export async function readLocations(client: QuickBooksClient): Promise<Choice[]> {
	return await readChoices(client, 'Department', '');
}

export async function readPaymentMethods(client: QuickBooksClient): Promise<Choice[]> {
	return await readChoices(client, 'PaymentMethod', '');
}

/** Accounts that the money of a sale may go to: at the bank, or on its way there, but not the stock's own. */
export async function readDepositAccounts(client: QuickBooksClient): Promise<Choice[]> {
	const accounts = await readRows(client, 'Account', ["AccountType IN ('Bank', 'Other Current Asset')"]);
	return toSortedChoices(accounts.filter(({ AccountSubType }) => AccountSubType !== 'Inventory'));
}

/** How long invoices may stay open. */
export async function readTerms(client: QuickBooksClient): Promise<Choice[]> {
	return await readChoices(client, 'Term', '');
}

export async function readTaxCodeChoices(client: QuickBooksClient): Promise<Choice[]> {
	return await readChoices(client, 'TaxCode', '');
}

async function readChoices(client: QuickBooksClient, entity: Entity, where: string): Promise<Choice[]> {
	return toSortedChoices(await readRows(client, entity, [where]));
}

function toSortedChoices(rows: readonly Fields[]): Choice[] {
	return rows.map(toChoice).sort((one, other) => one.name.localeCompare(other.name));
}

function toChoice(row: Fields): Choice {
	return { id: readNonEmptyText(row.Id, 'Id'), name: readNonEmptyText(row.FullyQualifiedName ?? row.Name, 'Name') };
}
