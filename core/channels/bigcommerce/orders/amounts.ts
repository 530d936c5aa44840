import { readCharges, readFeeAmounts } from './charges';
import { feeTaxRows } from './feeTaxes';
import type { ProviderLine } from './lines';
import { ratesOf, taxTotals, type TaxRow } from './taxes';
import { possibleTotals } from './totals';
import { unexplainedTotal } from '../../unexplainedTotal';
import { allocateRounding, allocateRoundingWithFallback, SPREAD_PER_AMOUNT } from '../../../model/allocation';
import { readMoney, allocate, sum, type Money } from '../../../model/money';
import type { Charge, OrderLine, TaxTotal } from '../../../model/salesOrder';
import { readOptionalText, type Fields } from '../../../reading/readUnknown';

/** The amounts of an order. They add up to `total` to the last minor unit, and to what the store states unless there is a trouble. */
export interface Amounts {
	readonly total: Money;
	/** Why the store's total is not understood, for people; null where it is. */
	readonly trouble: string | null;
	readonly taxes: readonly TaxTotal[];
	readonly shipping: readonly Charge[];
	readonly fees: readonly Charge[];
	/** In the order of the lines. */
	readonly lines: ReadonlyArray<Pick<OrderLine, 'net' | 'discount' | 'taxRates'> & { readonly tax: Money }>;
}

interface Context {
	readonly order: Fields;
	readonly currency: string;
	readonly lines: readonly ProviderLine[];
	readonly taxRows: readonly TaxRow[];
}

/**
 * Reads the amounts that the buyer owed, line by line after discounts.
 *
 * 1. The tax of each line comes from the tax rows, else from the line itself, and is made to add up to the order's tax.
 * 2. BigCommerce does not say what its discounts mean: with tax, without tax, or not named on the lines. Each meaning is tried.
 * 3. The meaning that adds up to the order's total counts; of several, the one that is off the least.
 *
 * Where no meaning adds up, the amounts stay as they are stated, and `trouble` says so. Throws UnreadableError, which names the field.
 */
export function readAmounts({ order, currency, lines, taxRows: ownRows }: Context): Amounts {
	const path = 'bigcommerce order';
	const taxRows = [...ownRows, ...feeTaxRows(readFeeAmounts(order, currency), ownRows)];
	const money = (key: string) => readMoney(order[key] ?? '0', currency, `${path}.${key}`);
	const unnamed = readOptionalText(order.tax_provider_id, `${path}.tax_provider_id`) ?? 'Tax';
	const charges = readCharges(order, { currency, taxRows, unnamed });
	const all = [...charges.shipping, ...charges.fees];
	const totalTax = money('total_tax');
	const taxes = lineTaxes(lines, taxRows, totalTax - sum(all.map(({ tax }) => tax ?? 0)));
	const discounts = sum([money('discount_amount'), money('coupon_discount')]);
	const charged = sum(all.map(({ net }) => net));
	const goods =
		taxes &&
		findGoods({
			lines,
			taxes,
			discounts,
			totals: possibleTotals(order, lines, currency),
			otherAmounts: totalTax + charged,
		});
	const understood = taxes === null || goods === null ? null : { ...goods, taxes, trouble: null };
	const { total, trouble, ...ofLines } =
		understood ?? asStated(lines, { charges: all, stated: { total: money('total_inc_tax'), tax: totalTax }, currency });
	const isDiscounted = discounts !== 0 || lines.some(({ discount }) => discount !== 0);
	return {
		total,
		trouble,
		taxes: taxTotals(taxRows, totalTax, unnamed),
		...charges,
		lines: lines.map(({ lineId, totalExTax }, place) => {
			const tax = ofLines.taxes[place] ?? 0;
			const net = ofLines.nets[place] ?? 0;
			const taxRates = ratesOf(rowsOfLine(taxRows, lineId), tax, unnamed);
			return { net, discount: isDiscounted ? Math.max(0, totalExTax - net) : 0, tax, taxRates };
		}),
	};
}

