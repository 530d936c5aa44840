import type { ChannelAdapter } from '../channels/channelAdapter';
import { sum } from '../model/money';
import { dayIn, addSeconds, type Moment } from '../model/moment';
import { daysBefore } from '../orders/orderSelection';
import type { DocumentUrl } from '../quickbooks/documentUrl';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import {
	toCreditWithoutRefund,
	toDocumentUnreadable,
	toDocumentWithoutOrder,
	type CreditWithoutRefund,
	type DocumentUnreadable,
	type DocumentWithoutOrder,
} from './documentWithoutOrder';
import { creditsWithoutRefund } from '../quickbooks/orderInBooks';
import { findOurDocuments, type CreditsOfOrder, type OpenSalesDocument } from './openSalesDocuments';

/** Which documents are looked at. */
export interface WithoutOrderQuery {
	/** The channel's id. */
	readonly channel: string;
	/** As people call it. */
	readonly displayName: string;
	/** Of the account's document numbers. */
	readonly numberPrefix: string;
	/** How far back documents are looked at, by the day that they are booked on. */
	readonly days: number;
	readonly now: Moment;
}

/** A run asks for so many orders at most, each by a request of its own. */
const MAX_LOOKUPS = 200;

/** An order may be placed a day before its document's day begins elsewhere, and a shop's clock may be off by another. */
const ALLOWANCE_SECONDS = 2 * 24 * 3600;

/** Documents that were not looked at, told in one item. */
interface DocumentsNotChecked {
	readonly kind: 'documentsNotChecked';
	readonly channel: string;
	readonly account: string;
	readonly documents: number;
	readonly reason: string;
}

export type WithoutOrder = DocumentWithoutOrder | CreditWithoutRefund | DocumentUnreadable | DocumentsNotChecked;

/**
 * The sales in QuickBooks whose order the channel has no more, or only in its trash (rules.md D5), and the credits whose refund its order has no
 * more (D6), newest first. It writes nothing. Throws IntegrationError when either side cannot be asked.
 *
 * 1. Read the sales in QuickBooks, before the orders: an order that is posted meanwhile is not missed.
 * 2. Read the ids of the channel's orders of that time, and drop the sales that have one.
 * 3. Ask the channel for the order of each sale that is left, one by one.
 * 4. Ask the channel for the order of each credit of ours, as far as the limit of the run allows.
 * 5. Tell of those that are gone, trashed or archived, of those that cannot be read, and of those that were too many to ask for.
 */
export async function findDocumentsWithoutOrder(
	adapter: ChannelAdapter,
	client: QuickBooksClient,
	asked: WithoutOrderQuery,
): Promise<WithoutOrder[]> {
	const { channel, displayName, numberPrefix, days, now } = asked;
	const account = await adapter.readAccount();
	const since = daysBefore(now, days);
	const { timeZone } = await client.company();
	const scope = { channel, account, numberPrefix, from: dayIn(since, timeZone) };
	const { sales, credited, odd } = await findOurDocuments(client, scope);
	const unmatched = await notAmongOrders(sales, adapter, addSeconds(since, -ALLOWANCE_SECONDS));
	const found = await salesLeft(unmatched.slice(0, MAX_LOOKUPS), adapter, { ...asked, account });
	const isToldOf = ({ orderId }: CreditsOfOrder) => found.some((one) => one.orderId === orderId);
	const others = credited.filter((credits) => !isToldOf(credits));
	const lookups = Math.max(0, MAX_LOOKUPS - unmatched.length);
	const lost: CreditWithoutRefund[] = [];
	for (const credits of others.slice(0, lookups)) lost.push(...(await creditsLeft(credits, adapter, asked)));
	const left =
		Math.max(0, unmatched.length - MAX_LOOKUPS) + sum(others.slice(lookups).map(({ credits }) => credits.length));
	const unreadable = odd.map((one) => toDocumentUnreadable(one, { channel, account }, displayName));
	const documents = [...found, ...lost, ...unreadable].map((one) => linked(one, client.documentUrl));
	return [...documents, ...(left === 0 ? [] : [notChecked(left, { channel, account, days })])];
}

function linked<Row extends DocumentWithoutOrder | CreditWithoutRefund | DocumentUnreadable>(
	row: Row,
	urlOf: DocumentUrl,
): Row {
	const documentUrl = urlOf({ type: row.documentType, id: row.documentId });
	return documentUrl === null ? row : { ...row, documentUrl };
}

/** The sales whose order is not there, each order asked for by itself. */
async function salesLeft(
	sales: readonly OpenSalesDocument[],
	adapter: ChannelAdapter,
	{
		channel,
		displayName: channelName,
		numberPrefix: prefix,
		account,
	}: WithoutOrderQuery & { readonly account: string },
): Promise<DocumentWithoutOrder[]> {
	const found: DocumentWithoutOrder[] = [];
	for (const sale of sales) {
		const where = await adapter.readOrderPresence(sale.orderId);
		if (where !== 'there')
			found.push(toDocumentWithoutOrder({ channel, channelName, account, prefix, where, ...sale }));
	}
	return found;
}

/** Of an order that is gone, its sale is told of; one that cannot be read is told of where orders are read. */
async function creditsLeft(
	{ orderId, credits }: CreditsOfOrder,
	adapter: ChannelAdapter,
	{ displayName }: WithoutOrderQuery,
): Promise<CreditWithoutRefund[]> {
	const { orders } = await adapter.findOrder(orderId, { alsoSold: [] });
	const order = orders.find((one) => one.orderId === orderId);
	if (order === undefined) return [];
	return creditsWithoutRefund(order, credits).map((credit) => toCreditWithoutRefund(credit, order, displayName));
}

function notChecked(
	documents: number,
	{ channel, account, days }: Pick<DocumentsNotChecked, 'channel' | 'account'> & Pick<WithoutOrderQuery, 'days'>,
): DocumentsNotChecked {
	const reason = `${documents} more documents of the last ${days} days, sales without an order among those of that time or credits, were not looked at: a run asks for ${MAX_LOOKUPS} orders at most. See to the ones above, then run it again, or choose fewer days`;
	return { kind: 'documentsNotChecked', channel, account, documents, reason };
}

/** The sales whose order is not among those placed since then, newest first. */
async function notAmongOrders(
	sales: readonly OpenSalesDocument[],
	adapter: ChannelAdapter,
	since: Moment,
): Promise<OpenSalesDocument[]> {
	const ids = new Set(sales.map(({ orderId }) => orderId));
	if (ids.size === 0) return [];
	for await (const page of adapter.readOrderIdsPlacedSince(since)) page.forEach((orderId) => ids.delete(orderId));
	return sales.filter(({ orderId }) => ids.has(orderId)).sort((a, b) => b.document.day.localeCompare(a.document.day));
}
