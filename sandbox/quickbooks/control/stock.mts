import { touch, type Company } from '../company.mts';
import { numberAt, textAt, type Json, type Row } from '../json.mts';
import { adjusted } from '../ledger/stockCounts.mts';
import { notFound } from '../ruleFault.mts';

/**
 * Sets the quantity on hand of every active item with the SKU, or of the one with the id, or changes it `by` so many units.
 * `unitCost` is what one of them cost that came in.
 */
export function adjustStock(company: Company, request: Json): void {
	const id = textAt(request, 'itemId');
	const found =
		id === null
			? itemsBySku(company, textAt(request, 'sku'))
			: [company.tables.Item.get(id)].filter((item) => item !== undefined);
	const stocked = found.filter((item) => item['Type'] === 'Inventory');
	if (stocked.length === 0) throw notFound(`Item ${id ?? textAt(request, 'sku') ?? ''}`);
	const by = numberAt(request, 'by');
	for (const item of stocked) {
		const before = numberAt(item, 'QtyOnHand') ?? 0;
		const QtyOnHand = by === null ? (numberAt(request, 'quantity') ?? 0) : before + by;
		adjusted(company, item, QtyOnHand - before, numberAt(request, 'unitCost') ?? undefined);
		touch(company, 'Item', item, { QtyOnHand });
	}
}

/** The active items with the SKU. */
export function itemsBySku(company: Company, sku: string | null): readonly Row[] {
	const named = sku === null ? [] : [...company.tables.Item.list('Sku', sku.toLowerCase())];
	return named.filter((item) => item['Sku'] === sku && item['Active'] === true);
}
