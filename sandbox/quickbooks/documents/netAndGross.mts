import type { Company } from '../company.mts';
import { numberAt, type Json } from '../json.mts';
import { cents, fromCents, isProduct, unitPriceOf } from '../money.mts';
import { goodsLines, mapGoods, sumOf } from './lineKinds.mts';
import { unitOf } from './lines.mts';
import { taxOfLine, type Tax } from './tax.mts';

/** In a TaxInclusive document Amount is net and TaxInclusiveAmt gross; where both were sent the gross one rules. */
export function netAndGross(company: Company, document: Json, line: Json): Json {
	const unit = unitOf(document);
	const tax = taxOfLine(company, document, line);
	const sent = numberAt(line, 'SalesItemLineDetail', 'TaxInclusiveAmt');
	const gross = sent === null ? cents(numberAt(line, 'Amount') ?? 0) + tax : cents(sent, unit);
	return withGross(sent === null ? line : withNet(line, gross - tax, unit), gross);
}

/** What a line adds to the total, cents. */
export function grossOf(line: Json, inclusive: boolean): bigint {
	const gross = inclusive ? numberAt(line, 'SalesItemLineDetail', 'TaxInclusiveAmt') : null;
	return cents(gross ?? numberAt(line, 'Amount') ?? 0);
}

/**
 * The lines of a TaxInclusive document without discount, whose net amounts and tax make the gross ones together:
 * where the tax was rounded over the whole document, the line that is worth most takes the difference.
 */
export function balancedNets(document: Json, lines: readonly Json[], tax: Tax): readonly Json[] {
	const goods = goodsLines({ Line: lines });
	const gross = goods.reduce((sum, line) => sum + grossOf(line, true), 0n);
	const rest = gross - tax.total - sumOf(goods);
	const largest = goods.toSorted((one, other) => Number(size(other) - size(one)))[0];
	if (rest === 0n || largest === undefined) return lines;
	return mapGoods(lines, (line) =>
		line === largest ? withNet(line, cents(numberAt(line, 'Amount') ?? 0) + rest, unitOf(document)) : line,
	);
}

/** Lines without tax take part in nothing that is rounded. */
function size(line: Json): bigint {
	const gross = grossOf(line, true);
	if (gross === cents(numberAt(line, 'Amount') ?? 0)) return 0n;
	return gross < 0n ? -gross : gross;
}

function withGross(line: Json, gross: bigint): Json {
	return {
		...line,
		SalesItemLineDetail: { ...(line['SalesItemLineDetail'] as Json), TaxInclusiveAmt: fromCents(gross) },
	};
}

/** The price follows the amount, so that the line stays a product. */
function withNet(line: Json, net: bigint, unit: bigint): Json {
	const detail = line['SalesItemLineDetail'] as Json;
	const [quantity, unitPrice] = [numberAt(detail, 'Qty') ?? 1, numberAt(detail, 'UnitPrice')];
	const follows = unitPrice !== null && quantity !== 0 && !isProduct(net, { quantity, unitPrice }, unit);
	return {
		...line,
		Amount: fromCents(net),
		SalesItemLineDetail: follows ? { ...detail, UnitPrice: unitPriceOf(net, quantity) } : detail,
	};
}
