import { sum, type Money } from '../../model/money';
import { identityKey, identityOf, payoutOf } from '../../model/orderIdentity';
import { moneyBack, type CreditDraft } from '../draft/creditDraft';
import { depositAccountOf } from '../draft/paymentRules';
import { dueTotal } from '../draft/saleInBooks';
import { worthOf } from '../draft/tenderParts';
import type { PostingRun } from './postingRun';
import type { PostedSale } from './stages';

/** `paidOut`: what of a credit memo a receipt of its own pays back. */
type CreditType =
	| { readonly type: 'CreditMemo'; readonly payFromAccountId: null; readonly paidOut: Money }
	| { readonly type: 'RefundReceipt'; readonly payFromAccountId: string; readonly paidOut: 0 };

const SHARED_CREDITS = [
	"QuickBooks applies credits by itself (Account and settings, Advanced, Automation), and with one customer for all orders of the channel it would pay other people's invoices with this one:",
	'switch that off, or choose One per Buyer',
].join(' ');

/**
 * What goes back takes first what is open of the invoice, by a credit memo; only what was paid is paid back out of an account (rules.md D3).
 *
 * 1. A credit of units alone has nothing to pay: it is a credit memo.
 * 2. So is one of no more than is open.
 * 3. Where nothing is open it is a refund receipt.
 * 4. Anything between is a credit memo of which a receipt pays back what was paid; the receipt that is there already says how much.
 */
export function planCreditType(sale: PostedSale, credit: CreditDraft, run: PostingRun): CreditType | Trouble {
	const total = moneyBack(credit);
	const isReceipt = credit.parts.length === 0 && credit.payout.length > 0;
	const before = paidOutBefore(sale, credit);
	const open = isReceipt ? 0 : before === null ? openOf(sale) + takenByLost(sale, total) : total - before;
	if (total === 0 || open >= total) return planMemo(sale, { paidOut: 0, hasMoney: total > 0 }, run);
	const payFromAccountId = depositAccountOf(sale.order, sale.choices.draft) ?? run.undepositedFundsId;
	if (payFromAccountId === null)
		return {
			trouble:
				'QuickBooks has to know which account the money is paid from: choose a Deposit Account in this node (Payment Methods)',
		};
	return open > 0
		? planMemo(sale, { paidOut: total - open, hasMoney: true }, run)
		: { type: 'RefundReceipt', payFromAccountId, paidOut: 0 };
}

interface Trouble {
	readonly trouble: string;
}

function planMemo(
	{ choices }: PostedSale,
	{ paidOut, hasMoney }: { readonly paidOut: Money; readonly hasMoney: boolean },
	{ company }: PostingRun,
): CreditType | Trouble {
	const isShared = hasMoney && company.autoAppliesCredits && choices.customer.kind === 'channel';
	return isShared ? { trouble: SHARED_CREDITS } : { type: 'CreditMemo', payFromAccountId: null, paidOut };
}

/** What is open of the invoice once the credit memos that stand are used for it. A tax that QuickBooks works out otherwise is the same on both. */
function openOf({ document, credits, facts }: PostedSale): Money {
	const open = document.type === 'Invoice' ? document.balance - sum(credits.map(({ balance }) => balance)) : 0;
	return open <= 0 ? 0 : open + dueTotal(document, facts) - worthOf(document);
}

/** What a credit memo of this amount took of the invoice already that has lost its mark: it may be this very credit, which is not open to pay twice. */
function takenByLost({ document, found }: PostedSale, total: Money): Money {
	const uses = new Set(document.linked.map(({ type, id }) => `${type} ${id}`));
	const lost = found.find(
		(one) =>
			one.type === 'CreditMemo' &&
			one.marker === null &&
			one.total === total &&
			one.linked.some(({ type, id }) => uses.has(`${type} ${id}`)),
	);
	return lost === undefined ? 0 : lost.total - lost.balance;
}

/** What a receipt pays back beside the credit already; null where there is none. */
function paidOutBefore({ order, credits }: PostedSale, { refundId }: CreditDraft): Money | null {
	const identity = identityKey(identityOf(order, payoutOf(refundId)));
	return credits.find(({ marker }) => marker?.identity === identity)?.total ?? null;
}
