import { quoted, readRows } from './queryLanguage';
import type { Entity, QuickBooksClient } from './quickBooksClient';
import { fieldsOrNone, textOr, type Fields } from '../reading/readUnknown';

/** An entry of one of the company's lists, to choose from. */
export interface Choice {
	readonly id: string;
	readonly name: string;
}

const CHARGE_ITEMS = "Type IN ('NonInventory', 'Service')";

/** Items that shipping and fees may be booked on: neither moves stock. */
export async function readChargeItems(client: QuickBooksClient): Promise<Choice[]> {
	return await readChoices(client, 'Item', CHARGE_ITEMS);
}

/**
 * Items that store credit and gift certificates may be booked on: what is sold with them goes to a liability, not to income.
 * Empty where the company has none.
 */
export async function readLiabilityItems(client: QuickBooksClient): Promise<Choice[]> {
	const accounts = await readAccountsOfType(client, 'Other Current Liability', 'Long Term Liability');
	const items = await readRows(client, 'Item', [CHARGE_ITEMS]);
	return toSortedChoices(items.filter((item) => accounts.some(({ id }) => id === findIncomeAccountId(item))));
}

function findIncomeAccountId({ IncomeAccountRef }: Fields): string | null {
	return textOr(fieldsOrNone(IncomeAccountRef).value, null);
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

/** A line in the US bears TAX or NON alone, whatever other codes the company has: they are those of whole documents. */
export async function readTaxCodeChoices(client: QuickBooksClient): Promise<Choice[]> {
	const choices = await readChoices(client, 'TaxCode', '');
	const ofLines = choices.filter(({ id }) => id === 'TAX' || id === 'NON');
	return ofLines.length > 0 ? ofLines : choices;
}

async function readChoices(client: QuickBooksClient, entity: Entity, where: string): Promise<Choice[]> {
	return toSortedChoices(await readRows(client, entity, [where]));
}

function toSortedChoices(rows: readonly Fields[]): Choice[] {
	return rows.flatMap(toChoice).sort((one, other) => one.name.localeCompare(other.name));
}

/** An entry without a name that can be read is shown by its id; one without an id cannot be chosen. */
function toChoice({ Id, FullyQualifiedName, Name }: Fields): Choice[] {
	const id = textOr(Id, null);
	return id === null ? [] : [{ id, name: textOr(FullyQualifiedName, textOr(Name, id)) }];
}
