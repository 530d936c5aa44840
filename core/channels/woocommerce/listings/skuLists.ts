import { commaLists } from '../../../http/chunks';
import type { Sku } from '../../../model/sku';

/** Servers cut long URLs off. Nobody knows where, so a list stays far below the usual 8 kB. */
const SKU_LIMITS = { most: 50, longest: 1500 };

/**
 * Values of the parameter `sku` that ask for these SKUs. WordPress removes tags, and percent signs before two hex digits, from it:
 *
 * - A SKU with < would swallow its neighbours up to the next >, so it stands alone.
 * - A value of which nothing is left would ask for the whole shop, so it is not sent. No shop finds a product by it.
 *
 * https://developer.wordpress.org/reference/functions/sanitize_text_field/
 */
export function skuLists(skus: readonly Sku[]): string[][] {
	const unique = [...new Set(skus)];
	const lists = [
		...unique.filter(mustStandAlone).map((sku) => [sku]),
		...commaLists(
			unique.filter((sku) => !mustStandAlone(sku)),
			SKU_LIMITS,
		),
	];
	return lists.filter((list) => survivesSanitizing(list.join(',')));
}

function mustStandAlone(sku: Sku): boolean {
	return sku.includes('<');
}

/** True where WordPress leaves something of the value. Removing one sequence can make another, as in "%%4141". */
function survivesSanitizing(value: string): boolean {
	const left = value.replace(/<[^>]*>?|%[a-f0-9]{2}/gi, '').trim();
	return left === value.trim() ? left !== '' : survivesSanitizing(left);
}
