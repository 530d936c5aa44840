import { commaLists } from '../../../http/chunks';
import type { Sku } from '../../../model/sku';

/**
 * One fewer than a page has rows, since a full page is no last one. Servers cut long URLs off, nobody knows where, so a list stays far below the
 * usual 8 kB; one that is refused all the same is asked for in halves.
 */
const SKU_LIMITS = { most: 99, longest: 3000 };

/** Values of the parameter `sku` that ask for these SKUs; those that cannot be looked up are left out. */
export function skuLists(skus: readonly Sku[]): string[][] {
	return commaLists([...new Set(skus)].filter(canBeLookedUp), SKU_LIMITS);
}

/**
 * False for a SKU that no shop finds by its filter, since WordPress changes the value that it is asked for: it removes tags and percent
 * signs before two hex digits, and makes one blank of several.
 * https://developer.wordpress.org/reference/functions/sanitize_text_field/
 */
export function canBeLookedUp(sku: Sku): boolean {
	return !/<|%[a-f0-9]{2}| {2}|[\r\n\t]/i.test(sku);
}

/** Why such a listing gets no level. */
export const NOT_LOOKED_UP =
	'WooCommerce cannot look its SKU up, since WordPress changes it on the way: give it a SKU without <, without two blanks in a row, and without % before two letters or digits';
