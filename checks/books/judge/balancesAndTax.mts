import type { BooksDocument } from '../books.mts';
import { latestVersion, type OrderHistory } from '../orderHistory.mts';
import { amountText, minorOf, sum } from '../money.mts';
import type { Environment } from '../environment.mts';
import type { Finding } from './findings.mts';
import { currentSale, nameOf } from './money.mts';

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

/** By how much tax may differ: what the rounding line takes up (rules.md G5). */
const FEWEST = 5;

/** The sale's tax is the channel's; elsewhere than in the US QuickBooks reckons it, and rounding may move it. */
export function judgeTax(
	history: OrderHistory,
	documents: readonly BooksDocument[],
	{ company }: Environment,
): Finding[] {
	const { truth } = latestVersion(history);
	const expectedTax = minorOf(truth.taxTotal, truth.currency);
	// eBay names no tax outside of North America: it is in the price, and in the books by the code that the user chose for it.
	if (truth.channel === 'ebay' && company.country !== 'US') return [];
	const sale = currentSale(documents, minorOf(truth.total, truth.currency));
	if (sale === undefined) return [];
	const allowance = company.country === 'US' ? 0 : Math.max(FEWEST, Math.floor(sale.lines.length / 2));
	return Math.abs(sale.tax - expectedTax) <= allowance
		? []
		: [
				{
					fault: 'offByACent',
					what: `${nameOf(sale)} has ${text(sale.tax, history)} of tax, the order ${text(expectedTax, history)}`,
					history,
				},
			];
}

function text(minor: number, history: OrderHistory): string {
	return amountText(minor, latestVersion(history).truth.currency);
}
