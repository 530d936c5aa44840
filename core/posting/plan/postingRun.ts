import { numberPrefix } from '../../model/orderIdentity';
import type { Payment } from '../../model/salesOrder';
import type { DraftFacts } from '../draft/draftSettings';
import { findPaymentRule } from '../draft/paymentRules';
import type { PostingOptions } from './postingOptions';
import type { PlanChoices } from './postingPlan';
import type { OrderItems, OrderToPost } from './stages';
import type { Company } from '../../quickbooks/quickBooksClient';
import type { TaxCode } from '../../quickbooks/taxCodes';

/** What all orders of a run share. */
export interface PostingRun {
	readonly company: Company;
	readonly taxCodes: readonly TaxCode[];
	readonly options: PostingOptions;
	/** QuickBooks' payment methods, by their names in lower case. */
	readonly paymentMethods: ReadonlyMap<string, string>;
	/** QuickBooks' account for money that is not at the bank yet; null where it has none, or nobody needs it. */
	readonly undepositedFundsId: string | null;
}

export function planChoices({ order, choices }: Pick<OrderToPost, 'order' | 'choices'>): PlanChoices {
	return { prefix: numberPrefix(order), goLive: choices.goLive };
}

/** What the documents of one order are drafted from. */
export function factsOf(
	{ items, lines, choices }: OrderItems & Pick<OrderToPost, 'choices'>,
	{ company, taxCodes }: PostingRun,
): DraftFacts {
	return { company, choices: choices.draft, taxCodes, lines, itemOf: (lineId) => items.get(lineId) ?? null };
}

/** The Id of QuickBooks' payment method for a payment of an order: the one chosen, else the one of the same name; null where there is none. */
export function findPaymentMethodId(
	{ order, choices }: Pick<OrderToPost, 'order' | 'choices'>,
	payment: Payment | undefined,
	{ paymentMethods }: PostingRun,
): string | null {
	const chosen = findPaymentRule(order, payment, choices.draft)?.methodId ?? null;
	return chosen ?? paymentMethods.get(payment?.method?.trim().toLowerCase() ?? '') ?? null;
}
