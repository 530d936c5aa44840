import type { ChannelAdapter } from '../channels/channelAdapter';
import { dayIn, shifted, type Moment } from '../model/moment';
import { formatMoney, type Money } from '../model/money';
import { identityIn, type DocumentIdentity } from '../model/orderIdentity';
import { daysBefore } from '../orders/orderSelection';
import type { BooksDocument } from '../quickbooks/booksDocument';
import { readDocumentsWhere } from '../quickbooks/documents';
import { datedFrom } from '../quickbooks/queryLanguage';
import { DOCUMENT_TYPES, type QuickBooksClient } from '../quickbooks/quickBooksClient';

/** A sale in QuickBooks whose order the channel does not show any more (rules.md D5), as it travels to people. */
export interface DocumentWithoutOrder {
	readonly kind: 'documentWithoutOrder';
	readonly channel: string;
	readonly account: string;
	readonly orderId: string;
	/** Null where the document's number does not tell it. */
	readonly orderNumber: string | null;
	readonly documentType: BooksDocument['type'];
	readonly documentId: string;
	readonly documentNumber: string | null;
	/** Decimal, in the document's currency. */
	readonly total: string;
	readonly currency: string;
	/** The day that it is booked on, YYYY-MM-DD. */
	readonly date: string;
	/** What happened, and what a person can do. */
	readonly reason: string;
}

export interface LostOrder {
	readonly channel: string;
	/** As people call the channel. */
	readonly channelName: string;
	readonly account: string;
	readonly orderId: string;
	/** Of the account's document numbers. */
	readonly prefix: string;
	readonly document: BooksDocument;
	/** What was credited of the document. */
	readonly credited: Money;
	readonly where: 'trashed' | 'archived' | 'gone';
}

export function documentWithoutOrder(lost: LostOrder): DocumentWithoutOrder {
	const { channel, account, orderId, prefix, document } = lost;
	return {
		kind: 'documentWithoutOrder',
		channel,
		account,
		orderId,
		orderNumber: orderNumberIn(document, prefix),
		documentType: document.type,
		documentId: document.id,
		documentNumber: document.number,
		total: formatMoney(document.total, document.currency),
		currency: document.currency,
		date: document.day,
		reason: `${whatHappened(lost)}. ${whatToDo(lost)}.`,
	};
}

const PLACES = { trashed: 'only in the trash', archived: 'only in its archive' } as const;

function whatHappened({ channelName, orderId, prefix, document, where, credited }: LostOrder): string {
	const order = `order ${orderNumberIn(document, prefix) ?? `with the id ${orderId}`}`;
	const lost =
		where === 'gone' ? `${channelName} has no ${order} any more` : `${channelName} has ${order} ${PLACES[where]}`;
	const amount = (money: Money) => formatMoney(money, document.currency);
	const less = credited === 0 ? '' : `, of which ${amount(credited)} is credited`;
	return `${lost}; QuickBooks still has ${typeIn(document)} ${document.number ?? `without number (id ${document.id})`} of ${amount(document.total)} ${document.currency}${less}`;
}

/** A document is never voided beside a credit that stands (rules.md D1). */
function whatToDo({ document, credited, where }: LostOrder): string {
	const undo =
		credited === 0
			? `void the ${typeIn(document)}`
			: `credit the remaining ${formatMoney(document.total - credited, document.currency)}`;
	return `If the sale did not happen, ${undo}; if it did, leave it${where === 'gone' ? '' : ', or restore the order'}`;
}

function typeIn({ type }: BooksDocument): string {
	return type === 'Invoice' ? 'invoice' : 'sales receipt';
}

/** A number of this length may be a hash. */
const LONGEST_NUMBER = 21;

/** The number that people know the order by, as far as the document's shows it: prefix, number, and from the second document of an order on "-2". */
function orderNumberIn({ number, marker }: BooksDocument, prefix: string): string | null {
	const generation = marker?.generation ?? 1;
	const suffix = generation === 1 ? '' : `-${generation}`;
	const isPlain =
		number !== null && number.length < LONGEST_NUMBER && number.startsWith(prefix) && number.endsWith(suffix);
	return isPlain ? number.slice(prefix.length, number.length - suffix.length) : null;
}

/** A document of ours that holds the sale of an order. */
export interface StandingSale {
	readonly orderId: string;
	readonly document: BooksDocument;
	/** What our credits have taken back of it. */
	readonly credited: Money;
}

export interface WhoseSales extends Pick<DocumentIdentity, 'channel' | 'account'> {
	/** Booked on this day (YYYY-MM-DD) or later. */
	readonly from: string;
}

