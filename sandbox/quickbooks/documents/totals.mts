import type { Company } from '../company.mts';
import { listAt, numberAt, withoutNulls, type Json } from '../json.mts';
import { cents, divide, fine, fromCents } from '../money.mts';
import { businessRule } from '../ruleFault.mts';
import { isDiscountLine, isGoodsLine, isShippingLine } from './lines.mts';
import { taxOf, taxOfLine } from './tax.mts';

/** The document with everything that QuickBooks calculates from its lines: subtotal line, discount, tax and total. */
export function withTotals(company: Company, document: Json): Json {
	const inclusive = document['GlobalTaxCalculation'] === 'TaxInclusive';
	const priced = inclusive ? { ...document, Line: listAt(document, 'Line').map((line) => netAndGross(company, document, line)) } : document;
	const lines = listAt(priced, 'Line');
	const subtotal = sum(lines.filter((line) => isGoodsLine(line) && !isShippingLine(line)));
	const discount = discountOf(lines, subtotal);
	const tax = taxOf(company, priced, reduction(company, document, subtotal, discount));
	const goods = lines.filter(isGoodsLine).reduce((total, line) => total + grossOf(line, inclusive), 0n);
	const total = goods - discount + (inclusive ? 0n : tax.total);
	if (total < 0n) throw businessRule('Transaction amount must be 0 or greater.');
	return {
		...priced,
		Line: shownLines(lines, subtotal, discount),
		TxnTaxDetail: withoutNulls({ TotalTax: fromCents(tax.total), TaxLine: tax.lines.length > 0 ? tax.lines : null }),
		TotalAmt: fromCents(total),
	};
}

function sum(lines: readonly Json[]): bigint {
	return lines.reduce((total, line) => total + cents(numberAt(line, 'Amount') ?? 0), 0n);
}

function grossOf(line: Json, inclusive: boolean): bigint {
	const gross = inclusive ? numberAt(line, 'SalesItemLineDetail', 'TaxInclusiveAmt') : null;
	return cents(gross ?? numberAt(line, 'Amount') ?? 0);
}

/** In a TaxInclusive document Amount is net and TaxInclusiveAmt gross; where both were sent the gross one rules. */
function netAndGross(company: Company, document: Json, line: Json): Json {
	if (!isGoodsLine(line)) return line;
	const tax = taxOfLine(company, document, line);
	const gross = numberAt(line, 'SalesItemLineDetail', 'TaxInclusiveAmt');
	if (gross !== null) return { ...line, Amount: fromCents(cents(gross) - tax) };
	const detail = line['SalesItemLineDetail'] as Json;
	return { ...line, SalesItemLineDetail: { ...detail, TaxInclusiveAmt: fromCents(cents(numberAt(line, 'Amount') ?? 0) + tax) } };
}

function discountOf(lines: readonly Json[], subtotal: bigint): bigint {
	const line = lines.find(isDiscountLine);
	const percent = numberAt(line, 'DiscountLineDetail', 'DiscountPercent');
	const byPercent = percent !== null && (line?.['DiscountLineDetail'] as Json)['PercentBased'] === true;
	return byPercent ? divide(subtotal * fine(percent), fine(100), 'halfUp') : cents(numberAt(line, 'Amount') ?? 0);
}

/** In the US tax comes before the discount unless ApplyTaxAfterDiscount says otherwise; elsewhere tax is on what is left. */
function reduction({ settings }: Company, document: Json, subtotal: bigint, discount: bigint): { above: bigint; below: bigint } {
	const taxedBefore = settings.country === 'US' && document['ApplyTaxAfterDiscount'] !== true;
	return subtotal <= 0n || discount === 0n || taxedBefore ? { above: 1n, below: 1n } : { above: subtotal - discount, below: subtotal };
}

/** As sent: goods and notes, then the subtotal line that QuickBooks adds, then the discount. */
function shownLines(lines: readonly Json[], subtotal: bigint, discount: bigint): readonly Json[] {
	const subtotalLine = { Amount: fromCents(subtotal), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} };
	const discounts = lines.filter(isDiscountLine).map((line) => ({ ...line, Amount: fromCents(discount) }));
	return [...lines.filter((line) => !isDiscountLine(line)), subtotalLine, ...discounts];
}
