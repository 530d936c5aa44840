import { readRows } from './queryLanguage';
import type { QuickBooksClient } from './quickBooksClient';
import {
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	type Fields,
} from '../reading/readUnknown';

/** One of the company's tax codes. */
export interface TaxCode {
	readonly id: string;
	readonly name: string;
	/** Of all its rates together; null where they cannot simply be added (a rate on a rate). */
	readonly percent: number | null;
	/** Of each of its rates, which QuickBooks rounds one by one; absent where `percent` says it all. */
	readonly percents?: readonly number[];
}

/** The company's tax codes with what their rates come to. Two reads. */
export async function readTaxCodes(client: QuickBooksClient): Promise<TaxCode[]> {
	const rates = new Map(
		(await readRows(client, 'TaxRate', [''])).map((row) => [
			readNonEmptyText(row.Id, 'TaxRate.Id'),
			readOptional(row.RateValue, 'TaxRate.RateValue', readNumber),
		]),
	);
	return (await readRows(client, 'TaxCode', [''])).map((row) => readTaxCode(row, rates));
}

function readTaxCode(row: Fields, rates: ReadonlyMap<string, number | null>): TaxCode {
	const list = readOptional(row.SalesTaxRateList, 'TaxCode.SalesTaxRateList', readFields);
	const details = readList(list?.TaxRateDetail ?? [], 'TaxCode.SalesTaxRateList.TaxRateDetail', readFields);
	return {
		id: readNonEmptyText(row.Id, 'TaxCode.Id'),
		name: readNonEmptyText(row.Name, 'TaxCode.Name'),
		...toPercents(details, rates),
	};
}

/** Null for a rate on top of a rate, and for one that QuickBooks does not put a number to. */
function toPercents(
	details: readonly Fields[],
	rates: ReadonlyMap<string, number | null>,
): Pick<TaxCode, 'percent' | 'percents'> {
	const found = details.map((detail) => {
		const rate = readFields(detail.TaxRateRef, 'TaxCode.TaxRateRef');
		const isOnAmount =
			(readOptionalText(detail.TaxTypeApplicable, 'TaxCode.TaxTypeApplicable') ?? 'TaxOnAmount') === 'TaxOnAmount';
		return isOnAmount ? (rates.get(readNonEmptyText(rate.value, 'TaxCode.TaxRateRef.value')) ?? null) : null;
	});
	const percents = found.filter((percent) => percent !== null);
	if (percents.length < found.length) return { percent: null };
	return { percent: percents.reduce((sum, percent) => sum + percent, 0), ...(percents.length > 1 ? { percents } : {}) };
}
