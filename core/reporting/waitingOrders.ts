import type { ChannelAdapter, UnreadableOrder } from '../channels/channelAdapter';
import type { Memory } from '../memory/memory';
import { moneyText } from '../model/money';
import type { Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { addSeconds } from '../model/moment';
import {
	COMPARED_AT_ONCE,
	COMPARED_STATES,
	daysBefore,
	isSelected,
	isUnchangedLately,
	queryStart,
	type OrderSelection,
} from '../orders/orderSelection';
import { recallReasons } from '../posting/waitingReasons';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { findMissingOrders } from '../reconciling/missingOrders';
import { ageInWords } from './age';
import { reasonsToWait } from './reasonsToWait';
import { PATIENCE } from '../pushing/shop';
import type { ReportedShop } from './reportedShop';
import type { ReportPart } from './reportPart';
import { reportRow, type ReportRow } from './reportRow';

/** What changed within this time is on its way through the sync, seconds. */
const ON_ITS_WAY = 15 * 60;

export interface Look {
	readonly client: QuickBooksClient;
	readonly memory: Memory;
	/** How far back orders and documents are looked at. */
	readonly days: number;
	readonly now: Moment;
	readonly ignoreCase: boolean;
}

/**
 * The orders of a shop that QuickBooks does not have as they are now, with age and reason, and those that cannot be read. Nothing is written.
 * Throws IntegrationError when either side cannot be asked.
 *
 * 1. Read the shop's orders since the start of the sync, as far back as is asked for.
 * 2. Keep those that QuickBooks lacks, and those that Create QBO Invoice said last that a person has to see to.
 * 3. Say why each of them waits.
 */
export async function findWaitingOrders(shop: ReportedShop, look: Look): Promise<ReportPart> {
	const { client, memory, days, now, ignoreCase } = look;
	const { placedFrom, alsoSold } = shop.query;
	const adapter = await shop.connect(PATIENCE);
	const selection = {
		since: daysBefore(now, days),
		placedFrom,
		states: COMPARED_STATES,
		changedUntil: addSeconds(now, -ON_ITS_WAY),
	};
	const unreadable: UnreadableOrder[] = [];
	const waiting: SalesOrder[] = [];
	const choices = () => ({ prefix: shop.prefix, goLive: placedFrom });
	for await (const some of someAtATime(adapter, selection, { alsoSold, unreadable })) {
		const orders = some.map((order) => ({ ...order, booksPrefix: shop.prefix }));
		const lacked = new Set(await findMissingOrders(client, orders, { choices, recordPayments: false, now }));
		const said = await recallReasons(memory, orders, now);
		waiting.push(...orders.filter((order) => lacked.has(order) || said.has(order)));
	}
	const channelName = shop.channel.displayName;
	const reasons = await reasonsToWait(waiting, { client, memory, now, ignoreCase, placedFrom, channelName });
	const rows = waiting.map((order) => toWaitingRow(order, { channelName, now, reason: reasons.get(order) }));
	return { rows: [...rows, ...unreadable.map((one) => toUnreadableRow(one, channelName))], failures: [] };
}

/** The selected orders, oldest first, many at a time. What cannot be read is put aside. */
async function* someAtATime(
	adapter: ChannelAdapter,
	selection: OrderSelection,
	{ alsoSold, unreadable }: { readonly alsoSold: readonly string[]; readonly unreadable: UnreadableOrder[] },
): AsyncIterable<SalesOrder[]> {
	let some: SalesOrder[] = [];
	for await (const page of adapter.readOrdersPlacedSince(queryStart(selection), { alsoSold })) {
		some.push(...page.orders.filter((order) => isSelected(order, selection)));
		unreadable.push(...page.unreadable.filter(({ modifiedAt }) => isUnchangedLately(modifiedAt, selection)));
		if (some.length < COMPARED_AT_ONCE) continue;
		yield some;
		some = [];
	}
	if (some.length > 0) yield some;
}

/** Of an order behind the first ones of a shop. */
const NOT_LOOKED_INTO = 'It was not looked into, since so many wait: the first orders of the channel say why';

interface Waiting {
	readonly channelName: string;
	readonly now: Moment;
	readonly reason: string | undefined;
}

function toWaitingRow(order: SalesOrder, { channelName, now, reason = NOT_LOOKED_INTO }: Waiting): ReportRow {
	const { orderNumber, orderId, orderUrl, placedAt, channel } = order;
	const buyer = buyerOf(order);
	const total = moneyText(order.total, order.currency);
	const age = ageInWords(placedAt, now);
	const who = buyer === null ? total : `${buyer}, ${total}`;
	return reportRow('order', `Order ${orderNumber} of ${channelName} (${who}) waits, placed ${age} ago: ${reason}`, {
		orderNumber,
		channelName,
		buyer,
		total,
		age,
		reason,
		orderUrl,
		placedAt,
		channel,
		orderId,
	});
}

export function buyerOf({ customer: { name, company, email } }: SalesOrder): string | null {
	return name ?? company ?? email;
}

function toUnreadableRow(unreadable: UnreadableOrder, channelName: string): ReportRow {
	const { channel, orderId, orderUrl, reason, path } = unreadable;
	const which = orderId === null ? 'An order' : `Order ${orderId}`;
	const why = `It cannot be read, so it is not posted: ${path}: ${reason}`;
	return reportRow('order', `${which} of ${channelName} cannot be read, so it is not posted: ${path}: ${reason}`, {
		orderNumber: orderId,
		channelName,
		reason: why,
		orderUrl,
		channel,
		orderId,
	});
}
