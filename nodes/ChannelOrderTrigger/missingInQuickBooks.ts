import type { IPollFunctions } from 'n8n-workflow';
import { momentFromMillis, type Moment } from '../../core/model/moment';
import { numberPrefix as prefixOf } from '../../core/model/orderIdentity';
import type { FindMissing } from '../../core/reconciling/lookAgainFeed';
import { missingOrdersFinder } from '../../core/reconciling/missingOrders';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { recordsPayments } from '../bridge/polling/recordsPayments';

/** QuickBooks is given up after so many milliseconds without a good answer: the next ordinary orders wait. */
const PATIENCE = 60_000;

interface ShopInBooks {
	/** The channel's id. */
	readonly channel: string;
	/** Null is the usual one of the channel. */
	readonly numberPrefix: string | null;
	/** Older orders are none of ours. */
	readonly goLive: Moment;
}

/** Connects QuickBooks with the trigger's credential, to find what it lacks of a shop's orders. Throws when it cannot be used. */
export async function missingInQuickBooks(
	context: IPollFunctions,
	{ channel, numberPrefix, goLive }: ShopInBooks,
): Promise<FindMissing> {
	const choices = { prefix: prefixOf(numberPrefix, channel), goLive };
	return await missingOrdersFinder(await connectQuickBooksFor(context, PATIENCE), {
		choices: () => choices,
		recordPayments: recordsPayments(context),
		now: momentFromMillis(Date.now()),
	});
}
