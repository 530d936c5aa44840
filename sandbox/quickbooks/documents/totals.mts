import type { Company } from '../company.mts';
import { listAt, numberAt, withoutNulls, type Json } from '../json.mts';
import { cents, divide, fine, fromCents } from '../money.mts';
import { businessRule } from '../ruleFault.mts';
import { goodsLines, isDiscountLine, isShippingLine, mapGoods, sumOf } from './lineKinds.mts';
import { unitOf } from './lines.mts';
import { balancedNets, grossOf, netAndGross } from './netAndGross.mts';
import { taxOf } from './tax.mts';

/** The document with everything that QuickBooks calculates from its lines: subtotal line, discount, tax and total. */
export function withTotals(company: Company, document: Json): Json {
	const inclusive = document['GlobalTaxCalculation'] === 'TaxInclusive';
	const priced = {
		...document,
		Line: mapGoods(listAt(document, 'Line'), (line) => (inclusive ? netAndGross(company, document, line) : line)),
	};
	const goods = goodsLines(priced);
	const discountable = goods
		.filter((line) => !isShippingLine(line))
		.reduce((sum, line) => sum + grossOf(line, inclusive), 0n);
	const discount = discountOf(priced, discountable);
	const tax = taxOf(company, priced, reduction(company, document, discountable, discount));
	const total =
		goods.reduce((sum, line) => sum + grossOf(line, inclusive), 0n) - discount + (inclusive ? 0n : tax.total);
	if (total < 0n) throw businessRule('Transaction amount must be 0 or greater.');
	const lines = inclusive && discount === 0n ? balancedNets(document, priced.Line, tax) : priced.Line;
	return {
		...priced,
		Line: shownLines(lines, discount),
		TxnTaxDetail: withoutNulls({
			TxnTaxCodeRef: tax.code,
			TotalTax: fromCents(tax.total),
			TaxLine: tax.lines.length > 0 ? tax.lines : null,
		}),
		TotalAmt: fromCents(total),
	};
}

/** In a TaxInclusive document the discount is taken off the gross amounts. */
function discountOf(document: Json, subtotal: bigint): bigint {
	const line = listAt(document, 'Line').find(isDiscountLine);
	const unit = unitOf(document);
	const percent = numberAt(line, 'DiscountLineDetail', 'DiscountPercent');
	const byPercent = percent !== null && (line?.['DiscountLineDetail'] as Json)['PercentBased'] === true;
	return byPercent
		? divide(subtotal * fine(percent), fine(100) * unit, 'halfUp') * unit
		: cents(numberAt(line, 'Amount') ?? 0, unit);
}

/** In the US tax comes before the discount unless ApplyTaxAfterDiscount says otherwise; elsewhere tax is on what is left. */
function reduction(
	{ settings }: Company,
	document: Json,
	subtotal: bigint,
	discount: bigint,
): { above: bigint; below: bigint } {
	const taxedBefore = settings.country === 'US' && document['ApplyTaxAfterDiscount'] !== true;
	return subtotal <= 0n || discount === 0n || taxedBefore
		? { above: 1n, below: 1n }
		: { above: subtotal - discount, below: subtotal };
}

/** As sent: goods and notes, then the subtotal line that QuickBooks adds, then the discount. */
function shownLines(lines: readonly Json[], discount: bigint): readonly Json[] {
	const subtotal = sumOf(goodsLines({ Line: lines }).filter((line) => !isShippingLine(line)));
	const subtotalLine = { Amount: fromCents(subtotal), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} };
	const discounts = lines.filter(isDiscountLine).map((line) => ({ ...line, Amount: fromCents(discount) }));
	return [...lines.filter((line) => !isDiscountLine(line)), subtotalLine, ...discounts];
}
