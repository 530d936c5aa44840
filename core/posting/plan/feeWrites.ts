import { byAge } from '../../quickbooks/booksDocument';
import { moneyText } from '../../model/money';
import { documentNumber, requestId, SELLING_FEES } from '../../model/orderIdentity';
import type { SalesOrder } from '../../model/salesOrder';
import { draftFees, draftFeeUpdate, feeFingerprint, feeIdentity, feeTotal, type FeeFacts } from '../draft/feeDraft';
import { depositAccountOf } from '../draft/paymentRules';
import type { FeePlan } from './feePlan';
import type { PostingOptions } from './postingOptions';
import { withFollowing, withTrouble, type PostingOutcome } from './postingOutcome';
import { planChoices } from './postingRun';
import type { PostedOrder } from './stages';
import { isTransientFault, toRefusalText } from '../../quickbooks/faults';
import { isUntouched, type FeeExpense } from '../../quickbooks/feeExpense';
import type { Fault } from '../../quickbooks/quickBooksClient';
import type { Fields } from '../../reading/readUnknown';

/** An order whose fees the books may have to show, with its place in the run. */
export interface FeeOrder extends Pick<PostedOrder, 'order' | 'choices'> {
	readonly place: number;
}

type WritingFeePlan = Exclude<FeePlan, { readonly action: 'none' | 'needsAttention' }>;

/** An order whose fees are not in the books as they are now. */
export interface PlannedFees extends FeeOrder {
	readonly plan: WritingFeePlan;
	readonly payFromAccountId: string;
}

/** One expense to write. */
export interface FeeWrite {
	readonly identity: string;
	readonly fingerprint: string;
	readonly operation: 'create' | 'update';
	readonly body: Fields;
	readonly requestId: string;
}

/** Orders that say what they cost, whose sale stands in the books, and for which the user chose that. Of several versions of one the newest counts. */
export function ordersWithFees(postedOrders: readonly PostedOrder[]): FeeOrder[] {
	const newest = new Map<string, FeeOrder>();
	postedOrders.forEach(({ order, choices, outcome }, place) => {
		if (choices.sellingFees === null || order.sellingFees.length === 0) return;
		if (outcome.document === null || outcome.document.id === null) return;
		const known = newest.get(feeIdentity(order));
		if (known === undefined || order.modifiedAt >= known.order.modifiedAt)
			newest.set(feeIdentity(order), { place, order, choices });
	});
	return [...newest.values()];
}

/** The account that an order's fees are taken from: where its money goes to, unless the user chose another one. */
export function payFromAccount({ order, choices }: FeeOrder): string | null {
	return choices.sellingFees?.payFromAccountId ?? depositAccountOf(order, choices.draft);
}

/** Whom an order's fees are paid to. */
export function payeeOf({ order, choices }: FeeOrder, { channelName }: PostingOptions): string {
	const [first] = order.sellingFees;
	return choices.sellingFees?.payee ?? first?.chargedBy ?? channelName(order.channel);
}

/** The request that makes the expense or brings it up to date. */
export function draftFeeWrite(
	planned: PlannedFees,
	vendorId: string,
	{ facts, realmId }: { readonly facts: FeeFacts; readonly realmId: string },
): FeeWrite {
	const { order, choices, plan, payFromAccountId } = planned;
	const number = documentNumber(planChoices(planned).prefix, order, { refundId: SELLING_FEES });
	const expenseAccountId = choices.sellingFees?.expenseAccountId ?? '';
	const header = { number, vendorId, expenseAccountId, payFromAccountId };
	const isNew = plan.action === 'create';
	const body = isNew ? draftFees(order, header, facts) : draftFeeUpdate(order, plan.expense, header, facts);
	const identity = feeIdentity(order);
	return {
		identity,
		fingerprint: feeFingerprint(order),
		operation: isNew ? 'create' : 'update',
		body,
		requestId: requestId(realmId, identity, isNew ? 'create' : 'update', 1, body),
	};
}

/** Two runs may both find nothing and both write: of untouched expenses of one order the oldest stays. */
export function surplusExpenses(found: readonly FeeExpense[]): FeeExpense[] {
	const oldestFirst = [...new Map(found.map((expense) => [expense.id, expense])).values()].sort(byAge);
	return oldestFirst.filter((expense, place) => {
		const first = oldestFirst.findIndex(({ marker }) => marker?.identity === expense.marker?.identity);
		return expense.marker !== null && first < place && isUntouched(expense);
	});
}

/** What became of an order's expense. */
export type FeeResult =
	| { readonly result: 'written'; readonly expense: FeeExpense }
	| { readonly result: 'preview' | 'removed' | 'conflict' | 'gone' | 'notTaken' }
	| { readonly result: 'noVendor'; readonly reason: string }
	| { readonly result: 'refused'; readonly fault: Fault };

/** The order's outcome with what became of its expense. */
export function feeOutcome(before: PostingOutcome, { order, plan }: PlannedFees, result: FeeResult): PostingOutcome {
	const money = moneyText(feeTotal(order), order.currency);
	switch (result.result) {
		case 'written':
			return withFollowing(before, 'updated', toExpenseDocument(order, result.expense));
		case 'removed':
			return plan.action === 'create'
				? before
				: withFollowing(before, 'updated', { ...toExpenseDocument(order, plan.expense), total: 0 });
		case 'preview':
			return withPreview(before, `its selling fees of ${money} would be booked`);
		case 'noVendor':
			return withTrouble(before, `Its selling fees of ${money} are not booked. ${result.reason}.`);
		case 'gone':
			return withTrouble(
				before,
				`The expense of its selling fees was deleted in QuickBooks by someone: book ${money} by hand if it should be in the books.`,
			);
		case 'refused':
			return withTrouble(
				before,
				`Its selling fees of ${money} could not be booked. ${toRefusalText(result.fault)}`,
				isTransientFault(result.fault) ? 'failed' : 'needsAttention',
			);
		default:
			return withTrouble(before, `Its selling fees of ${money} could not be booked this time.`, 'failed');
	}
}

function withPreview(before: PostingOutcome, would: string): PostingOutcome {
	if (before.outcome !== 'alreadyThere' && before.outcome !== 'preview') return before;
	const reason = before.reason === null ? `It is there, and ${would}` : `${before.reason}, and ${would}`;
	return { ...before, outcome: 'preview', reason };
}

function toExpenseDocument(order: SalesOrder, { id, number }: FeeExpense) {
	return {
		type: 'Purchase',
		id,
		number,
		total: feeTotal(order),
		currency: order.currency,
		taxDifference: null,
	} as const;
}
