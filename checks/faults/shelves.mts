import type { Control } from '../books/control.mts';

/** A row of GET /control/stock. */
export interface ShelfRow {
	readonly sku: string | null;
	readonly quantity: number | null;
	/** eBay: what each marketplace offers. */
	readonly marketplaces?: Readonly<Record<string, number>>;
	/** Where the API sets the level. */
	readonly stockId?: string | null;
}

export async function shelfRows(control: Control): Promise<readonly ShelfRow[]> {
	return await control.get<readonly ShelfRow[]>('stock');
}

/** Units by SKU that a buyer can buy: where several marketplaces show an article, those of the least. */
export async function sellableUnits(control: Control): Promise<ReadonlyMap<string, number>> {
	const units = new Map<string, number>();
	for (const row of await shelfRows(control)) {
		if (row.sku === null) continue;
		const least = Math.min(...shownBy(row));
		units.set(row.sku, Math.min(units.get(row.sku) ?? least, least));
	}
	return units;
}

/** Every figure that a row shows. */
export function shownBy({ quantity, marketplaces }: ShelfRow): number[] {
	if (marketplaces !== undefined) return Object.values(marketplaces);
	return quantity === null ? [] : [quantity];
}
