import { allocateRounding } from '../../../model/allocation';
import { readMoney, sum, type Money } from '../../../model/money';
import type { TaxTotal } from '../../../model/salesOrder';
import { readFields, readList, readNumber, readOptionalText } from '../../../reading/readUnknown';

/** One rate on one line or charge. */
export interface TaxRow {
	readonly kind: string;
	/** The line's id; null on shipping and handling. */
	readonly lineId: string | null;
	readonly rate: string;
	readonly percent: string;
	readonly amount: Money;
}

/** Reads the rows of /taxes?details=true. Throws UnreadableError, which names the field. */
export function readTaxRows(raw: readonly unknown[], currency: string): TaxRow[] {
	return readList(raw, 'bigcommerce order.taxes', (row, path) => {
		const fields = readFields(row, path);
		const percent = String(readNumber(fields.rate, `${path}.rate`));
		return {
			kind: readOptionalText(fields.line_item_type, `${path}.line_item_type`) ?? 'item',
			lineId: readOptionalText(fields.order_product_id, `${path}.order_product_id`),
			rate: `${readOptionalText(fields.name, `${path}.name`) ?? 'Tax'} (${percent}%)`,
			percent,
			amount: readMoney(fields.line_amount, currency, `${path}.line_amount`),
		};
	});
}

/** The names of the rates on a line or charge, sorted. A tax that no row explains is called `unnamed`. */
export function ratesOf(rows: readonly TaxRow[], tax: Money, unnamed: string): string[] {
	const names = [...new Set(rows.map(({ rate }) => rate))].sort();
	return names.length === 0 && tax !== 0 ? [unnamed] : names;
}

/** The order's tax by rate; it adds up to `totalTax`. Where the rows do not explain it, it stands under the one name `unnamed`. */
export function taxTotals(rows: readonly TaxRow[], totalTax: Money, unnamed: string): TaxTotal[] {
	const byRate = new Map<string, TaxRow[]>();
	for (const row of rows) byRate.set(row.rate, [...(byRate.get(row.rate) ?? []), row]);
	const rates = [...byRate].map(([rate, [first, ...others]]) => ({
		rate,
		percent: first?.percent ?? null,
		amount: sum([first, ...others].map((row) => row?.amount ?? 0)),
	}));
	const amounts = allocateRounding(
		rates.map(({ amount }) => amount),
		totalTax,
		2 * Math.max(1, rows.length),
	);
	if (amounts === null) return [{ rate: unnamed, percent: null, amount: totalTax }];
	return rates.map((rate, place) => ({ ...rate, amount: amounts[place] ?? 0 }));
}
