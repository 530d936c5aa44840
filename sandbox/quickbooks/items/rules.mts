import type { Company } from '../company.mts';
import { numberAt, textAt, withoutNulls, type Json, type Row } from '../json.mts';
import { checkCharacters, checkUnique, qualifiedName } from '../names.mts';
import { referred, refTo, required } from '../references.mts';
import { businessRule, missing, wrongAccountType } from '../ruleFault.mts';

type AccountField = 'IncomeAccountRef' | 'ExpenseAccountRef' | 'AssetAccountRef';

interface AccountRule {
	readonly types: readonly string[];
	readonly subType?: string;
}

/** What is not counted may sell a liability: a gift certificate is owed until it is redeemed. */
const INCOME: AccountRule = { types: ['Income', 'Other Current Liability'] };
const PRODUCT_INCOME: AccountRule = { types: ['Income'], subType: 'SalesOfProductIncome' };
const COST: AccountRule = { types: ['Cost of Goods Sold'], subType: 'SuppliesMaterialsCogs' };
const STOCK: AccountRule = { types: ['Other Current Asset'], subType: 'Inventory' };
const EXPENSE: AccountRule = { types: ['Expense', 'Cost of Goods Sold', 'Other Expense'] };

const ACCOUNTS_NEEDED: Readonly<Record<string, Partial<Record<AccountField, AccountRule>>>> = {
	Inventory: { IncomeAccountRef: PRODUCT_INCOME, ExpenseAccountRef: COST, AssetAccountRef: STOCK },
	NonInventory: { ExpenseAccountRef: EXPENSE },
	Service: { IncomeAccountRef: INCOME },
	Category: {},
};

/** The item as it is stored. Throws the fault of the first rule that it breaks. */
export function checkItem(company: Company, item: Json, ownId: string | null): Json {
	const type = textAt(item, 'Type');
	if (type === null) throw missing('Type');
	const needed = ACCOUNTS_NEEDED[type];
	if (needed === undefined) throw businessRule('Bundles can not be created through the API.');
	const name = checkName(company, item, ownId);
	if (type === 'Inventory') checkStockFields(company, item);
	referred(company, 'Class', item, 'ClassRef');
	const parent = checkParent(company, item);
	const accounts = checkAccounts(company, item, needed);
	const stored = {
		...item,
		...accounts,
		...parentFields(parent),
		Name: name,
		FullyQualifiedName: qualifiedName(name, parent),
		TrackQtyOnHand: type === 'Inventory',
	};
	return withoutNulls(
		type === 'Inventory' ? stored : { ...stored, QtyOnHand: null, InvStartDate: null, AssetAccountRef: null },
	);
}

function checkName(company: Company, item: Json, ownId: string | null): string {
	const name = textAt(item, 'Name')?.trim() ?? '';
	if (name === '') throw missing('Name');
	checkCharacters('Name', name, /[\t\r\n:"]/);
	checkUnique(company, 'Item', name, ownId);
	return name;
}

function checkStockFields(company: Company, item: Json): void {
	if (!company.settings.quantityOnHand) throw businessRule('The company preference Track Quantity on hand is off.');
	if (item['TrackQtyOnHand'] !== true) throw missing('TrackQtyOnHand');
	if (numberAt(item, 'QtyOnHand') === null) throw missing('QtyOnHand');
	if (textAt(item, 'InvStartDate') === null) throw missing('InvStartDate');
}

/** Only a category can hold an item, four deep. */
function checkParent(company: Company, item: Json): Row | null {
	if (item['SubItem'] === true && item['ParentRef'] === undefined) throw missing('ParentRef');
	const parent = referred(company, 'Item', item, 'ParentRef');
	if (parent !== null && parent['Type'] !== 'Category')
		throw businessRule('An item can be placed below a category only.');
	if (Number(parent?.['Level'] ?? -1) >= 3) throw businessRule('Categories can not be nested deeper than four.');
	return parent;
}

function parentFields(parent: Row | null): Json {
	if (parent === null) return { SubItem: null, ParentRef: null, Level: null };
	return { SubItem: true, ParentRef: refTo(parent), Level: Number(parent['Level'] ?? 0) + 1 };
}

/** Outside the US both an income and an expense account are needed for all that is sold. */
function checkAccounts(company: Company, item: Json, needed: Partial<Record<AccountField, AccountRule>>): Json {
	const sold = textAt(item, 'Type') !== 'Category';
	const abroad: Partial<Record<AccountField, AccountRule>> =
		company.settings.country === 'US' || !sold ? {} : { IncomeAccountRef: INCOME, ExpenseAccountRef: EXPENSE };
	const found: Json = {};
	for (const field of ['IncomeAccountRef', 'ExpenseAccountRef', 'AssetAccountRef'] as const) {
		const rule = needed[field] ?? abroad[field];
		const account =
			rule === undefined ? referred(company, 'Account', item, field) : required(company, 'Account', item, field);
		if (account !== null && rule !== undefined && !fits(account, rule)) throw wrongAccountType(field);
		if (account !== null) found[field] = refTo(account);
	}
	return found;
}

function fits(account: Row, { types, subType }: AccountRule): boolean {
	return (
		types.includes(String(account['AccountType'])) && (subType === undefined || account['AccountSubType'] === subType)
	);
}
