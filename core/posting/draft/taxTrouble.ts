import { isPlace } from '../../model/address';
import { SPREAD_PER_AMOUNT } from '../../model/allocation';
import { formatMoney, moneyText, type Money } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import type { DraftPart } from './draftPart';
import type { DraftFacts } from './draftSettings';
import { roundingAllowance, smallestUnit } from './hundredths';
import { shipToOf } from './shipTo';
import { rateSetOf, findTaxCodeId } from './taxMap';
import { needsTaxCodes, statesTax } from '../../quickbooks/company';
import type { TaxCode } from '../../quickbooks/taxCodes';

/** Why the tax of these parts cannot be booked, for a person to mend; null when it can. */
export function taxTrouble(parts: readonly DraftPart[], order: SalesOrder, facts: DraftFacts): string | null {
	const taxed = parts.find(({ tax }) => (tax ?? 0) !== 0);
	if (taxed !== undefined && !facts.company.usesSalesTax)
		return 'The order has tax, but sales tax is switched off in QuickBooks (Taxes, Sales tax)';
	if (statesTax(facts.company)) return taxed === undefined ? null : addressTrouble(order, facts);
	if (!needsTaxCodes(facts.company)) return null;
	return codeTrouble(parts, order, facts) ?? unnamedTrouble(parts, order, facts) ?? percentTrouble(parts, order, facts);
}

/** Without an address QuickBooks works the tax out for the company's own (rules.md G2). */
function addressTrouble(order: SalesOrder, { company }: DraftFacts): string | null {
	const shipTo = shipToOf(order, company);
	if (shipTo !== null && isPlace(shipTo)) return null;
	return order.pickup === null
		? 'The order has sales tax and no address with a street, a postcode or a state, by which QuickBooks decides whose tax it is: enter the address in the shop'
		: 'The order has sales tax and is picked up, and QuickBooks does not know where: enter the address of the company in QuickBooks (Account and settings, Company)';
}

function codeTrouble(parts: readonly DraftPart[], order: SalesOrder, facts: DraftFacts): string | null {
	const unmapped = parts.find((part) => findTaxCodeId(part, order, facts) === null);
	if (unmapped === undefined) return null;
	const set = rateSetOf(unmapped);
	const name = unmapped.name || 'Shipping';
	if (unmapped.tax === 0) return `"${name}" is not taxed: choose the Tax Code for Untaxed Lines in this node`;
	if (set === '')
		return `"${name}" is taxed, and the order names no rate: choose the Tax Code for Other Taxed Lines in this node`;
	return `"${name}" is taxed with "${set}": choose a tax code for it in this node (Codes by Rates, the rates as written here)`;
}

function unnamedTrouble(parts: readonly DraftPart[], order: SalesOrder, facts: DraftFacts): string | null {
	const percentOf = (part: DraftPart) =>
		facts.taxCodes.find(({ id }) => id === findTaxCodeId(part, order, facts))?.percent ?? null;
	const unclear = parts.find((part) => part.tax === null && percentOf(part) === null);
	return unclear === undefined
		? null
		: `The channel does not say how much tax is in the price of "${unclear.name || 'Shipping'}", and its tax code has no percentage`;
}

/**
 * Minor units by which the tax of a part may miss what its code makes of it, by nothing but rounding to what QuickBooks keeps. Its amount
 * and its tax were each rounded, took their share of what an order's sums left over (SPREAD_PER_AMOUNT), and were rounded once more where they are a share of
 * what was sold. An error of the amount counts with its percentage.
 */
export function taxTolerance(percent: number, order: Pick<SalesOrder, 'currency'>): number {
	return (SPREAD_PER_AMOUNT + 2 * HALF) * (1 + percent / 100) * smallestUnit(order);
}

const HALF = 0.5;

/** What a percentage makes of an amount, in fractions of minor units. */
export function taxAt(net: Money, percent: number): number {
	return (net * percent) / 100;
}

/** A code of another percentage books another tax than the buyer paid: the order is not posted with it. */
function percentTrouble(parts: readonly DraftPart[], order: SalesOrder, facts: DraftFacts): string | null {
	const checked = parts.flatMap((part) => checkedPart(part, order, facts));
	const wrong = checked.find(
		({ expected, stated, percent }) => Math.abs(expected - stated) > taxTolerance(percent, order),
	);
	if (wrong !== undefined) return wrongCode(wrong, order);
	const gap = Math.round(checked.reduce((total, { expected, stated }) => total + expected - stated, 0));
	if (Math.abs(gap) <= roundingAllowance(parts.length, order)) return null;
	return `The tax codes chosen in this node come to a tax that is ${moneyText(Math.abs(gap), order.currency)} off the order's: check the tax codes of its rates`;
}

interface CheckedPart {
	readonly part: DraftPart;
	readonly code: TaxCode;
	readonly percent: number;
	/** What the code's percentage makes of the part, in fractions of minor units. */
	readonly expected: number;
	readonly stated: Money;
}

function checkedPart(part: DraftPart, order: SalesOrder, facts: DraftFacts): CheckedPart[] {
	const code = facts.taxCodes.find(({ id }) => id === findTaxCodeId(part, order, facts));
	if (code === undefined || code.percent === null || part.tax === null) return [];
	return [{ part, code, percent: code.percent, expected: taxAt(part.net, code.percent), stated: part.tax }];
}

function wrongCode({ part, code, expected, stated }: CheckedPart, { currency }: SalesOrder): string {
	const set = rateSetOf(part) || 'no tax';
	const name = part.name || 'Shipping';
	return `"${name}" bears ${moneyText(stated, currency)} of tax (${set}), and the tax code "${code.name}" would make it ${formatMoney(Math.round(expected), currency)}: choose the right code for these rates in this node (Codes by Rates)`;
}
