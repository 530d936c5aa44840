import { readOptionalAmount } from './amounts';
import { sum, type Money } from '../../../model/money';
import type { TaxTotal } from '../../../model/salesOrder';
import { readFields, readList, readOptional, readOptionalText, type Fields } from '../../../reading/readUnknown';

export interface EbayTax {
	/** eBay's name for the kind, STATE_SALES_TAX; null where it names none. */
	readonly type: string | null;
	readonly amount: Money;
}

interface LineTaxes {
	/** Tax that the seller charges and pays. */
	readonly own: readonly EbayTax[];
	/** Tax that eBay collects and pays itself. */
	readonly collected: Money;
}

/**
 * Reads the taxes of a line. `taxes` may repeat those of `ebayCollectAndRemitTaxes`: a tax of the same amount, and of the same kind
 * where it names one, is eBay's and not the seller's.
 */
export function readLineTaxes(line: Fields, path: string, currency: string): LineTaxes {
	const collected = readTaxes(line.ebayCollectAndRemitTaxes, `${path}.ebayCollectAndRemitTaxes`, currency);
	const unmatched = [...collected];
	const own = readTaxes(line.taxes, `${path}.taxes`, currency).filter((tax) => {
		const mirrored = unmatched.findIndex(
			({ type, amount }) => amount === tax.amount && (tax.type === null || type === tax.type),
		);
		if (mirrored >= 0) unmatched.splice(mirrored, 1);
		return mirrored < 0 && tax.amount !== 0;
	});
	return { own, collected: sum(collected.map(({ amount }) => amount)) };
}

/** The name of the rate in a SalesOrder. */
export function rateOf({ type }: EbayTax): string {
	return type ?? 'TAX';
}

/** The sum of each kind over the whole order. */
export function taxTotals(taxes: readonly EbayTax[]): TaxTotal[] {
	const rates = [...new Set(taxes.map(rateOf))].sort();
	return rates.map((rate) => ({
		rate,
		percent: null,
		amount: sum(taxes.filter((tax) => rateOf(tax) === rate).map(({ amount }) => amount)),
	}));
}

function readTaxes(raw: unknown, path: string, currency: string): EbayTax[] {
	const rows = readOptional(raw, path, (list, at) => readList(list, at, readFields)) ?? [];
	return rows.map((row, place) => ({
		type: readOptionalText(row.taxType, `${path}[${place}].taxType`),
		// A line that is not taxable names a tax without an amount.
		amount: readOptionalAmount(row.amount, currency, `${path}[${place}].amount`),
	}));
}
