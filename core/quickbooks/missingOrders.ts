import type { Moment } from '../model/moment';
import { isSettled } from '../domain/orderSettled';
import { planWithoutLookingUp, type PlanChoices } from '../posting/plan/postingPlan';
import type { SalesOrder } from '../model/salesOrder';
import { documentsOfOrders } from './documents';
import type { QuickBooksClient } from './quickBooksClient';

export interface MissingChoices {
	readonly choices: (order: SalesOrder) => PlanChoices;
	/** Whether payments are recorded: see PostingOptions. */
	readonly recordPayments: boolean;
	readonly now: Moment;
}

/**
 * The orders that QuickBooks does not have as they are now, in the order given: those of which Create QBO Invoice would write
 * something, or ask a person something. They are judged by the same plans; all are looked up together, and nothing is written.
 * Throws IntegrationError when QuickBooks cannot be asked: an order is never called missing because of that.
 */
export async function missingOrders(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	{ choices, ...how }: MissingChoices,
): Promise<SalesOrder[]> {
	const open = orders.filter((order) => planWithoutLookingUp(order, choices(order)) === null);
	if (open.length === 0) return [];
	const company = await client.company();
	const found = await documentsOfOrders(client, open, choices);
	return open.filter((order) => !isSettled(order, found, { ...choices(order), ...how, company }));
}
