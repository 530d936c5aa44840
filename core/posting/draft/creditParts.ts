import { shareOf } from '../../model/allocation';
import { allocate, sum, type Money } from '../../model/money';
import type { Charge, OrderLine, SalesOrder } from '../../model/salesOrder';
import { lineKey, partKey, type DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { soldItems, type SaleInBooks } from './saleInBooks';
import { bundleParts, feePart, shippingCharges, shippingPart } from './saleParts';
import { rateSetOf } from './taxMap';

/** An amount without and with its tax; `tax` null: the amount contains one that the channel does not name. */
export interface NetAndTax {
	readonly net: Money;
	readonly tax: Money | null;
}

/** Units of a line that come back, and what is paid back for them. */
export function goodsBackParts(
	sale: SaleInBooks,
	line: OrderLine,
	units: number,
	{ net, tax }: NetAndTax,
): DraftPart[] {
	const items = soldItems(sale, line);
	const [first] = items;
	if (first === undefined) return [];
	const part = { key: lineKey(line.lineId), name: line.name, quantity: units, net, tax, taxRates: line.taxRates };
	if (items.length === 1) return [{ ...part, quantity: units * first.perUnit, itemId: first.itemId }];
	return bundleParts(
		part,
		items.map(({ itemId, perUnit }) => ({ itemId, quantity: perUnit, price: 1 })),
	);
}

/** Money for goods that stay away: booked on an item without stock (rules.md D4). */
export function moneyOnlyPart(
	name: string,
	{ net, tax }: NetAndTax,
	taxRates: readonly string[],
	{ choices }: Pick<DraftFacts, 'choices'>,
): DraftPart[] {
	if (net === 0 && (tax ?? 0) === 0) return [];
	return [{ key: partKey(`money ${name}`), name, quantity: 1, net, tax, taxRates, itemId: choices.refundItemId }];
}

/** Shipping and fees that are paid back, on the items that they were charged on. */
export function chargesBackParts(
	charges: readonly Charge[],
	{ order, facts }: Pick<SaleInBooks, 'order' | 'facts'>,
): DraftPart[] {
	const isShipping = ({ chargeId }: Charge) => order.shipping.some((one) => one.chargeId === chargeId);
	const [shipping, fees] = [charges.filter(isShipping), charges.filter((charge) => !isShipping(charge))];
	return [
		...fees.map((fee) => feePart(fee, facts)),
		...shippingCharges({ shipping }, facts.company).map((charge) => shippingPart(charge, facts)),
	];
}

/** A mere amount, tax included: shared out over the order's rates, or untaxed by choice (rules.md G6). */
export function amountOnlyParts(amount: Money, name: string, { order, facts }: SaleInBooks): DraftPart[] {
	if (amount === 0) return [];
	const sets = rateSets(order);
	if (facts.choices.amountOnlyRefunds === 'untaxed' || sets.length === 0)
		return moneyOnlyPart(name, { net: amount, tax: 0 }, [], facts);
	const shares = allocate(
		amount,
		sets.map(({ net, tax }) => net + (tax ?? 0)),
	);
	return sets.flatMap((set, place) => moneyOnlyPart(name, splitGross(shares[place] ?? 0, set), set.taxRates, facts));
}

/** Takes the tax out of an amount that contains it, in the proportion of what was sold. */
export function splitGross(gross: Money, sold: NetAndTax): NetAndTax {
	if (sold.tax === null) return { net: gross, tax: null };
	const whole = sold.net + sold.tax;
	const tax = whole === 0 ? 0 : shareOf(gross, sold.tax, whole);
	return { net: gross - tax, tax };
}

/** What the order comes to at each set of rates. */
function rateSets({ lines, shipping, fees }: SalesOrder): Array<NetAndTax & { readonly taxRates: readonly string[] }> {
	const parts = [...lines, ...shipping, ...fees];
	const names = [...new Set(parts.map(rateSetOf))];
	const sets = names.map((name) => {
		const own = parts.filter((part) => rateSetOf(part) === name);
		const tax = own.some((part) => part.tax === null) ? null : sum(own.map((part) => part.tax ?? 0));
		return { net: sum(own.map(({ net }) => net)), tax, taxRates: own[0]?.taxRates ?? [] };
	});
	return sets.filter(({ net, tax }) => net + (tax ?? 0) > 0);
}
