import { sum } from '../../model/money';
import { moneyBack, type CreditDraft } from '../draft/creditDraft';
import { depositAccountOf } from '../draft/paymentRules';
import type { PostingRun } from './postingRun';
import type { PostedSale } from './stages';
import type { BooksDocument } from '../../quickbooks/booksDocument';

type CreditType =
	| { readonly type: 'CreditMemo'; readonly payFromAccountId: null }
	| { readonly type: 'RefundReceipt'; readonly payFromAccountId: string };

const SHARED_CREDITS = [
	"QuickBooks applies credits by itself (Account and settings, Advanced, Automation), and with one customer for all orders of the channel it would pay other people's invoices with this one:",
	'switch that off, or choose One per Buyer',
].join(' ');

/**
 * A credit memo while the invoice still has so much open, else money that is paid back (rules.md D3).
 * A credit of units alone has nothing to pay: it is a credit memo.
 */
export function planCreditType(
	{ order, document }: PostedSale,
	credit: CreditDraft,
	{ before, run }: { readonly before: readonly BooksDocument[]; readonly run: PostingRun },
): CreditType | { readonly trouble: string } {
	const total = moneyBack(credit);
	const open = document.type === 'Invoice' ? document.balance - sum(before.map(({ balance }) => balance)) : 0;
	if (total === 0 || open >= total) {
		const isShared = total > 0 && run.company.autoAppliesCredits && run.options.customer.kind === 'channel';
		return isShared ? { trouble: SHARED_CREDITS } : { type: 'CreditMemo', payFromAccountId: null };
	}
	const payFromAccountId = depositAccountOf(order, run.options.draft) ?? run.undepositedFundsId;
	if (payFromAccountId === null)
		return {
			trouble:
				'QuickBooks has to know which account the money is paid from: choose a Deposit Account in this node (Payment Methods)',
		};
	return { type: 'RefundReceipt', payFromAccountId };
}
