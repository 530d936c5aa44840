import { toSku, type Sku } from '../model/sku';
import type { Choice } from './lists';

/** Begins the SKUs of the items that the sync makes for itself. No shop sells them. */
const OWN_SKU = 'QBOSYNC-';

/** An item of our making, which is found again by its SKU whatever its name becomes. */
export interface OwnItem {
	readonly sku: Sku;
	readonly name: string;
	/** For people, in the item. */
	readonly note: string;
	/** What it is booked on; null takes QuickBooks' own account for sales. */
	readonly incomeAccountId: string | null;
	/** Null takes the one that QuickBooks sets up for the cost of goods. */
	readonly expenseAccountId: string | null;
}

/** A SKU that is reserved for an item of ours. */
export function ownSku(ending: string): Sku {
	const sku = toSku(`${OWN_SKU}${ending}`);
	if (sku === null) throw new Error(`No SKU for "${ending}"`);
	return sku;
}

/** The SKU that is reserved for the item that takes money paid back from an income account while the goods stay away. */
export function refundSku({ id }: Choice): Sku {
	return ownSku(`REFUND-${id}`);
}

/** True for an item of our making that no shop sells. */
export function isOwnSku(sku: Sku | null): boolean {
	return sku?.startsWith(OWN_SKU) === true;
}
