import type { Sku } from '../model/sku';
import { cutText, firstPlainText, plainText, shortHash } from '../model/text';

/** An item that QuickBooks does not have yet. */
export interface NewItem {
	readonly sku: Sku;
	readonly name: string;
	/** Counted (Inventory), or not (NonInventory). */
	readonly isCounted: boolean;
	/** The first day on which it may be sold, YYYY-MM-DD. */
	readonly startsOn: string;
	/** What it is there for, for people. */
	readonly note: string;
}

/** QuickBooks keeps 100 characters of an item's name. */
const LONGEST_NAME = 100;

/** Stands in the item until somebody has entered its opening quantity. */
export const CREATION_MARK = '[qbosync:new]';

/**
 * A name without what QuickBooks forbids there: colons part categories, quotation marks break its imports. A name of nothing but such
 * characters gives way to the SKU.
 */
export function toItemName(name: string, sku: Sku): string {
	const names = [name, sku].map((one) => one.replace(/[:"]/g, ' '));
	return firstPlainText(names, LONGEST_NAME) ?? `Item ${shortHash(sku, 8)}`;
}

/** Taken when another item has the name: the SKU tells them apart. */
export function toItemNameWithSku({ name, sku }: NewItem): string {
	const ending = ` (${plainText(sku.replace(/[:"]/g, ' '), LONGEST_NAME - 10)})`;
	return `${cutText(name, LONGEST_NAME - ending.length).trim()}${ending}`;
}

/** @param origin where it was sold first */
export function toSaleNote(origin: string): string {
	return `Made when it was first sold on ${plainText(origin, 200)}.`;
}

const TO_DO = 'Enter its quantity on hand; until then no channel gets its level.';

/** What the item's purchase description says: who made it, and what is still to do. */
export function toCreationNote({ isCounted, note }: Pick<NewItem, 'isCounted' | 'note'>): string {
	return isCounted ? `${CREATION_MARK} ${note} ${TO_DO}` : note;
}

/** True while nobody is known to have entered the item's opening quantity (rules.md E7). */
export function awaitsOpening(purchaseDescription: string | null): boolean {
	return purchaseDescription?.includes(CREATION_MARK) === true;
}

/** The description once the quantity was entered; what people wrote stays. */
export function withoutCreationMark(purchaseDescription: string): string {
	return purchaseDescription.replace(CREATION_MARK, '').replace(TO_DO, '').replace(/\s+/g, ' ').trim();
}
