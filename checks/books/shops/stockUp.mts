import type { Control } from '../control.mts';

const PLENTY = 1_000_000;

/** Stocks so much of everything that nothing is ever sold out. */
export async function stockUp(control: Control): Promise<void> {
	const rows = await control.get<{ readonly sku: string | null; readonly quantity: number | null }[]>('stock');
	const skus = new Set(rows.filter(({ quantity, sku }) => quantity !== null && sku !== null).map(({ sku }) => sku));
	for (const sku of skus) await control.post('stock', { sku, quantity: PLENTY });
}
