import { touch, type Company } from '../company.mts';
import { numberAt, textAt, type Json, type Row } from '../json.mts';
import { notFound } from '../ruleFault.mts';

/** Sets the quantity on hand of every active item with the SKU, or of the one with the id, or changes it `by` so many units. */
export function adjustStock(company: Company, request: Json): void {
	const id = textAt(request, 'itemId');
	const found =
		id === null
			? itemsBySku(company, textAt(request, 'sku'))
			: [company.tables.Item.get(id)].filter((item) => item !== undefined);
	const stocked = found.filter((item) => item['Type'] === 'Inventory');
	if (stocked.length === 0) throw notFound(`Item ${id ?? textAt(request, 'sku') ?? ''}`);
	const by = numberAt(request, 'by');
	for (const item of stocked)
		touch(company, 'Item', item, {
			QtyOnHand: by === null ? (numberAt(request, 'quantity') ?? 0) : (numberAt(item, 'QtyOnHand') ?? 0) + by,
		});
}

/** The active items with the SKU. */
export function itemsBySku(company: Company, sku: string | null): readonly Row[] {
	return [...company.tables.Item.values()].filter(
		(item) => sku !== null && item['Sku'] === sku && item['Active'] === true,
	);
}
