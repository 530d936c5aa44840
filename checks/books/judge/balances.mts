import { SALE_TYPES, type BooksDocument } from '../books.mts';
import { latestVersion, type OrderHistory, type Version } from '../orderHistory.mts';
import { moneyBackOf, moneyOf } from '../orderTruth.mts';
import { amountText, sum, type Minor } from '../money.mts';
import type { Environment } from '../environment.mts';
import type { Finding } from './findings.mts';
import { nameOf } from './money.mts';

/**
 * What is open of an invoice that was paid: by how much its order went up since, less what credit memos took since (rules.md D8). Which
 * version was booked first as paid is known by its outcome; where a run had a fault, its answer may be lost.
 */
export function openAfterPayment(
	history: OrderHistory,
	documents: readonly BooksDocument[],
	{ total, balance, payments = [] }: BooksDocument,
): Minor {
	// QuickBooks counts the ids of its transactions up. What a memo took before the payment was not paid.
	const paidFrom = Math.min(...payments.filter((payment) => payment.total > 0).map(({ id }) => Number(id)));
	const isBefore = ({ id }: BooksDocument): boolean => Number.isFinite(paidFrom) && Number(id) < paidFrom;
	const memos = documents.filter((one) => one.type === 'CreditMemo' && !one.voided && !isBefore(one));
	const openSince = (paid: Minor): Minor => Math.max(0, total - paid - sum(memos.map((memo) => memo.total)));
	const paid = paidVersions(history, documents).map(({ truth }) => moneyOf(truth));
	const isCertain = [...history.runModes].every((mode) => mode === 'normal' || mode === 'sideBySide');
	const possible = paid.map(openSince);
	const first = possible[0] ?? 0;
	return !isCertain && balance !== null && possible.includes(balance) ? balance : first;
}

/**
 * What receipts paid back of an invoice that nobody pays in the books: more had gone back by then than the invoice held, and an edit that it did not show yet
 * has raised it since. All of that edit is open then (rules.md D3).
 */
export function paidBackBeforeEdit({ posted }: OrderHistory, documents: readonly BooksDocument[]): Minor {
	const paidBack = sum(
		documents.filter(({ type, voided }) => type === 'RefundReceipt' && !voided).map(({ total }) => total),
	);
	const possible = posted.flatMap(({ truth }, place) =>
		posted.slice(0, place).map((before) => sum(moneyBackOf(truth)) - moneyOf(before.truth)),
	);
	return possible.includes(paidBack) ? paidBack : 0;
}

/**
 * The versions that were booked as paid since a sale of the order last ended, the first of them first. A cancellation that asked for a
 * person ended none: there is no later document.
 */
function paidVersions({ outcomes, versions, posted }: OrderHistory, documents: readonly BooksDocument[]): Version[] {
	const isSecondLife = documents.filter(({ type }) => SALE_TYPES.includes(type)).length > 1;
	const lastOff = posted.findLast(({ state }) => state === 'cancelled')?.read.modifiedAt ?? '';
	const off = isSecondLife ? lastOff : '';
	return outcomes
		.filter(({ outcome, modifiedAt }) => BOOKED.includes(outcome) && modifiedAt > off)
		.flatMap(({ modifiedAt }) => versions.find(({ read }) => read.modifiedAt === modifiedAt) ?? [])
		.filter(({ truth }) => truth.paid);
}

const BOOKED = ['created', 'updated', 'credited', 'alreadyThere'];

/** What is open of an invoice: nothing once its payment is recorded, else what no credit memo has taken. A credit memo is used at once (rules.md D3). */
export function judgeBalances(
	history: OrderHistory,
	documents: readonly BooksDocument[],
	{ forms }: Environment,
): Finding[] {
	const active = documents.filter(({ voided }) => !voided);
	const invoices = active.filter(({ type }) => type === 'Invoice');
	const memos = active.filter(({ type }) => type === 'CreditMemo');
	const { paid } = latestVersion(history).truth;
	const credited = sum(memos.map(({ total }) => total));
	const isPaid = forms[history.channel].recordPayments && paid;
	const current = isPaid ? invoices.at(-1) : undefined;
	const open =
		current === undefined
			? sum(invoices.map(({ total }) => total)) - credited
			: openAfterPayment(history, documents, current);
	const is = sum(invoices.map(({ balance }) => balance ?? 0));
	const unused = memos.filter(({ balance }) => balance !== 0);
	return [
		...(is === open
			? []
			: [
					{
						fault: is > open ? ('missing' as const) : ('duplicates' as const),
						what: `${invoices.map(nameOf).join(', ')}: ${text(is, history)} is open, not ${text(open, history)}`,
						history,
					},
				]),
		...unused.map(
			(memo): Finding => ({ fault: 'missing', what: `${nameOf(memo)} is not used for its invoice`, history }),
		),
	];
}

function text(minor: number, history: OrderHistory): string {
	return amountText(minor, latestVersion(history).truth.currency);
}
