import type { Memory } from '../memory/memory';
import type { Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { NOTHING_CHOSEN } from '../posting/draft/draftSettings';
import type { PostingChoices } from '../posting/plan/postingOptions';
import { asksForAttention } from '../posting/plan/postingOutcome';
import { postOrders } from '../posting/postOrders';
import { recallReasons } from '../posting/waitingReasons';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

/** Of more orders it is not worked out why they wait: the first ones say it. */
const MOST_PREVIEWED = 100;

/** A preview is not held back by the fuse of old orders. */
const FOR_EVER: Moment = '9999-12-31T00:00:00.000Z';

interface Judging {
	readonly client: QuickBooksClient;
	readonly memory: Memory;
	readonly now: Moment;
	readonly ignoreCase: boolean;
	readonly placedFrom: Moment | null;
	/** The channel's name for people. */
	readonly channelName: string;
}

/**
 * Why QuickBooks lacks each of these orders, for people: what Create QBO Invoice said of it last, or else what a preview of it says by the usual
 * settings. Nothing is written.
 */
export async function reasonsToWait(
	orders: readonly SalesOrder[],
	{ client, memory, now, ignoreCase, placedFrom, channelName }: Judging,
): Promise<ReadonlyMap<SalesOrder, string>> {
	const recalled = await recallReasons(memory, orders, now);
	const unknown = orders.filter((order) => !recalled.has(order)).slice(0, MOST_PREVIEWED);
	if (unknown.length === 0) return recalled;
	const choices = usualChoices(placedFrom);
	const previews = await postOrders(
		client,
		unknown.map((order) => ({ order, match: null, choices })),
		{ writes: false, now, ignoreCase, channelName: () => channelName },
	);
	const said = previews.map(({ order, outcome }) => {
		const isAsked = asksForAttention(outcome) && outcome.reason !== null;
		return [order, isAsked ? `${outcome.reason} (${BY_PREVIEW})` : NOTHING_IN_THE_WAY] as const;
	});
	return new Map([...recalled, ...said]);
}

const BY_PREVIEW = 'as a preview with the usual settings of Create QBO Invoice says';

const NOTHING_IN_THE_WAY =
	'Nothing stands in its way: it comes by itself within the hour. If it does not, look whether the workflow of the sync is published and its runs succeed';

/** Create QBO Invoice as it is shipped. */
function usualChoices(goLive: Moment | null): PostingChoices {
	return {
		goLive,
		letThroughUntil: FOR_EVER,
		overwrittenMemos: 'needsAttention',
		customer: { kind: 'channel', name: null },
		missingItems: { kind: 'needsAttention' },
		recordPayments: false,
		sellingFees: null,
		draft: NOTHING_CHOSEN,
	};
}
