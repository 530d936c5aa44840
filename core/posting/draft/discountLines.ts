import { allocateRounding, shareOf } from '../../model/allocation';
import { formatMoney, sum, type Money } from '../../model/money';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import { partKey, type DraftPart } from './draftPart';
import { isWhole, smallestUnit } from './hundredths';
import { percentOfRates, rateSetOf } from './taxMap';
import { taxAt } from './taxTrouble';

/** A line's name with what was taken off it, for the buyer to read: "Blue mug (2.00 off: SUMMER)". */
export function discountedName({ name, discount }: OrderLine, { discounts, currency }: SalesOrder): string {
	if (discount === 0) return name;
	const names = [...new Set(discounts.map((one) => one.name))].join(', ');
	return `${name} (${formatMoney(discount, currency)} off${names === '' ? '' : `: ${names}`})`.trim();
}

/** The key of the line that takes the discounts of one set of rates. */
export function discountKey(rateSet: string): string {
	return partKey(`discount ${rateSet}`);
}

/**
 * The parts with their discounts as lines of an item of its own; as they are where there is no such item. Totals and taxes stay as they are:
 *
 * 1. Each part gets its price before the discount, with the tax that goes with it at the rates of the part.
 * 2. One line for each set of rates takes all of that off again, at the same rates. Its tax is rounded as one amount.
 * 3. A discount whose tax nobody can tell stays in the price: that of a part for nothing, where no other part bears its rates. So does one
 *    with more decimals than QuickBooks keeps (rules.md G4).
 */
export function withDiscountLines(
	parts: readonly DraftPart[],
	order: SalesOrder,
	discountItemId: string | null,
): DraftPart[] {
	if (discountItemId === null) return [...parts];
	const shareOff = shareFinder(parts, order);
	const offs = taxedTogether(
		parts.flatMap((part) => (isWhole(part.discount ?? 0, order) ? discountOff(part, shareOff) : [])),
		order,
	);
	const sets = [...new Set(offs.map(({ part }) => rateSetOf(part)))];
	const lines = sets.map((set): DraftPart => {
		const own = offs.filter(({ part }) => rateSetOf(part) === set);
		const isUnnamed = own.some(({ part }) => part.tax === null);
		return {
			key: discountKey(set),
			name: 'Discount',
			description: discountText(order),
			quantity: 1,
			net: -sum(own.map(({ net }) => net)),
			tax: isUnnamed ? null : -sum(own.map(({ tax }) => tax)),
			taxRates: own[0]?.part.taxRates ?? [],
			itemId: discountItemId,
		};
	});
	const offOf = new Map(offs.map((off) => [off.part, off]));
	return [...parts.map((part) => beforeDiscount(part, offOf.get(part))), ...lines];
}

/** The tax of an amount as a fraction of it. */
interface TaxShare {
	readonly part: number;
	readonly whole: number;
}

const NO_TAX: TaxShare = { part: 0, whole: 1 };

/** What is taken off a part, with the tax that goes with it. */
interface DiscountOff {
	readonly part: DraftPart;
	readonly net: Money;
	readonly tax: Money;
	readonly share: TaxShare;
}

type ShareFinder = (part: DraftPart, net: Money) => TaxShare | null;

function discountOff(part: DraftPart, shareOff: ShareFinder): DiscountOff[] {
	const net = part.discount ?? 0;
	const share = net <= 0 ? null : part.tax === null ? NO_TAX : shareOff(part, net);
	return share === null ? [] : [{ part, net, tax: 0, share }];
}

/**
 * Rounds the taxes so that those of one set of rates come to what their discounts bear together: dozens that are rounded one by one miss the
 * percentage by more than a rounding. One that bears none, though its share is some, is left out.
 */
function taxedTogether(offs: readonly DiscountOff[], { currency }: Pick<SalesOrder, 'currency'>): DiscountOff[] {
	const unit = smallestUnit({ currency });
	const alone = offs
		.map((off) => ({ ...off, tax: shareOf(off.net / unit, off.share.part, off.share.whole) }))
		.filter(({ tax, share }) => tax !== 0 || share === NO_TAX);
	const sets = new Set(alone.map(({ part }) => rateSetOf(part)));
	return [...sets].flatMap((set) => {
		const own = alone.filter(({ part }) => rateSetOf(part) === set);
		const stated = Math.round(sum(own.map(({ net, share }) => (net * share.part) / share.whole)) / unit);
		const taxes = allocateRounding(
			own.map(({ tax }) => tax),
			stated,
			ROUNDED,
		);
		return own.map((off, place) => ({ ...off, tax: (taxes?.[place] ?? off.tax) * unit }));
	});
}

/** The smallest units by which one tax may be off. */
const ROUNDED = 1;

function beforeDiscount(part: DraftPart, off: DiscountOff | undefined): DraftPart {
	if (off === undefined) return part;
	return { ...part, net: part.net + off.net, tax: part.tax === null ? null : part.tax + off.tax, discount: 0 };
}

/**
 * The tax on what was taken off: as on all that bears the same rates, else by their percentages. Null where neither says it. Coins that are
 * too small for a tax bear none, whatever their rates are.
 */
function shareFinder(parts: readonly DraftPart[], { taxes }: Pick<SalesOrder, 'taxes'>): ShareFinder {
	return (part, off) => {
		if (part.taxRates.length === 0) return part.tax === 0 ? NO_TAX : null;
		const same = parts.filter((one) => rateSetOf(one) === rateSetOf(part) && one.net > 0);
		const [net, tax] = [sum(same.map((one) => one.net)), sum(same.map((one) => one.tax ?? 0))];
		const percent = percentOfRates(part.taxRates, taxes);
		if (tax === 0 && same.some((one) => percent === null || taxAt(one.net, percent) >= 1)) return NO_TAX;
		if (net >= off) return { part: tax, whole: net };
		if (percent === null) return net > 0 ? { part: tax, whole: net } : null;
		return { part: Math.round(percent * 10_000), whole: 1_000_000 };
	};
}

function discountText({ discounts, currency }: SalesOrder): string {
	const named = discounts.map(({ name, amount }) => `${name} ${formatMoney(amount, currency)}`);
	return named.length === 0 ? 'Discount' : `Discount: ${named.join(', ')}`;
}
