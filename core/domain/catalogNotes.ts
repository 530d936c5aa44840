import type { CatalogEntry, CatalogNote, CatalogRules } from './catalog';

/** What is good to know of a SKU that both sides have. */
export function notesOf(entry: CatalogEntry, rules: CatalogRules): CatalogNote[] {
	const notes: ReadonlyArray<readonly [CatalogNote['note'], string | null]> = [
		['levelsDiffer', levelsDiffer(entry, rules)],
		['notCounted', notCounted(entry)],
		['inactiveNamesake', inactiveNamesake(entry)],
	];
	return notes.flatMap(([note, text]) => (text === null ? [] : [{ note, text }]));
}

/** Of one active item, and of listings with a stock of their own: elsewhere there is no level to compare with. */
function levelsDiffer({ sku, items, listings }: CatalogEntry, { channel }: CatalogRules): string | null {
	const [item, second] = items.filter(({ active }) => active);
	if (sku === null || item === undefined || item.quantityOnHand === null || second !== undefined) return null;
	const expected = Math.max(0, Math.floor(item.quantityOnHand));
	const shown = listings
		.filter(({ tracksStock, poolMembers }) => tracksStock && poolMembers === 1)
		.map(({ quantity }) => quantity);
	if (shown.every((quantity) => quantity === expected)) return null;
	return `QuickBooks has ${item.quantityOnHand} on hand, ${channel} shows ${[...new Set(shown)].map((quantity) => quantity ?? 'nothing').join(' and ')}.`;
}

function notCounted({ items: [first], listings }: CatalogEntry): string | null {
	if (
		first === undefined ||
		first.quantityOnHand !== null ||
		listings.length === 0 ||
		listings.some(({ tracksStock }) => tracksStock)
	)
		return null;
	return 'Neither side counts it: sales are booked, no level is carried.';
}

function inactiveNamesake({ sku, items: [first, ...others] }: CatalogEntry): string | null {
	const inactive = others.find(({ active }) => !active);
	if (sku === null || first?.active !== true || inactive === undefined) return null;
	return `QuickBooks also has the inactive item "${inactive.name}" (id ${inactive.itemId}) with this SKU; sales are booked on the active one.`;
}
