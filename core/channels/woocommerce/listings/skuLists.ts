import { commaLists } from '../../../http/chunks';
import type { Sku } from '../../../model/sku';

/** Servers cut long URLs off; where is not known, so stay far below the usual 8 kB. */
const SKU_LIMITS = { most: 50, longest: 1500 };

/**
 * Values of the parameter `sku` that ask for all of these. WordPress takes tags and percent signs before two hex digits out of it
 * (sanitize_text_field): a SKU with < in it would swallow its neighbours up to the next >, so it stands alone, and a value of which
 * nothing is left would ask for the whole shop, so it is not sent: no shop finds a product by it.
 * https://developer.wordpress.org/reference/functions/sanitize_text_field/
 */
export function skuLists(skus: readonly Sku[]): string[][] {
	const unique = [...new Set(skus)];
	const lists = [
		...unique.filter(isLoner).map((sku) => [sku]),
		...commaLists(
			unique.filter((sku) => !isLoner(sku)),
			SKU_LIMITS,
		),
	];
	return lists.filter((list) => saysSomething(list.join(',')));
}

function isLoner(sku: Sku): boolean {
	return sku.includes('<');
}

/** Taking one thing out can make another, as in "%%4141". */
function saysSomething(value: string): boolean {
	const left = value.replace(/<[^>]*>?|%[a-f0-9]{2}/gi, '').trim();
	return left === value.trim() ? left !== '' : saysSomething(left);
}
