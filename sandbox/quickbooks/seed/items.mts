import { oddities, shop, type Article } from '../../catalogue/shop.mts';
import type { Json } from '../json.mts';
import { cents, fromCents, smallestUnit } from '../money.mts';
import type { Settings } from '../settings.mts';
import { ACCOUNT_IDS, accountRef } from './accounts.mts';

/** Well before any order, so that no sale comes before its item. */
const START = '2025-01-02';

interface Goods {
	readonly sku?: string;
	readonly name: string;
	readonly price: string;
	readonly quantity: number;
	readonly type: 'Inventory' | 'NonInventory' | 'Service';
}

const { duplicateInQuickBooks: twice, differentCase, withoutSku, bundle } = oddities;

const goods: readonly Goods[] = [
	...shop.flatMap(toGoods),
	{ ...twice, type: 'Inventory' },
	{ ...twice, name: `${twice.name} (old stock)`, type: 'Inventory' },
	{
		sku: differentCase.quickbooks,
		name: differentCase.name,
		price: differentCase.price,
		quantity: differentCase.quantity,
		type: 'Inventory',
	},
	{ ...withoutSku, type: 'Inventory' },
];

/** The items of the catalogue, by id; the bundle stands behind them, and then the articles beside it. */
export function itemRows(settings: Settings, more: readonly Article[]): readonly (readonly [string, Json])[] {
	const others = more.flatMap(toGoods).map((entry) => itemOf(entry, settings));
	const all = [...goods.map((entry) => itemOf(entry, settings)), bundleOf(), ...others];
	return all.map((item, index) => [String(index + 1), item]);
}

function itemOf({ sku, name, price, quantity, type }: Goods, { country, homeCurrency, costPercent }: Settings): Json {
	const stocked = type === 'Inventory';
	const unit = smallestUnit(homeCurrency);
	// A dollar is about a hundred yen.
	const unitPrice = unit === 1n ? Number(price) : Math.round(Number(price) * 100);
	const bought = type !== 'Service' || country !== 'US';
	return {
		Name: name,
		FullyQualifiedName: name,
		...(sku === undefined ? {} : { Sku: sku }),
		Active: true,
		Type: type,
		...(country === 'US' ? { Taxable: true } : {}),
		UnitPrice: unitPrice,
		PurchaseCost: fromCents(cents((unitPrice * costPercent) / 100, unit)),
		IncomeAccountRef: accountRef(ACCOUNT_IDS.income),
		TrackQtyOnHand: stocked,
		...(bought ? { ExpenseAccountRef: accountRef(ACCOUNT_IDS.cost) } : {}),
		...(stocked ? { AssetAccountRef: accountRef(ACCOUNT_IDS.stock), QtyOnHand: quantity, InvStartDate: START } : {}),
	};
}

function bundleOf(): Json {
	const { sku, name, components } = bundle;
	return {
		Name: name,
		FullyQualifiedName: name,
		Sku: sku,
		Active: true,
		Type: 'Group',
		PrintGroupedItems: true,
		ItemGroupDetail: { ItemGroupLine: components.map(groupLine) },
	};
}

function groupLine({ sku, quantity }: { readonly sku: string; readonly quantity: number }): Json {
	const place = goods.findIndex((entry) => entry.sku === sku);
	const component = goods[place];
	return { Qty: quantity, ItemRef: { value: String(place + 1), name: component?.name, type: component?.type } };
}

function toGoods({ sku, name, price, quantity, quickbooks }: Article): readonly Goods[] {
	return quickbooks === null ? [] : [{ sku, name, price, quantity, type: quickbooks }];
}
