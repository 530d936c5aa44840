import { groupBy } from '../../../model/groupBy';
import type { TaxRow } from './taxes';
import { allocate, sum, type Money } from '../../../model/money';

/** A fee with its tax, in minor units. */
export interface TaxedFee {
	readonly feeId: string;
	readonly net: Money;
	readonly tax: Money;
}

type Rates = ReadonlyArray<Pick<TaxRow, 'rate' | 'percent'>>;

/**
 * The tax rows of fees. /taxes names the rates of lines and charges, not those of fees.
 *
 * 1. A fee is taxed by the rates of some other part of the order: every set of rates in the order is tried.
 * 2. The set that comes to the fee's tax is the fee's, and its rows share that tax.
 * 3. Where several sets fit, or none, the fee gets no rows.
 */
export function feeTaxRows(fees: readonly TaxedFee[], rows: readonly TaxRow[]): TaxRow[] {
	if (rows.some(({ kind }) => kind === 'fee')) return [];
	const sets = rateSets(rows);
	return fees.filter(({ tax }) => tax !== 0).flatMap((fee) => rowsOf(fee, sets));
}

function rowsOf({ feeId, net, tax }: TaxedFee, sets: readonly Rates[]): TaxRow[] {
	const taxesBy = (rates: Rates) => rates.map(({ percent }) => Math.round((net * Number(percent)) / 100));
	const [fitting, ...others] = sets.filter((rates) => Math.abs(sum(taxesBy(rates)) - tax) <= rates.length);
	if (fitting === undefined || others.length > 0) return [];
	const shares = allocate(tax, taxesBy(fitting));
	return fitting.map(({ rate, percent }, place) => ({
		kind: 'fee',
		lineId: feeId,
		rate,
		percent,
		amount: shares[place] ?? 0,
	}));
}

/** The sets of rates in an order, each once. */
function rateSets(rows: readonly TaxRow[]): Rates[] {
	const byPart = groupBy(rows, ({ kind, lineId }) => `${kind} ${lineId ?? ''}`);
	const sets = [...byPart.values()].map((set) => [...set].sort((a, b) => (a.rate < b.rate ? -1 : 1)));
	return [...new Map(sets.map((set) => [set.map(({ rate }) => rate).join('\n'), set])).values()];
}
