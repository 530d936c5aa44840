import { shareOf } from '../../model/allocation';
import { sum, type Money } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import { SHIPPING_FIELD, lineKey, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { roundingAllowance } from './hundredths';
import { moneyItemFor } from './moneyItem';
import { moneyKey } from './openParts';
import { findTaxCodeId, percentOfRates, rateSetOf } from './taxMap';
import { taxAt, taxTolerance } from './taxTrouble';
import { needsTaxCodes } from '../../quickbooks/company';

/**
 * The parts of a credit in a form that QuickBooks' tax agrees with (rules.md G6). A shop may give back any tax with any amount: the tax
 * alone, an amount and no tax of it, more of one than of the other.
 *
 * 1. A part whose tax is that of its rates stays as it is.
 * 2. Any other one becomes two: what the tax belongs to, at its rates, and the rest of the amount without tax. A tax of 2.00 alone at
 *    20 % is 10.00 with tax, less 10.00 without.
 */
export function bookableParts(parts: readonly DraftPart[], order: SalesOrder, facts: DraftFacts): DraftPart[] {
	const bases = parts.map((part) => findBase(part, order, facts));
	const gaps = bases.map((base) => base?.gap ?? 0);
	const isRounding = Math.abs(sum(gaps)) <= roundingAllowance(parts.length, order);
	return parts.flatMap((part, place) => {
		const base = bases[place] ?? null;
		const isKept = base === null || Math.abs(base.gap) <= (isRounding ? base.tolerance : ONE_ROUNDING);
		return isKept ? [part] : parted(part, base.net, order, facts);
	});
}

const ONE_ROUNDING = 0.5;

interface TaxBase {
	/** The amount that the part's tax belongs to. */
	readonly net: Money;
	/** What the rates make of the whole part, less its tax. Fractions of minor units. */
	readonly gap: number;
	/** How much of that is rounding. */
	readonly tolerance: number;
}

/** Null where the tax agrees in any case: it is not named, or QuickBooks is told it together with an amount. */
function findBase(part: DraftPart, order: SalesOrder, facts: DraftFacts): TaxBase | null {
	const { net, tax } = part;
	if (tax === null || !facts.company.usesSalesTax) return null;
	if (!needsTaxCodes(facts.company)) {
		const base = net === 0 && tax !== 0 ? soldBase(part, tax, order) : null;
		return base === null ? null : { net: base, gap: -tax, tolerance: 0 };
	}
	const percent = percentOf(part, order, facts);
	if (percent === null || !isSoldAt(percent, part, order)) return null;
	const gap = taxAt(net, percent) - tax;
	if (percent === 0) return tax === 0 ? { net: 0, gap: 0, tolerance: 0 } : null;
	return { net: shareOf(tax, 1_000_000, Math.round(percent * 10_000)), gap, tolerance: taxTolerance(percent, order) };
}

/** The percentage of the code for a part of the order, in the US that of its rates; null where neither says one. */
export function percentOf(
	part: Pick<DraftPart, 'tax' | 'taxRates' | 'taxCodeId'>,
	order: SalesOrder,
	facts: DraftFacts,
): number | null {
	if (!needsTaxCodes(facts.company)) return percentOfRates(part.taxRates, order.taxes);
	return facts.taxCodes.find(({ id }) => id === findTaxCodeId(part, order, facts))?.percent ?? null;
}

/** False where the order's own tax is of another percentage: then the code is wrong, and no form of a credit is right. */
function isSoldAt(percent: number, part: DraftPart, order: SalesOrder): boolean {
	if (part.tax === 0) return true;
	const alike = soldAlike(part, order).filter(({ tax }) => tax !== null);
	const gap = sum(alike.map(({ net, tax }) => taxAt(net, percent) - (tax ?? 0)));
	return Math.abs(gap) <= taxTolerance(percent, order) * Math.max(1, alike.length);
}

function soldAlike(part: DraftPart, { lines, shipping, fees }: SalesOrder) {
	return [...lines, ...shipping, ...fees].filter((sold) => rateSetOf(sold) === rateSetOf(part));
}

/** What a tax belongs to where only the order tells its rate; null where nothing of the order is taxed alike. */
function soldBase(part: DraftPart, tax: Money, order: SalesOrder): Money | null {
	const alike = soldAlike(part, order);
	const soldTax = sum(alike.map((sold) => sold.tax ?? 0));
	return soldTax === 0 ? null : shareOf(tax, sum(alike.map(({ net }) => net)), soldTax);
}

function parted(part: DraftPart, base: Money, order: SalesOrder, facts: DraftFacts): DraftPart[] {
	const untaxed = { tax: 0, taxRates: [], taxCodeId: null };
	if (part.tax === 0) return [{ ...part, ...untaxed }];
	const rest = part.net - base;
	if (rest === 0) return [{ ...part, net: base }];
	const money = { ...part, ...moneyFor(part, order, facts) };
	if (part.quantity !== null)
		return [
			{ ...part, net: base },
			{ ...money, ...untaxed, net: rest },
		];
	const field = part.net === 0 ? [] : [{ ...part, ...untaxed }];
	return [...field, { ...money, net: base }, { ...money, ...untaxed, net: -base }];
}

/**
 * No unit comes back twice, and QuickBooks has one shipping field: what goes beside them stands on the item for money alone. What the
 * field gives back stays whole, and the money beside it comes to its tax: the item may have another income account.
 */
function moneyFor(part: DraftPart, { lines }: SalesOrder, facts: DraftFacts): Partial<DraftPart> {
	const { key, itemId, name } = part;
	const isGoods = lines.some(({ lineId }) => lineKey(lineId) === key);
	if (itemId === null || (!isGoods && itemId !== SHIPPING_FIELD)) return {};
	return {
		key: moneyKey({ key, itemId }),
		itemId: moneyItemFor(itemId, facts),
		name: name || 'Shipping',
		quantity: 1,
	};
}
