import type { BundleComponent } from '../../model/lineItem';
import { sum, type Money } from '../../model/money';
import type { Charge, OrderLine, SalesOrder } from '../../model/salesOrder';
import { SHIPPING_FIELD, lineKey, partKey, required, type DraftPart } from './draftPart';
import { discountedName, withDiscountLines } from './discountLines';
import type { DraftFacts } from './draftSettings';
import { allocateHundredths } from './hundredths';
import { tenderParts } from './tenderParts';
import { rateSetOf } from './taxMap';
import { needsTaxCodes, type DraftingCompany } from '../../quickbooks/company';

/** What a sale's document is made of: goods, then fees, shipping, discounts, and what is not paid in money, each in the order's sequence. What comes to nothing is left out. */
export function saleParts(order: SalesOrder, facts: DraftFacts): DraftPart[] {
	const parts = [
		...goodsOf(facts).flatMap((line) => goodsParts(line, order, facts)),
		...chargesOf(order.fees).map((fee) => feePart(fee, facts)),
		...shippingCharges(order, facts.company).map((shipping) => shippingPart(shipping, facts)),
	];
	return [...withDiscountLines(parts, order, facts.choices.discountItemId), ...tenderParts(order.payments, facts)];
}

/** Lines that something was sold on. */
export function goodsOf({ lines }: Pick<SalesOrder, 'lines'>): OrderLine[] {
	return lines.filter(({ quantity, net, tax }) => quantity !== 0 || net !== 0 || (tax ?? 0) !== 0);
}

export function chargesOf(charges: readonly Charge[]): Charge[] {
	return charges.filter(({ net, tax }) => net !== 0 || (tax ?? 0) !== 0);
}

/**
 * QuickBooks has one shipping field: an order's charges for shipping become one. Where lines bear tax codes, they become one for each set
 * of rates.
 */
export function shippingCharges(
	{ shipping }: Pick<SalesOrder, 'shipping'>,
	company: Pick<DraftingCompany, 'country' | 'usesSalesTax'>,
): Charge[] {
	const charges = chargesOf(shipping);
	if (!needsTaxCodes(company)) return charges.length === 0 ? [] : [mergeCharges(charges)];
	const sets = [...new Set(charges.map(rateSetOf))];
	return sets.map((set) => mergeCharges(charges.filter((charge) => rateSetOf(charge) === set)));
}

function mergeCharges(charges: readonly Charge[]): Charge {
	const isUnnamed = charges.every(({ tax }) => tax === null);
	return {
		chargeId: 'shipping',
		name: [...new Set(charges.map(({ name }) => name))].join(', '),
		net: sum(charges.map(({ net }) => net)),
		tax: isUnnamed ? null : sum(charges.map(({ tax }) => tax ?? 0)),
		taxRates: [...new Set(charges.flatMap(({ taxRates }) => taxRates))].sort(),
	};
}

function goodsParts(line: OrderLine, order: SalesOrder, { itemOf, choices }: DraftFacts): DraftPart[] {
	const { lineId, name, quantity, net, discount, tax, taxRates, kind } = line;
	const description = discountedName(line, order);
	const part = { key: lineKey(lineId), name, description, quantity, net, discount, tax, taxRates };
	const item = itemOf(lineId);
	if (item === null && kind === 'giftCertificate') return [{ ...part, itemId: choices.giftCertificateItemId }];
	const { itemId, components } = required(item, 'item');
	return components.length === 0 ? [{ ...part, itemId }] : bundleParts(part, components, order);
}

/** A bundle is written as what it is made of; its price is shared out by what the components cost on their own. */
export function bundleParts(
	bundle: Omit<DraftPart, 'itemId'>,
	components: readonly BundleComponent[],
	order: Pick<SalesOrder, 'currency'>,
): DraftPart[] {
	const weights = components.map(({ price, quantity }) => Math.round(price * quantity * 10_000));
	const share = (amount: Money) => allocateHundredths(amount, weights, order);
	const [nets, discounts] = [share(bundle.net), share(bundle.discount ?? 0)];
	const taxes = bundle.tax === null ? null : share(bundle.tax);
	return components.map(({ itemId, quantity }, place) => ({
		...bundle,
		itemId,
		quantity: (bundle.quantity ?? 1) * quantity,
		net: nets[place] ?? 0,
		discount: discounts[place] ?? 0,
		tax: taxes === null ? null : (taxes[place] ?? 0),
	}));
}

export function feeKey({ chargeId }: Charge): string {
	return partKey(`charge ${chargeId}`);
}

export function shippingKey(shipping: Charge): string {
	return partKey(`shipping ${rateSetOf(shipping)}`);
}

export function feePart(fee: Charge, { choices }: Pick<DraftFacts, 'choices'>): DraftPart {
	const { name, net, tax, taxRates } = fee;
	return { key: feeKey(fee), name, quantity: 1, net, tax, taxRates, itemId: choices.feeItemId };
}

export function shippingPart(shipping: Charge, { choices }: Pick<DraftFacts, 'choices'>): DraftPart {
	const { name, net, tax, taxRates } = shipping;
	const key = shippingKey(shipping);
	if (choices.shippingItemId === null)
		return { key, name: '', quantity: null, net, tax, taxRates, itemId: SHIPPING_FIELD };
	return { key, name, quantity: 1, net, tax, taxRates, itemId: choices.shippingItemId };
}
