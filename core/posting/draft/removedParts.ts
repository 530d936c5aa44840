import type { Refund, RefundLine } from '../../model/salesOrder';
import { grossOf, moneyForRemovedParts, splitGross, type NetAndTax } from './creditParts';
import { lineKey, type DraftPart } from './draftPart';
import type { OpenPart } from './openParts';
import type { SaleInBooks } from './saleInBooks';
import { findTaxCodeId } from './taxMap';
import { taxAt, taxTolerance } from './taxTrouble';
import { needsTaxCodes } from '../../quickbooks/company';

/**
 * What a refund gives back of lines and charges that an edit has taken out of the order, as mere money: an edit takes their units out of the document too.
 * It bears the tax that the refund says (rules.md G6), at the code of the document's line where that is still there, else at the chosen one of that percentage.
 * Ask `removedTrouble` whether the tax is known.
 */
export function removedParts(refund: Refund, open: readonly OpenPart[], sale: SaleInBooks): DraftPart[] {
	return removedLines(refund, sale).flatMap((line) => {
		const own = open.find(({ key }) => key === lineKey(line.lineId));
		const amounts = amountsOf(line, own);
		const taxCodeId = own?.taxCodeId ?? fittingCode(amounts, sale);
		const money = { name: own?.name ?? refund.reason ?? 'Refund', own, taxCodeId };
		return moneyForRemovedParts(open, money, amounts, sale.facts);
	});
}

/** What of a refund goes back for such lines, tax included. */
export function removedAmounts(refund: Refund, sale: SaleInBooks): readonly NetAndTax[] {
	return removedLines(refund, sale);
}

/** Why the tax of such lines cannot be booked, for a person to mend; null when it can. */
export function removedTrouble(refund: Refund, sale: SaleInBooks): string | null {
	const { company } = sale.facts;
	if (!company.usesSalesTax) return null;
	const keys = new Set(sale.document.lines.map(({ key }) => key));
	const unknown = removedLines(refund, sale).find((line) => {
		if (keys.has(lineKey(line.lineId)) || grossOf(line) === 0) return false;
		if (line.tax === null) return namesTax(sale);
		return line.tax !== 0 && needsTaxCodes(company) && fittingCode(line, sale) === null;
	});
	if (unknown === undefined) return null;
	const why =
		unknown.tax === null
			? 'the channel does not say how much tax is in that'
			: 'no tax code of the order or of this node comes to its tax';
	return `It names something that the order has no more, and ${why}: credit it by hand`;
}

/** Where a channel names no tax at all, a price contains it everywhere alike. */
function namesTax({ order }: SaleInBooks): boolean {
	return [...order.lines, ...order.shipping, ...order.fees].some(({ tax }) => tax !== null);
}

function removedLines({ lines }: Refund, { order }: SaleInBooks): readonly RefundLine[] {
	const known = new Set([
		...order.lines.map(({ lineId }) => lineId),
		...[...order.shipping, ...order.fees].map(({ chargeId }) => chargeId),
	]);
	return lines.filter(({ lineId }) => !known.has(lineId));
}

function amountsOf({ net, tax }: RefundLine, own: OpenPart | undefined): NetAndTax {
	return tax === null && own !== undefined ? splitGross(net, own) : { net, tax };
}

/** The code whose percentage comes to a tax, by nothing but rounding: of the document, of the order, or of the form; null where none does. */
function fittingCode({ net, tax }: NetAndTax, { document, order, facts }: SaleInBooks): string | null {
	if (tax === null || tax === 0 || !needsTaxCodes(facts.company)) return null;
	const { taxedCodeId, taxRules } = facts.choices;
	const ids = [
		...document.lines.map(({ taxCodeId }) => taxCodeId),
		...[...order.lines, ...order.shipping, ...order.fees].map((sold) => findTaxCodeId(sold, order, facts)),
		taxedCodeId,
		...taxRules.map(({ codeId }) => codeId),
	];
	const gaps = [...new Set(ids)].flatMap((id) => {
		const percent = facts.taxCodes.find((code) => code.id === id)?.percent ?? 0;
		const gap = Math.abs(taxAt(net, percent) - tax);
		return id === null || percent === 0 || gap > taxTolerance(percent, order) ? [] : [{ id, gap: Math.round(gap) }];
	});
	return gaps.sort((one, other) => one.gap - other.gap)[0]?.id ?? null;
}
