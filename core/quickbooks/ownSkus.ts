import { toSku, type Sku } from '../model/sku';
import type { Choice } from './lists';

/** Begins the SKUs of the items that the sync makes for itself. No shop sells them. */
export const OWN_SKU = 'QBOSYNC-';

const REFUND_SKU = `${OWN_SKU}REFUND-`;

/** The SKU that is reserved for the item that takes money paid back from an income account while the goods stay away. */
export function refundSku({ id }: Choice): Sku {
	const sku = toSku(`${REFUND_SKU}${id}`);
	if (sku === null) throw new Error(`No SKU for account ${id}`);
	return sku;
}

/** True for an item of our making that no shop sells. */
export function isOwnSku(sku: Sku | null): boolean {
	return sku?.startsWith(OWN_SKU) === true;
}