/**
 * The invoices and sales receipts of ours that hold something of a sale of this account: not voided, not closed, not credited in full.
 * A read for each 1,000 documents of each type that the company has since that day. Throws IntegrationError when QuickBooks cannot be asked.
 */
export async function standingSales(
	client: QuickBooksClient,
	{ channel, account, from }: WhoseSales,
): Promise<StandingSale[]> {
	const isOurs = (identity: DocumentIdentity | null) => identity?.channel === channel && identity.account === account;
	const isWanted = ({ marker, voided }: BooksDocument) =>
		marker?.voidReason === null && !voided && isOurs(identityIn(marker.identity));
	const documents = await readDocumentsWhere(client, datedFrom(from), { types: DOCUMENT_TYPES, isKept: isWanted });
	const credits = new Map<string, Money>();
	for (const credit of documents.filter((document) => !isSale(document)))
		credits.set(saleOf(credit), (credits.get(saleOf(credit)) ?? 0) + credit.total);
	return documents.filter(isSale).flatMap((document) => {
		const credited = credits.get(saleOf(document)) ?? 0;
		return document.total > 0 && credited >= document.total
			? []
			: [{ orderId: orderIdOf(document), document, credited }];
	});
}

function isSale({ type }: BooksDocument): boolean {
	return type === 'Invoice' || type === 'SalesReceipt';
}

/** Equal for a sale and the credits that take of it. */
function saleOf(document: BooksDocument): string {
	return JSON.stringify([orderIdOf(document), document.marker?.generation]);
}

function orderIdOf({ marker }: BooksDocument): string {
	return identityIn(marker?.identity ?? '')?.orderId ?? '';
}

export interface WithoutOrderAsked {
	/** The channel's id. */
	readonly channel: string;
	readonly displayName: string;
	readonly numberPrefix: string;
	/** How far back documents are looked at, by the day that they are booked on. */
	readonly days: number;
	readonly now: Moment;
}

/** Each order that is not among those of the time is one request. */
const MOST_ASKED = 200;

/** An order may be placed a day before its document's day begins elsewhere, and a shop's clock may be off by another. */
const ALLOWANCE_SECONDS = 2 * 24 * 3600;

/** Documents that were not looked at, told in one item. */
export interface DocumentsNotChecked {
	readonly kind: 'documentsNotChecked';
	readonly channel: string;
	readonly account: string;
	readonly documents: number;
	readonly reason: string;
}

/**
 * The sales in QuickBooks whose order the channel has no more, or only in its trash (rules.md D5), newest first. Writes nothing. Documents are
 * read before orders, so that an order that is posted meanwhile is not missed. Throws IntegrationError when either side cannot be asked.
 */
export async function documentsWithoutOrder(
	adapter: ChannelAdapter,
	client: QuickBooksClient,
	asked: WithoutOrderAsked,
): Promise<Array<DocumentWithoutOrder | DocumentsNotChecked>> {
	const { channel, displayName, numberPrefix: prefix, days, now } = asked;
	const account = await adapter.account();
	const since = daysBefore(now, days);
	const { timeZone } = await client.company();
	const sales = await standingSales(client, { channel, account, from: dayIn(since, timeZone) });
	const unseen = await notAmongOrders(sales, adapter, shifted(since, -ALLOWANCE_SECONDS));
	const found: DocumentWithoutOrder[] = [];
	for (const { orderId, ...sale } of unseen.slice(0, MOST_ASKED)) {
		const where = await adapter.orderPresence(orderId);
		if (where !== 'there')
			found.push(documentWithoutOrder({ channel, channelName: displayName, account, orderId, prefix, where, ...sale }));
	}
	const left = unseen.length - MOST_ASKED;
	return left <= 0
		? found
		: [
				...found,
				{
					kind: 'documentsNotChecked',
					channel,
					account,
					documents: left,
					reason: `${left} more documents have no order among those of the last ${days} days, and were not looked at: a run asks for ${MOST_ASKED} orders at most. See to the ones above, then run it again, or choose fewer days`,
				},
			];
}

/** Newest first; an order that is older than its document says is asked for by its id. */
async function notAmongOrders(
	sales: readonly StandingSale[],
	adapter: ChannelAdapter,
	since: Moment,
): Promise<StandingSale[]> {
	const ids = new Set(sales.map(({ orderId }) => orderId));
	if (ids.size === 0) return [];
	for await (const page of adapter.orderIdsPlacedSince(since)) page.forEach((orderId) => ids.delete(orderId));
	return sales.filter(({ orderId }) => ids.has(orderId)).sort((a, b) => b.document.day.localeCompare(a.document.day));
}
