import type { ProviderLine } from './lines';
import { readPaidAmount } from './paidAmount';
import { sum, type Money } from '../../../model/money';
import { readFields, readList, readNumber, type Fields } from '../../../reading/readUnknown';

const PATH = 'bigcommerce order';

/** Amounts are stated to a ten-thousandth. */
const TEN_THOUSANDTHS = 10_000;

/**
 * The possible totals of an order, the likeliest first, in minor units. The vendor does not say whether the stated total is before or
 * after store credit and gift certificates, which are payment and no discount (rules.md D8).
 *
 * 1. Without such a payment the stated total is the only one.
 * 2. The discounted amounts of the lines, to the last decimal, tell the two apart.
 * 3. Without these amounts both are possible.
 */
export function possibleTotals(order: Fields, lines: readonly ProviderLine[], currency: string): readonly Money[] {
	const total = toTenThousandths(order.total_inc_tax ?? '0', 'total_inc_tax');
	const paid = sum(TENDER.map((key) => toTenThousandths(order[key] ?? '0', key)));
	const rounded = (tenThousandths: number): Money =>
		readPaidAmount((tenThousandths / TEN_THOUSANDTHS).toFixed(4), currency, `${PATH}.total_inc_tax`);
	const [stated, before] = [rounded(total), rounded(total + paid)];
	if (paid === 0) return [stated];
	const left = lines.map(({ remainingIncTax }) => remainingIncTax);
	if (left.some((amount) => amount === null)) return [stated, before];
	const due = sum(left.map((amount) => toTenThousandths(amount, 'line'))) + chargesOf(order);
	return Math.abs(due - total) <= Math.abs(due - total - paid) ? [stated, before] : [before, stated];
}

const TENDER = ['store_credit_amount', 'gift_certificate_amount'] as const;

const CHARGES = ['shipping_cost', 'handling_cost', 'wrapping_cost'] as const;

/** Shipping, handling, wrapping and fees with their tax. */
function chargesOf(order: Fields): number {
	const own = CHARGES.flatMap((name) => [`${name}_ex_tax`, `${name}_tax`]).map((key) =>
		toTenThousandths(order[key] ?? '0', key),
	);
	const fees = Array.isArray(order.fees) ? readList(order.fees, `${PATH}.fees`, readFields) : [];
	return sum([
		...own,
		...fees.flatMap((fee) =>
			['cost_ex_tax', 'cost_tax'].map((key) => toTenThousandths(fee[key] ?? '0', `fees.${key}`)),
		),
	]);
}

function toTenThousandths(value: unknown, key: string): number {
	return Math.round(readNumber(value, `${PATH}.${key}`) * TEN_THOUSANDTHS);
}
