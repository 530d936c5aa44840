import type { Charge, Refund, SalesOrder } from './salesOrder';
import { shortHash } from './text';

/** What an order comes to in the books. Two versions with equal fingerprints make the same documents. */
export interface Fingerprint {
	/** Goods, charges and money of the sale. */
	readonly sale: string;
	/** What was given back since; null when nothing was. */
	readonly refunds: string | null;
}

const DIGITS = 16;

/**
 * SKU, name and state are left out on purpose: a shop resolves SKUs live, so that renaming a product
 * would otherwise look like an edit of every order that it was in.
 */
export function fingerprintOf(order: SalesOrder): Fingerprint {
	return {
		sale: shortHash(saleParts(order), DIGITS),
		refunds: order.refunds.length === 0 ? null : shortHash(sorted(order.refunds.map(refundParts)), DIGITS),
	};
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
	];
}

function chargeParts({ chargeId, net, tax }: Charge): unknown[] {
	return [chargeId, net, tax];
}

function refundParts({ refundId, total, lines }: Refund): unknown[] {
	return [
		refundId,
		total,
		sorted(lines.map(({ lineId, quantity, net, tax, restocked }) => [lineId, quantity, net, tax, restocked])),
	];
}

/** Channels list the parts of an order in no promised sequence. */
function sorted(parts: readonly unknown[]): string[] {
	return parts.map((part) => JSON.stringify(part)).sort();
}