interface UnexplainedOrder {
	readonly charges: readonly Charge[];
	readonly stated: { readonly total: Money; readonly tax: Money };
	readonly currency: string;
}

/** The lines as the store states them, which its total contradicts. */
function asStated(lines: readonly ProviderLine[], { charges, stated, currency }: UnexplainedOrder) {
	const taxes = lines.map(({ totalTax }) => totalTax);
	const nets = lines.map(({ totalExTax, discount }) => totalExTax - discount);
	const tax = sum([...taxes, ...charges.map((charge) => charge.tax ?? 0)]);
	const total = tax + sum([...nets, ...charges.map(({ net }) => net)]);
	return { total, nets, taxes, trouble: unexplainedTotal('BigCommerce', { stated, parts: { total, tax }, currency }) };
}

/**
 * The tax of each line, after all discounts. The rows of /taxes state it; without them the line's own figure serves. Null when
 * neither adds up.
 */
function lineTaxes(lines: readonly ProviderLine[], taxRows: readonly TaxRow[], stated: Money): Money[] | null {
	const fromRows = lines.map(({ lineId }) => sum(rowsOfLine(taxRows, lineId).map(({ amount }) => amount)));
	const isTaxed = (place: number) => rowsOfLine(taxRows, lines[place]?.lineId ?? '').length > 0;
	return (
		allocateRoundingWithFallback(fromRows, stated, { allowance: SPREAD_PER_AMOUNT, mayTakeRounding: isTaxed }) ??
		allocateRounding(
			lines.map(({ totalTax }) => totalTax),
			stated,
			SPREAD_PER_AMOUNT,
		)
	);
}

function rowsOfLine(taxRows: readonly TaxRow[], lineId: string): TaxRow[] {
	return taxRows.filter((row) => row.kind === 'item' && row.lineId === lineId);
}

interface GoodsInput {
	readonly lines: readonly ProviderLine[];
	readonly taxes: readonly Money[];
	/** Discounts of the whole order. */
	readonly discounts: Money;
	/** The possible totals, the likeliest first. */
	readonly totals: readonly Money[];
	/** The part of the total that is not the lines' net. */
	readonly otherAmounts: Money;
}

/** The nets of the likeliest total that add up but for rounding. Of several, those that are off the least. Null when none add up. */
function findGoods({
	lines,
	taxes,
	discounts,
	totals,
	otherAmounts,
}: GoodsInput): { total: Money; nets: Money[] } | null {
	for (const total of totals) {
		const readings = possibleNets(lines, taxes, discounts).flatMap((nets) => {
			const exact = allocateRoundingWithFallback(nets, total - otherAmounts, {
				allowance: SPREAD_PER_AMOUNT,
				mayTakeRounding: (place) => (lines[place]?.totalIncTax ?? 0) !== 0,
			});
			return exact === null ? [] : [{ total, nets: exact, off: Math.abs(total - otherAmounts - sum(nets)) }];
		});
		const [best] = readings.sort((a, b) => a.off - b.off);
		if (best !== undefined) return best;
	}
	return null;
}

function possibleNets(lines: readonly ProviderLine[], taxes: readonly Money[], discounts: Money): Money[][] {
	const minusTax = (amount: Money, place: number) => amount - (taxes[place] ?? 0);
	const after = lines.map(({ discountedIncTax }) => discountedIncTax);
	const exTax = lines.map(({ totalExTax }) => totalExTax);
	const shares = lines.length === 0 ? [] : allocate(discounts, exTax);
	return [
		...(after.every((amount) => amount !== null) ? [after.map(minusTax)] : []),
		lines.map(({ totalExTax, discount }) => totalExTax - discount),
		lines.map(({ totalIncTax, discount }) => totalIncTax - discount).map(minusTax),
		exTax.map((amount, place) => amount - (shares[place] ?? 0)),
	];
}
