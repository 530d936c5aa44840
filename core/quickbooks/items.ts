import { createItemWithoutSku, createUnreadableItem, type ItemWithoutSku } from '../model/itemWithoutSku';
import { readDay, readMoment, type Moment } from '../model/moment';
import { toSku, type Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { itemLink, type ItemCompany } from './itemUrl';
import { awaitsOpening } from './newItem';
import {
	UnreadableError,
	fieldsOrNone,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	textOr,
	type Fields,
} from '../reading/readUnknown';
import { catchUnreadable, readableOr } from '../reading/catchUnreadable';

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

/** What is wrong with an item that has, or may have, an order's SKU. A second item with that SKU would stand beside it for good. */
export function unreadableAdvice({ name, itemId, trouble }: Pick<QboItem, 'name' | 'itemId' | 'trouble'>): string {
	const id = itemId === '' ? '' : ` (id ${itemId})`;
	return `"${name}"${id} in QuickBooks cannot be read, and it may be the item: ${trouble}. Open it in QuickBooks (Products and services), and save it anew`;
}

/** A product or service as QuickBooks keeps it. */
export interface QboItem {
	/** '' where it cannot be read. */
	readonly itemId: string;
	readonly name: string;
	readonly sku: Sku | null;
	/** Inventory, NonInventory, Service, Group, Bundle or Category; null where it cannot be read. */
	readonly type: string | null;
	/** What of it cannot be read, so that its level is not known; null for all others. */
	readonly trouble: string | null;
	/** False where its id, type or SKU cannot be read: nothing may be booked on it. */
	readonly isBookable: boolean;
	/** Units; null for what is not counted, and where it cannot be read. */
	readonly quantityOnHand: number | null;
	readonly active: boolean;
	/** True for an item of our making whose opening quantity nobody is known to have entered. */
	readonly awaitsOpening: boolean;
	/** The first day (YYYY-MM-DD) on which it may be sold; null for what is not counted. */
	readonly invStartDate: string | null;
	/** Moves with every sale and purchase, while SyncToken does not; null where it cannot be read. */
	readonly lastUpdatedTime: Moment | null;
}

/**
 * Reads an item; nothing of it is insisted on. What cannot be read and is needed to book it or to tell its level stands in `trouble`, in words
 * that name the field.
 */
export function readItem(row: Fields, path = 'Item'): QboItem {
	const itemId = catchUnreadable(() => readNonEmptyText(row.Id, `${path}.Id`));
	const type = catchUnreadable(() => readNonEmptyText(row.Type, `${path}.Type`));
	const sku = catchUnreadable(() => toSku(readOptionalText(row.Sku, `${path}.Sku`)));
	const identity = [itemId, type, sku].find((value) => value instanceof UnreadableError);
	const isCounted = type === 'Inventory';
	const count = catchUnreadable(() => (isCounted ? readNumber(row.QtyOnHand, `${path}.QtyOnHand`) : null));
	const note = catchUnreadable(() => readOptionalText(row.PurchaseDesc, `${path}.PurchaseDesc`));
	const unknown = identity ?? [count, ...(isCounted ? [note] : [])].find((value) => value instanceof UnreadableError);
	return {
		itemId: orElse(itemId, ''),
		name: textOr(
			row.Name,
			textOr(row.FullyQualifiedName, textOr(orElse(sku, null), `item ${orElse(itemId, 'without id')}`)),
		),
		sku: orElse(sku, null),
		type: orElse(type, null),
		trouble: unknown?.message ?? null,
		isBookable: identity === undefined,
		quantityOnHand: orElse(count, null),
		active: row.Active !== false,
		awaitsOpening: awaitsOpening(orElse(note, null)),
		invStartDate: readableOr(() => readOptional(row.InvStartDate, `${path}.InvStartDate`, readDay), null),
		lastUpdatedTime: readableOr(() => readMoment(fieldsOrNone(row.MetaData).LastUpdatedTime, path), null),
	};
}

function orElse<T, Other>(value: T | UnreadableError, other: Other): T | Other {
	return value instanceof UnreadableError ? other : value;
}

/** Null for what has no stock to tell of: no SKU, not counted, or not to be read. */
export function toStockLevel(item: QboItem, asOf: Moment, company: ItemCompany): StockLevel | null {
	const { sku, itemId, name, quantityOnHand, active, awaitsOpening: isNew, lastUpdatedTime: changedAt } = item;
	if (sku === null || quantityOnHand === null || item.trouble !== null) return null;
	return {
		sku,
		itemId,
		name,
		...itemLink(itemId, company),
		quantityOnHand,
		unposted: 0,
		active,
		awaitsOpening: isNew,
		asOf,
		changedAt,
		realmId: company.realmId,
		components: [],
		partOf: [],
	};
}

/** An active item that is counted and has no SKU, or any item whose level cannot be read; null for all others. */
export function toItemWithoutLevel(item: QboItem, asOf: Moment, company: ItemCompany): ItemWithoutSku | null {
	const { sku, name, quantityOnHand, active, trouble, lastUpdatedTime } = item;
	const itemId = item.itemId === '' ? name : item.itemId;
	const { realmId } = company;
	const told = { itemId, name, ...itemLink(item.itemId, company), changedAt: lastUpdatedTime ?? asOf, asOf, realmId };
	if (trouble !== null) return createUnreadableItem(told, trouble);
	return sku !== null || quantityOnHand === null || !active ? null : createItemWithoutSku({ ...told, quantityOnHand });
}

export function readItems(rows: readonly Fields[]): QboItem[] {
	return rows.map((row, place) => readItem(row, `Item[${place}]`));
}
