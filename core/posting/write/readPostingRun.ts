import { moneyPayments } from '../../model/payments';
import { depositAccountOf, saleTypes } from '../draft/paymentRules';
import type { PostingOptions } from '../plan/postingOptions';
import type { PostingRun } from '../plan/postingRun';
import { isCreating } from '../plan/postingPlan';
import type { PlannedOrder } from '../plan/stages';
import { needsTaxCodes } from '../../quickbooks/company';
import { findAccount, readRows } from '../../quickbooks/queryLanguage';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readTaxCodes } from '../../quickbooks/taxCodes';
import { readNonEmptyText } from '../../reading/readUnknown';

/** Reads what the orders of a run share, as far as any of them needs it: at most four reads, however many orders there are. */
export async function readPostingRun(
	client: QuickBooksClient,
	plannedOrders: readonly PlannedOrder[],
	options: PostingOptions,
): Promise<PostingRun> {
	const company = await client.company();
	const active = plannedOrders.filter(mayWrite);
	const namesPayment = active.some(
		({ order, choices }) =>
			moneyPayments(order).some(({ method }) => method !== null) &&
			(choices.recordPayments || saleTypes(choices.draft).includes('SalesReceipt')),
	);
	const paysBack = active.some(
		({ order, choices }) =>
			depositAccountOf(order, choices.draft) === null &&
			(order.refunds.length > 0 || order.state === 'cancelled' || order.state === 'refunded'),
	);
	return {
		company,
		options,
		taxCodes: active.length > 0 && needsTaxCodes(company) ? await readTaxCodes(client) : [],
		paymentMethods: namesPayment ? await readPaymentMethods(client) : new Map(),
		undepositedFundsId: paysBack ? await findAccount(client, 'Other Current Asset', 'UndepositedFunds') : null,
	};
}

/** Also true for what is compared with that which would be written. */
function mayWrite({ plan }: PlannedOrder): boolean {
	return (
		isCreating(plan) ||
		plan.action === 'recognise' ||
		plan.action === 'update' ||
		(plan.action === 'alreadyThere' && plan.isCurrent)
	);
}

async function readPaymentMethods(client: QuickBooksClient): Promise<Map<string, string>> {
	const rows = await readRows(client, 'PaymentMethod', ['']);
	return new Map(
		rows.map((row) => [
			readNonEmptyText(row.Name, 'PaymentMethod.Name').toLowerCase(),
			readNonEmptyText(row.Id, 'PaymentMethod.Id'),
		]),
	);
}
