import type { BooksDocument } from '../books.mts';
import { latestVersion, type OrderHistory } from '../orderHistory.mts';
import { amountText, sum } from '../money.mts';
import type { Environment } from '../environment.mts';
import type { Finding } from './findings.mts';
import { nameOf } from './money.mts';

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
	const open = isPaid ? 0 : sum(invoices.map(({ total }) => total)) - credited;
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
