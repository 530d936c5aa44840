import { createItemWithoutSku, type ItemWithoutSku } from '../model/itemWithoutSku';
import { readDay, readMoment, type Moment } from '../model/moment';
import { toSku, type Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { awaitsOpening } from './newItem';
import {
	readFields,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	type Fields,
} from '../reading/readUnknown';

/** What of an item a document needs; null is "not known". */
interface KnownItem {
	readonly itemId: string;
	readonly type: string | null;
	/** YYYY-MM-DD; no sale of it may be of an earlier day. */
	readonly startsOn: string | null;
}

/** A line's item, or why it has none (`missing`: because QuickBooks has no such item). */
export type FoundItem =
	| { readonly item: KnownItem; readonly trouble: null }
	| { readonly item: null; readonly trouble: string; readonly missing: boolean };

export function toFoundItem({
	itemId,
	type,
	invStartDate,
}: Pick<QboItem, 'itemId' | 'type' | 'invStartDate'>): FoundItem {
	return { item: { itemId, type, startsOn: invStartDate }, trouble: null };
}

/** QuickBooks writes this behind the name of what is made inactive, and frees the name. */
const INACTIVE_ENDING = ' (deleted)';

/** The name that an entry of a list has while it is inactive. */
export function nameWhenInactive(name: string): string {
	return `${name}${INACTIVE_ENDING}`;
}

/** The name that an inactive entry had before. */
export function nameBeforeInactive(name: string): string {
	return name.endsWith(INACTIVE_ENDING) ? name.slice(0, -INACTIVE_ENDING.length) : name;
}

/** What to do about a SKU whose only item is inactive. A second item with that SKU would stand beside the first for good. */
export function inactiveAdvice({ name, itemId }: Pick<QboItem, 'name' | 'itemId'>): string {
	return `"${nameBeforeInactive(name)}" (id ${itemId}) is inactive in QuickBooks: make it active again (Products and services, with inactive ones shown), or give the product in the shop another SKU`;
}

/** A product or service as QuickBooks keeps it. */
export interface QboItem {
	readonly itemId: string;
	readonly name: string;
	readonly sku: Sku | null;
	/** Inventory, NonInventory, Service, Group, Bundle or Category. */
	readonly type: string;
	/** Units; null for what is not counted. */
	readonly quantityOnHand: number | null;
	readonly active: boolean;
	/** True for an item of our making whose opening quantity nobody is known to have entered. */
	readonly awaitsOpening: boolean;
	/** The first day (YYYY-MM-DD) on which it may be sold; null for what is not counted. */
	readonly invStartDate: string | null;
	/** Moves with every sale and purchase, while SyncToken does not. */
	readonly lastUpdatedTime: Moment;
}

export function readItem(raw: unknown, path = 'Item'): QboItem {
	const fields = readFields(raw, path);
	const type = readNonEmptyText(fields.Type, `${path}.Type`);
	const metaData = readFields(fields.MetaData, `${path}.MetaData`);
	return {
		itemId: readNonEmptyText(fields.Id, `${path}.Id`),
		name: readNonEmptyText(fields.Name, `${path}.Name`),
		sku: toSku(readOptionalText(fields.Sku, `${path}.Sku`)),
		type,
		quantityOnHand: type === 'Inventory' ? readNumber(fields.QtyOnHand, `${path}.QtyOnHand`) : null,
		active: fields.Active !== false,
		awaitsOpening: awaitsOpening(readOptionalText(fields.PurchaseDesc, `${path}.PurchaseDesc`)),
		invStartDate: readOptional(fields.InvStartDate, `${path}.InvStartDate`, readDay),
		lastUpdatedTime: readMoment(metaData.LastUpdatedTime, `${path}.MetaData.LastUpdatedTime`),
	};
}

/** Null for what has no stock to tell of: no SKU, or not counted. */
export function toStockLevel(item: QboItem, asOf: Moment, realmId: string): StockLevel | null {
	const { sku, itemId, name, quantityOnHand, active, awaitsOpening: isNew, lastUpdatedTime: changedAt } = item;
	if (sku === null || quantityOnHand === null) return null;
	return {
		sku,
		itemId,
		name,
		quantityOnHand,
		unposted: 0,
		active,
		awaitsOpening: isNew,
		asOf,
		changedAt,
		realmId,
		components: [],
		partOf: [],
		reservations: [],
		soldLately: 0,
		openOrders: null,
	};
}

/** An active item that is counted and has no SKU; null for all others. */
export function toItemWithoutSku(
	{ sku, itemId, name, quantityOnHand, active, lastUpdatedTime: changedAt }: QboItem,
	asOf: Moment,
	realmId: string,
): ItemWithoutSku | null {
	return sku !== null || quantityOnHand === null || !active
		? null
		: createItemWithoutSku({ itemId, name, quantityOnHand, changedAt, asOf, realmId });
}

export function readItems(rows: readonly Fields[]): QboItem[] {
	return rows.map((row, place) => readItem(row, `Item[${place}]`));
}
