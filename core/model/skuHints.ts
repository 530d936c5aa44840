import { groupBy } from './groupBy';
import { hasSku, skuKey, type Sku } from './sku';
import { differsUnseen, looseKey } from './skuSpellings';

interface WithSku {
	readonly sku: Sku | null;
}

/** The first of `found` that a person takes for this SKU. */
function findNearMatch(sku: Sku, found: Iterable<WithSku>): Sku | null {
	const key = looseKey(sku);
	for (const other of found) {
		if (other.sku !== null && other.sku !== sku && looseKey(other.sku) === key) return other.sku;
	}
	return null;
}

/**
 * Finds the SKU among `found` that a person takes for a given one (see `looseKey`); null when there is none. `found` is indexed once, for
 * many questions.
 */
export function nearMatchFinder(found: readonly WithSku[]): (sku: Sku) => Sku | null {
	const groups = groupBy(found.filter(hasSku), ({ sku }) => looseKey(sku));
	return (sku) => findNearMatch(sku, groups.get(looseKey(sku)) ?? []);
}

/** A sentence for people on what to do about a near match. `where` begins it: "QuickBooks". */
export function nearMatchHint(sku: Sku, near: Sku, where: string): string {
	const isCaseAlone = skuKey(sku, true) === skuKey(near, true);
	const ignoringCase = isCaseAlone ? ', or switch "Ignore Case of SKUs" on in the QuickBooks credential' : '';
	const unseen = differsUnseen(sku, near)
		? '. They look alike, but one holds a character that is not seen, an accent written as a character of its own, or a sign as HTML writes it (&amp;): type it anew instead of pasting it'
		: '';
	return `${where} has "${near}": SKUs are compared exactly; make them the same${ignoringCase}${unseen}`;
}
