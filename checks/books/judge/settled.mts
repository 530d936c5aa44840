import type { BooksDocument } from '../books.mts';
import { latestOf, type OrderFile } from '../history.mts';
import { amountText, minorOf, sum } from '../money.mts';
import type { World } from '../world.mts';
import type { Finding } from './findings.mts';
import { currentSale, nameOf } from './money.mts';

/** What is open of an invoice: nothing once its payment is recorded, else what no credit memo has taken. A credit memo is used at once (rules.md D3). */
export function judgeBalances(file: OrderFile, documents: readonly BooksDocument[], { forms }: World): Finding[] {
	const standing = documents.filter(({ voided }) => !voided);
	const invoices = standing.filter(({ type }) => type === 'Invoice');
	const memos = standing.filter(({ type }) => type === 'CreditMemo');
	const { paid } = latestOf(file).truth;
	const credited = sum(memos.map(({ total }) => total));
	const isPaid = forms[file.channel].recordPayments && paid;
	const open = isPaid ? 0 : sum(invoices.map(({ total }) => total)) - credited;
	const is = sum(invoices.map(({ balance }) => balance ?? 0));
	const unused = memos.filter(({ balance }) => balance !== 0);
	return [
		...(is === open
			? []
			: [
					{
						fault: is > open ? ('missing' as const) : ('duplicates' as const),
						what: `${invoices.map(nameOf).join(', ')}: ${text(is, file)} is open, not ${text(open, file)}`,
						file,
					},
				]),
		...unused.map((memo): Finding => ({ fault: 'missing', what: `${nameOf(memo)} is not used for its invoice`, file })),
	];
}

/** By how much tax may differ: what the rounding line takes up (rules.md G5). */
const FEWEST = 5;

/** The sale's tax is the channel's; elsewhere than in the US QuickBooks reckons it, and rounding may move it. */
export function judgeTax(file: OrderFile, documents: readonly BooksDocument[], { company }: World): Finding[] {
	const { truth } = latestOf(file);
	const wanted = minorOf(truth.taxTotal, truth.currency);
	// eBay names no tax outside of North America: it is in the price, and in the books by the code that the user chose for it.
	if (truth.channel === 'ebay' && company.country !== 'US') return [];
	const sale = currentSale(documents, minorOf(truth.total, truth.currency));
	if (sale === undefined) return [];
	const allowance = company.country === 'US' ? 0 : Math.max(FEWEST, Math.floor(sale.lines.length / 2));
	return Math.abs(sale.tax - wanted) <= allowance
		? []
		: [
				{
					fault: 'offByACent',
					what: `${nameOf(sale)} has ${text(sale.tax, file)} of tax, the order ${text(wanted, file)}`,
					file,
				},
			];
}

function text(minor: number, file: OrderFile): string {
	return amountText(minor, latestOf(file).truth.currency);
}
