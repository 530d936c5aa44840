import { oddities, shop } from '../../catalogue/shop.mts';
import type { Json } from '../json.mts';
import { ACCOUNT_IDS, accountRows } from './accounts.mts';

/** Well before any order, so that no sale comes before its item. */
const START = '2025-01-02';

interface Goods {
	readonly sku?: string;
	readonly name: string;
	readonly price: string;
	readonly quantity: number;
	readonly type: 'Inventory' | 'NonInventory' | 'Service';
}

const { duplicateInQuickBooks: twice, differentCase, withoutSku } = oddities;

const goods: readonly Goods[] = [
	...shop.flatMap(({ sku, name, price, quantity, quickbooks }) => (quickbooks === null ? [] : [{ sku, name, price, quantity, type: quickbooks }])),
	{ ...twice, type: 'Inventory' },
	{ ...twice, name: `${twice.name} (old stock)`, type: 'Inventory' },
	{ sku: differentCase.quickbooks, name: differentCase.name, price: differentCase.price, quantity: differentCase.quantity, type: 'Inventory' },
	{ ...withoutSku, type: 'Inventory' },
];

/** The items of the catalogue, by id. */
export const itemRows: readonly (readonly [string, Json])[] = goods.map((entry, index) => [String(index + 1), itemOf(entry)]);

function itemOf({ sku, name, price, quantity, type }: Goods): Json {
	const stocked = type === 'Inventory';
	return {
		Name: name,
		FullyQualifiedName: name,
		...(sku === undefined ? {} : { Sku: sku }),
		Active: true,
		Type: type,
		Taxable: true,
		UnitPrice: Number(price),
		PurchaseCost: 0,
		IncomeAccountRef: accountRef(ACCOUNT_IDS.income),
		TrackQtyOnHand: stocked,
		...(type === 'Service' ? {} : { ExpenseAccountRef: accountRef(ACCOUNT_IDS.cost) }),
		...(stocked ? { AssetAccountRef: accountRef(ACCOUNT_IDS.stock), QtyOnHand: quantity, InvStartDate: START } : {}),
	};
}

/** A reference to one of the seeded accounts. */
export function accountRef(id: string): Json {
	return { value: id, name: accountRows.find(([account]) => account === id)?.[1]['Name'] };
}
