import type { Charge, SalesOrder } from './salesOrder';
import { shortHash } from './text';

const DIGITS = 16;

/**
 * What the sale of an order comes to in the books: goods, charges and money, as a short hash. Two versions with equal fingerprints make the same
 * document. What was given back since is not in it. Store credit and gift certificates are, since they stand in the document; money is not.
 *
 * SKU, name and state are left out on purpose: a shop resolves SKUs live, so that renaming a product
 * would otherwise look like an edit of every order that it was in.
 */
export function fingerprintOf(order: SalesOrder): string {
	return shortHash(saleParts(order), DIGITS);
}

function saleParts({
	currency,
	total,
	marketplaceTax,
	lines,
	shipping,
	fees,
	discounts,
	taxes,
	payments,
	moneyTrouble,
}: SalesOrder): unknown[] {
	return [
		currency,
		total,
		marketplaceTax,
		sorted(lines.map(({ lineId, listingRef, quantity, net, tax }) => [lineId, listingRef, quantity, net, tax])),
		sorted(shipping.map(chargeParts)),
		sorted(fees.map(chargeParts)),
		sorted(discounts.map(({ amount }) => [amount])),
		sorted(taxes.map(({ rate, amount }) => [rate, amount])),
		sorted(payments.filter(({ kind }) => kind !== 'money').map(({ kind, amount }) => [kind, amount])),
		// A total that changes alone shows nowhere else.
		...(moneyTrouble === null ? [] : [moneyTrouble]),
	];
}

function chargeParts({ chargeId, net, tax }: Charge): unknown[] {
	return [chargeId, net, tax];
}

/** No channel promises a sequence for the parts of an order. */
function sorted(parts: readonly unknown[]): string[] {
	return parts.map((part) => JSON.stringify(part)).sort();
}
