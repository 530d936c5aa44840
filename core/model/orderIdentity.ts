import type { SalesOrder } from './salesOrder';
import { isInLatin1, shortHash } from './text';

/** The order, or the refund of it, that a document in the books stands for. It never changes (rules.md C1). */
export interface DocumentIdentity {
	readonly channel: string;
	readonly account: string;
	readonly orderId: string;
	readonly refundId: string | null;
}

/** The identity of an order, with the number that people see. */
export type OrderReference = Pick<SalesOrder, 'channel' | 'account' | 'orderId' | 'orderNumber'>;

/** The identity of an order; with `refundId`, that of one of its refunds. */
export function identityOf(
	{ channel, account, orderId }: OrderReference,
	refundId: string | null = null,
): DocumentIdentity {
	return { channel, account, orderId, refundId };
}

/** The identity as text without spaces: "woocommerce/shop.example.com/812", and "…/812/5" for refund 5. */
export function identityKey({ channel, account, orderId, refundId }: DocumentIdentity): string {
	const parts = refundId === null ? [channel, account, orderId] : [channel, account, orderId, refundId];
	return parts.map(encodeURIComponent).join('/');
}

/** The identity that a key stands for; null for text that is no key. Never throws: people can edit the note that it stands in. */
export function parseIdentityKey(key: string): DocumentIdentity | null {
	const [channel = '', account = '', orderId = '', refundId = null] = key.split('/').map(decoded);
	const identity = { channel, account, orderId, refundId };
	return orderId !== '' && identityKey(identity) === key ? identity : null;
}

/** decodeURIComponent throws for half an escape that somebody typed; this keeps it as it is. */
function decoded(part: string): string {
	return new URLSearchParams(`part=${part.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('part') ?? '';
}

/** The refund id of the one credit that closes a cancelled order. No channel numbers its refunds like this. */
export const CANCELLATION = 'cancelled';

const PAYOUT = '.money';

/** Stands in a refund id's place for the receipt of the money that its credit memo says was paid back. No channel numbers its refunds like this. */
export function payoutOf(refundId: string): string {
	return `${refundId}${PAYOUT}`;
}

/** Stands in a refund id's place for the expense of an order's selling fees. */
export const SELLING_FEES = 'fees';

/** QuickBooks keeps 21 characters of a document number. */
const MAX_NUMBER_LENGTH = 21;

/** A longer prefix leaves fewer than ten digits of hash beside the number of a generation: too few to keep numbers apart. */
export const MAX_PREFIX_LENGTH = 8;

/**
 * The document number, at most 21 characters (rules.md C2):
 *
 * 1. prefix + order number: WC-812;
 * 2. then "-R" + refund id for a credit: WC-812-R5, "-C" for the credit that closes a cancelled order: WC-812-C, or "-F"
 *    for its selling fees: WC-812-F; an "M" behind that for the receipt of the money that a credit memo says was paid back: WC-812-R5M;
 * 3. then the generation from the second document of an order on: WC-812-2;
 * 4. with the year before the order number where the shop's numbers began anew: WC-2026-812.
 *
 * A longer number, and one with characters that QuickBooks may refuse, becomes prefix + hash of the identity + generation. It is never cut, since
 * a cut number is another order's.
 */
export function documentNumber(
	prefix: string,
	order: OrderReference,
	{ refundId = null, generation = 1, year = null }: DocumentNumberOptions = {},
): string {
	const suffix = generation === 1 ? '' : `-${generation}`;
	const ending = `${suffixOf(refundId)}${suffix}`;
	const plain = `${prefix}${year === null ? '' : `${year}-`}${order.orderNumber}${ending}`;
	if (plain.length <= MAX_NUMBER_LENGTH && isInLatin1(plain)) return plain;
	const digits = MAX_NUMBER_LENGTH - prefix.length - suffix.length;
	return `${prefix}${shortHash(identityKey(identityOf(order, refundId)), digits)}${suffix}`;
}

function suffixOf(refundId: string | null): string {
	if (refundId === null) return '';
	if (refundId === SELLING_FEES) return '-F';
	if (refundId.endsWith(PAYOUT)) return `${suffixOf(refundId.slice(0, -PAYOUT.length))}M`;
	return refundId === CANCELLATION ? '-C' : `-R${refundId}`;
}

interface DocumentNumberOptions {
	readonly refundId?: string | null;
	readonly generation?: number;
	/** Of the order; null where its number alone tells it from all others. */
	readonly year?: string | null;
}

/**
 * The requestid of a write: 40 hexadecimal digits, where QuickBooks takes at most 50 characters.
 * QuickBooks carries out a write once for each requestid, however often it is sent. Every retry of one body has the same; any other
 * body has another (rules.md C4).
 */
export function requestId(
	realmId: string,
	identity: string,
	action: string,
	generation: number,
	body: unknown,
): string {
	return shortHash([realmId, identity, action, generation, body], 40);
}

const DEFAULT_PREFIXES: Readonly<Record<string, string>> = { woocommerce: 'WC-', bigcommerce: 'BC-', ebay: 'EB-' };

interface OfShop {
	/** The channel's id. */
	readonly channel: string;
	/** As its credential says; without one it is the usual of the channel. */
	readonly booksPrefix?: string | null;
}

/** The prefix of the document numbers of a shop's orders. */
export function numberPrefix({ booksPrefix, channel }: OfShop): string {
	return booksPrefix ?? DEFAULT_PREFIXES[channel] ?? `${channel.slice(0, MAX_PREFIX_LENGTH - 1).toUpperCase()}-`;
}
