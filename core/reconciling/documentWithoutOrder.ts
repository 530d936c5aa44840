import { formatMoney, type Money } from '../model/money';
import { parseIdentityKey } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import { worthOf } from '../posting/draft/tenderParts';
import { nameOf, type BooksDocument } from '../quickbooks/booksDocument';
import type { OddDocument } from '../quickbooks/oddDocuments';

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
	/** Where people see it in QuickBooks; absent where that is not known. */
	readonly documentUrl?: string;
	/** Decimal, in the document's currency. */
	readonly total: string;
	readonly currency: string;
	/** The day that it is booked on, YYYY-MM-DD. */
	readonly date: string;
	/** What happened, and what a person can do. */
	readonly reason: string;
}

/** A credit in QuickBooks whose refund the order does not list any more (rules.md D6), as it travels to people. */
export interface CreditWithoutRefund extends Omit<DocumentWithoutOrder, 'kind'> {
	readonly kind: 'creditWithoutRefund';
	/** Where people see the order in the shop's admin; absent where that is not known. */
	readonly orderUrl?: string;
	/** The channel's id of the refund that is gone. */
	readonly refundId: string;
}

/** A document in QuickBooks that cannot be read, so that it cannot be compared with its order, as it travels to people. */
export interface DocumentUnreadable extends Pick<
	DocumentWithoutOrder,
	'channel' | 'account' | 'documentType' | 'documentId' | 'documentNumber' | 'documentUrl' | 'reason'
> {
	readonly kind: 'documentUnreadable';
	/** Null where it does not say whose it is. */
	readonly orderId: string | null;
}

/** Says for people what to do about a document that cannot be read. */
export function toDocumentUnreadable(
	odd: OddDocument,
	{ channel, account }: Pick<DocumentWithoutOrder, 'channel' | 'account'>,
	channelName: string,
): DocumentUnreadable {
	const orderId = parseIdentityKey(odd.identity ?? '')?.orderId ?? null;
	const whose =
		orderId === null ? `is, or may be, of an order of ${channelName}` : `is of order ${orderId} of ${channelName}`;
	return {
		kind: 'documentUnreadable',
		channel,
		account,
		orderId,
		documentType: odd.type,
		documentId: odd.id,
		documentNumber: odd.number,
		reason: `${nameOf(odd)} in QuickBooks cannot be read, so it was not compared; it ${whose}: ${odd.trouble}. Open it in QuickBooks and save it anew`,
	};
}

/** Says for people what to do about a credit whose refund is gone. `order`: as the channel has it. */
export function toCreditWithoutRefund(
	credit: BooksDocument,
	{
		channel,
		account,
		orderId,
		orderNumber,
		orderUrl,
	}: Pick<SalesOrder, 'channel' | 'account' | 'orderId' | 'orderNumber' | 'orderUrl'>,
	channelName: string,
): CreditWithoutRefund {
	const refundId = parseIdentityKey(credit.marker?.identity ?? '')?.refundId ?? '';
	const total = formatMoney(credit.total, credit.currency);
	return {
		kind: 'creditWithoutRefund',
		channel,
		account,
		orderId,
		orderNumber,
		...(orderUrl === undefined ? {} : { orderUrl }),
		refundId,
		documentType: credit.type,
		documentId: credit.id,
		documentNumber: credit.number,
		total,
		currency: credit.currency,
		date: credit.day,
		reason: `${channelName} has no refund ${refundId} of order ${orderNumber} any more; QuickBooks still has ${nameOf(credit)} of ${total} ${credit.currency}. If no money went back, delete it; if some did, enter the refund in the shop again`,
	};
}

/** What is known of an order that is gone, and of its sale in QuickBooks. */
interface OrphanedSale {
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

/** Says for people what happened to the order, and what they can do about its document. */
export function toDocumentWithoutOrder(lost: OrphanedSale): DocumentWithoutOrder {
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

function whatHappened({ channelName, orderId, prefix, document, where, credited }: OrphanedSale): string {
	const order = `order ${orderNumberIn(document, prefix) ?? `with the id ${orderId}`}`;
	const lost =
		where === 'gone' ? `${channelName} has no ${order} any more` : `${channelName} has ${order} ${PLACES[where]}`;
	const amount = (money: Money) => formatMoney(money, document.currency);
	const less = credited === 0 ? '' : `, of which ${amount(credited)} is credited`;
	return `${lost}; QuickBooks still has ${typeIn(document)} ${document.number ?? `without number (id ${document.id})`} of ${amount(document.total)} ${document.currency}${less}`;
}

/** A document is never voided beside a credit (rules.md D1). */
function whatToDo({ document, credited, where }: OrphanedSale): string {
	const undo =
		credited === 0
			? `void the ${typeIn(document)}`
			: `credit the remaining ${formatMoney(worthOf(document) - credited, document.currency)}`;
	return `If the sale did not happen, ${undo}; if it did, leave it${where === 'gone' ? '' : ', or restore the order'}`;
}

function typeIn({ type }: BooksDocument): string {
	return type === 'Invoice' ? 'invoice' : 'sales receipt';
}

/** A document number of this length may be a hash. */
const MAX_NUMBER_LENGTH = 21;

/** The number that people know the order by; null where the document's does not show it. A document's number is prefix, order number, and from its second document on "-2". */
function orderNumberIn({ number, marker }: BooksDocument, prefix: string): string | null {
	const generation = marker?.generation ?? 1;
	const suffix = generation === 1 ? '' : `-${generation}`;
	const isPlain =
		number !== null && number.length < MAX_NUMBER_LENGTH && number.startsWith(prefix) && number.endsWith(suffix);
	return isPlain ? number.slice(prefix.length, number.length - suffix.length) : null;
}
