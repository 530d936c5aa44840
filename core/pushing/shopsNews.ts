import type { OpenOrders } from '../availability/openOrders';
import { findOversold, type Oversold } from '../availability/oversold';
import { newlyOversold } from '../availability/oversoldAlerts';
import { announce, type Announcement } from '../memory/workflowRun';
import type { ItemWithoutSku } from '../model/itemWithoutSku';
import type { HeldLevel } from '../availability/heldLevel';
import { itemsDue } from './pushAlerts';
import type { UnmatchedMember } from './sharedStockOfShops';
import type { Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/** What a run has to say that is not of one listing. `isDue` where people are to be told. */
export interface ShopsNews {
	readonly oversold: readonly Oversold[];
	/** Items without SKU, or that cannot be read: once a day. */
	readonly items: ReadonlyArray<{ readonly item: ItemWithoutSku; readonly isDue: boolean }>;
	/** Variations that share a stock and of which QuickBooks has no level: once a day. */
	readonly unmatched: ReadonlyArray<UnmatchedMember & { readonly isDue: boolean }>;
	/** Shops of which not all open orders are known, so that nothing goes up: once a day, and at once where a person has to mend another one. */
	readonly unread: ReadonlyArray<{ readonly shop: Shop; readonly reason: string; readonly isDue: boolean }>;
}

interface Findings {
	readonly levels: readonly HeldLevel[];
	readonly items: readonly ItemWithoutSku[];
	readonly unmatched: readonly UnmatchedMember[];
	readonly shops: readonly Shop[];
	/** Of the shops, in their order. */
	readonly openOrders: readonly OpenOrders[];
}

/** Which of the findings people are to be told of; they count as told. */
export async function newsOf(
	{ levels, items, unmatched, shops, openOrders }: Findings,
	{ run, memory, clock }: ShopsRun,
): Promise<ShopsNews> {
	const announcement = { run, alerts: memory.alerts, now: clock() };
	const due = await itemsDue(items, levels, announcement);
	return {
		oversold: await newlyOversold(levels, findOversold(levels), announcement),
		items: items.map((item, place) => ({ item, isDue: due[place] === true })),
		unmatched: await dueMembers(unmatched, announcement),
		unread: await unreadShops(shops, openOrders, announcement),
	};
}

function nameFor({ run }: Announcement, subject: string, { channel, account }: Shop): string {
	return `${subject} ${run.node} ${channel.id} ${account ?? ''}`;
}

async function dueMembers(
	unmatched: readonly UnmatchedMember[],
	announcement: Announcement,
): Promise<ShopsNews['unmatched']> {
	const due = await announce(
		unmatched.map(({ shop, member }) => ({
			name: `${nameFor(announcement, 'unmatched', shop)} ${member.listing.listingRef}`,
		})),
		announcement,
	);
	return unmatched.map((one, place) => ({ ...one, isDue: due[place] === true }));
}

async function unreadShops(
	shops: readonly Shop[],
	openOrders: readonly OpenOrders[],
	announcement: Announcement,
): Promise<ShopsNews['unread']> {
	const nameOf = (shop: Shop) => nameFor(announcement, 'unread', shop);
	const read = shops.flatMap((shop, place) => {
		const ofShop = openOrders[place];
		return ofShop === undefined ? [] : [{ shop, trouble: ofShop.trouble }];
	});
	await announcement.alerts.end(read.flatMap(({ shop, trouble }) => (trouble === null ? [nameOf(shop)] : [])));
	const unread = read.flatMap(({ shop, trouble }) => (trouble === null ? [] : [{ shop, trouble }]));
	const due = await announce(
		// What may pass by itself is said otherwise in each run, as with how long it was waited for.
		unread.map(({ shop, trouble: { reason, passing } }) => ({ name: nameOf(shop), text: passing ? '' : reason })),
		announcement,
	);
	return unread.map(({ shop, trouble: { reason } }, place) => ({ shop, reason, isDue: due[place] === true }));
}
