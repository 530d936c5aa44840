import type { IPollFunctions } from 'n8n-workflow';
import { momentFromMillis } from '../../core/model/moment';
import type { PlanChoices } from '../../core/posting/plan/postingPlan';
import type { FindMissing } from '../../core/reconciling/lookAgainFeed';
import { missingOrdersFinder } from '../../core/reconciling/missingOrders';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { recordsPayments } from '../bridge/polling/recordsPayments';

/** QuickBooks is given up after so many milliseconds without a good answer: the next ordinary orders wait. */
const PATIENCE = 60_000;

/** Connects QuickBooks with the trigger's credential, to find what it lacks of a shop's orders. Throws when it cannot be used. */
export async function missingInQuickBooks(context: IPollFunctions, choices: PlanChoices): Promise<FindMissing> {
	return await missingOrdersFinder(await connectQuickBooksFor(context, PATIENCE), {
		choices: () => choices,
		recordPayments: recordsPayments(context),
		now: momentFromMillis(Date.now()),
	});
}
