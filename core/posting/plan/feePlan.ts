import { moneyText } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import { toHundredths } from '../draft/documentLines';
import { feeDay, feeFingerprint, feeIdentity, feeTotal } from '../draft/feeDraft';
import { isClosedDay, type DraftingCompany } from '../../quickbooks/company';
import { isUntouched, type FeeExpense } from '../../quickbooks/feeExpense';

/** What has to happen so that the expense agrees with the order's fees. */
export type FeePlan =
	| { readonly action: 'none' }
	| { readonly action: 'create' }
	| { readonly action: 'update' | 'delete'; readonly expense: FeeExpense }
	| { readonly action: 'needsAttention'; readonly reason: string };

/** What the books have of orders' fees. */
export interface FeesInBooks {
	readonly expenses: readonly FeeExpense[];
	/** The ids of expenses that were there and are not found by their mark any more, by identity. */
	readonly lost: ReadonlyMap<string, string>;
}

interface FeeCircumstances {
	readonly company: DraftingCompany;
	/** Null where nobody chose an account that the fees could come from. */
	readonly payFromAccountId: string | null;
}

/**
 * 1. Fees that the books have already, and those of an older version of the order, are left alone.
 * 2. Fees whose expense a person deleted, and those that cannot be booked, are for a person.
 * 3. An expense is made, brought to the fees as they are now, or taken away when nothing of them is left; one that people changed is theirs.
 */
export function planFees(order: SalesOrder, { expenses, lost }: FeesInBooks, circumstances: FeeCircumstances): FeePlan {
	const expense = expenses.find(({ marker }) => marker?.identity === feeIdentity(order));
	if (expense === undefined && order.sellingFees.every(({ amount }) => amount === 0)) return { action: 'none' };
	const isKnown = expense?.marker?.fingerprint === feeFingerprint(order);
	if (isKnown || (expense?.marker != null && order.modifiedAt < expense.marker.version)) return { action: 'none' };
	const gone = expense === undefined ? lost.get(feeIdentity(order)) : undefined;
	if (gone !== undefined) return { action: 'needsAttention', reason: lostReason(order, gone) };
	const trouble = feeTrouble(order, expense, circumstances);
	if (trouble !== null) return { action: 'needsAttention', reason: trouble };
	if (expense === undefined) return feeTotal(order) === 0 ? { action: 'none' } : { action: 'create' };
	return { action: feeTotal(order) === 0 ? 'delete' : 'update', expense };
}

/** Why the fees cannot be booked; null when they can. */
function feeTrouble(
	order: SalesOrder,
	expense: FeeExpense | undefined,
	{ company, payFromAccountId }: FeeCircumstances,
): string | null {
	return (
		currencyTrouble(order, company) ??
		amountTrouble(order) ??
		(payFromAccountId === null
			? 'Its selling fees are not booked: choose a Fees Paid From Account in this node, the bank account that the money of its sales goes to'
			: null) ??
		expenseTrouble(order, expense) ??
		dayTrouble(expense?.day ?? feeDay(order, company), company)
	);
}

/** Money is taken from where the order's money lies, in its currency: any other amount there would be a guess of the rate. */
function currencyTrouble(order: SalesOrder, { homeCurrency, multiCurrency }: DraftingCompany): string | null {
	const other = order.sellingFees.find(({ currency }) => currency !== order.currency);
	if (other !== undefined)
		return `Its selling fees (${feesOf(order)}) are in ${other.currency}, and the order is in ${order.currency}: book them by hand`;
	return multiCurrency || order.currency === homeCurrency
		? null
		: `Its selling fees (${feesOf(order)}) are in ${order.currency}, and the company has no other currency than ${homeCurrency}: book them by hand`;
}

function amountTrouble(order: SalesOrder): string | null {
	if (order.sellingFees.some(({ amount, currency }) => toHundredths(amount, currency) === null))
		return `Its selling fees (${feesOf(order)}) have a third decimal, and QuickBooks keeps two: book them by hand`;
	return feeTotal(order) < 0
		? `More of its selling fees was given back than was charged (${feesOf(order)}): book them by hand`
		: null;
}

function expenseTrouble(order: SalesOrder, expense: FeeExpense | undefined): string | null {
	if (expense === undefined || isUntouched(expense)) return null;
	return `Expense ${expense.number ?? expense.id} was changed in QuickBooks since it was posted, and its selling fees are ${feesOf(order)} now: correct it by hand`;
}

function lostReason(order: SalesOrder, id: string): string {
	return `The expense of its selling fees (id ${id}) was deleted in QuickBooks by someone, or its memo was written over: nothing is booked again. Book ${feesOf(order)} by hand if they should be in the books`;
}

function dayTrouble(day: string, company: DraftingCompany): string | null {
	return isClosedDay(day, company)
		? `Its selling fees are of ${day}, and the books are closed up to ${company.booksClosedUntil}: book them by hand`
		: null;
}

/** "1.25 USD Stripe fee, -1.00 USD Stripe fee given back" */
function feesOf({ sellingFees }: SalesOrder): string {
	return sellingFees.map(({ amount, currency, name }) => `${moneyText(amount, currency)} ${name}`).join(', ');
}
