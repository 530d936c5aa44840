import type { Control } from '../books/control.mts';

/** A row of GET /control/stock. */
export interface StockRow {
	readonly sku: string | null;
	readonly quantity: number | null;
	/** eBay: what each marketplace offers. */
	readonly marketplaces?: Readonly<Record<string, number>>;
	/** Where the API sets the level. */
	readonly stockId?: string | null;
}

export async function stockRows(control: Control): Promise<readonly StockRow[]> {
	return await control.get<readonly StockRow[]>('stock');
}

/** Units by SKU that a buyer can buy: where several marketplaces show an article, those of the least. */
export async function sellableUnits(control: Control): Promise<ReadonlyMap<string, number>> {
	const units = new Map<string, number>();
	for (const row of await stockRows(control)) {
		if (row.sku === null) continue;
		const least = Math.min(...shownLevels(row));
		units.set(row.sku, Math.min(units.get(row.sku) ?? least, least));
	}
	return units;
}

/** Every figure that a row shows. */
export function shownLevels({ quantity, marketplaces }: StockRow): number[] {
	if (marketplaces !== undefined) return Object.values(marketplaces);
	return quantity === null ? [] : [quantity];
}
