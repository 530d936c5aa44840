import { shareOf } from '../../model/allocation';
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
 * 2. One line for each set of rates takes all of that off again, at the same rates.
 * 3. A discount whose tax nobody can tell stays in the price: that of a part for nothing, where no other part bears its rates. So does one
 *    with more decimals than QuickBooks keeps (rules.md G4).
 */
export function withDiscountLines(
	parts: readonly DraftPart[],
	order: SalesOrder,
	discountItemId: string | null,
): DraftPart[] {
	if (discountItemId === null) return [...parts];
	const taxOff = taxFinder(parts, order);
	const raised = parts.map((part) => ({
		part,
		off: isWhole(part.discount ?? 0, order) ? amountsOff(part, taxOff) : null,
	}));
	const sets = [...new Set(raised.flatMap(({ part, off }) => (off === null ? [] : [rateSetOf(part)])))];
	const lines = sets.map((set): DraftPart => {
		const own = raised.filter(({ part, off }) => off !== null && rateSetOf(part) === set);
		const isUnnamed = own.some(({ part }) => part.tax === null);
		return {
			key: discountKey(set),
			name: 'Discount',
			description: discountText(order),
			quantity: 1,
			net: -sum(own.map(({ off }) => off?.net ?? 0)),
			tax: isUnnamed ? null : -sum(own.map(({ off }) => off?.tax ?? 0)),
			taxRates: own[0]?.part.taxRates ?? [],
			itemId: discountItemId,
		};
	});
	return [...raised.map(({ part, off }) => (off === null ? part : beforeDiscount(part, off))), ...lines];
}

interface AmountsOff {
	readonly net: Money;
	readonly tax: Money;
}

function amountsOff(part: DraftPart, taxOff: (part: DraftPart, net: Money) => Money | null): AmountsOff | null {
	const net = part.discount ?? 0;
	if (net <= 0) return null;
	const tax = part.tax === null ? 0 : taxOff(part, net);
	return tax === null ? null : { net, tax };
}

function beforeDiscount(part: DraftPart, off: AmountsOff): DraftPart {
	return { ...part, net: part.net + off.net, tax: part.tax === null ? null : part.tax + off.tax, discount: 0 };
}

/**
 * The tax on what was taken off: as on all that bears the same rates, else by their percentages. Null where neither says it. Coins that are
 * too small for a tax bear none, whatever their rates are.
 */
function taxFinder(
	parts: readonly DraftPart[],
	{ taxes, currency }: Pick<SalesOrder, 'taxes' | 'currency'>,
): (part: DraftPart, net: Money) => Money | null {
	const unit = smallestUnit({ currency });
	const shareInUnits = (off: Money, tax: number, net: number) => shareOf(off / unit, tax, net) * unit;
	return (part, off) => {
		if (part.taxRates.length === 0) return part.tax === 0 ? 0 : null;
		const same = parts.filter((one) => rateSetOf(one) === rateSetOf(part) && one.net > 0);
		const [net, tax] = [sum(same.map((one) => one.net)), sum(same.map((one) => one.tax ?? 0))];
		const percent = percentOfRates(part.taxRates, taxes);
		if (tax === 0 && same.some((one) => percent === null || taxAt(one.net, percent) >= 1)) return 0;
		if (net >= off) return orNone(shareInUnits(off, tax, net));
		if (percent === null) return net > 0 ? orNone(shareInUnits(off, tax, net)) : null;
		return orNone(shareInUnits(off, Math.round(percent * 10_000), 1_000_000));
	};
}

/** A line that bears no tax would have another code than the lines that it is taken off. */
function orNone(tax: Money): Money | null {
	return tax === 0 ? null : tax;
}

function discountText({ discounts, currency }: SalesOrder): string {
	const named = discounts.map(({ name, amount }) => `${name} ${formatMoney(amount, currency)}`);
	return named.length === 0 ? 'Discount' : `Discount: ${named.join(', ')}`;
}
