import type { SalesOrder } from './salesOrder';
import { shortHash } from './text';

/** What a document in the books stands for: an order, or one of its refunds. It never changes. */
export interface DocumentIdentity {
	readonly channel: string;
	readonly account: string;
	readonly orderId: string;
	readonly refundId: string | null;
}

/** What names an order: its identity, and the number that people see. */
export type NamedOrder = Pick<SalesOrder, 'channel' | 'account' | 'orderId' | 'orderNumber'>;

export function identityOf(
	{ channel, account, orderId }: NamedOrder,
	refundId: string | null = null,
): DocumentIdentity {
	return { channel, account, orderId, refundId };
}

/** The identity as text without spaces: "woocommerce/shop.example.com/812", a refund's with its id behind. */
export function identityKey({ channel, account, orderId, refundId }: DocumentIdentity): string {
	const parts = refundId === null ? [channel, account, orderId] : [channel, account, orderId, refundId];
	return parts.map(encodeURIComponent).join('/');
}

/** The identity that a key stands for; null for text that is none. */
export function identityIn(key: string): DocumentIdentity | null {
	const [channel = '', account = '', orderId = '', refundId = null] = key.split('/').map(decoded);
	const identity = { channel, account, orderId, refundId };
	return orderId !== '' && identityKey(identity) === key ? identity : null;
}

/** Never throws, as decodeURIComponent does for what somebody typed. */
function decoded(part: string): string {
	return new URLSearchParams(`part=${part.replaceAll('+', '%2B').replaceAll('&', '%26')}`).get('part') ?? '';
}

/** Stands in a refund's place for the one credit that ends a cancelled order; no channel numbers its refunds like this. */
export const CANCELLATION = 'cancelled';

/** QuickBooks keeps 21 characters of a document number. */
const LONGEST_NUMBER = 21;

/** A longer prefix would leave too few digits of a hash, ten beside a generation's number, to keep shortened numbers apart. */
export const LONGEST_PREFIX = 8;

/**
 * The document number: prefix + order number, at most 21 characters. One that is longer becomes prefix + hash of
 * the identity, never a cut. Credits and later generations get names of their own: WC-812-R5,
 * WC-812-C (what was left when the order was cancelled), WC-812-2.
 */
export function documentNumber(
	prefix: string,
	order: NamedOrder,
	{ refundId = null, generation = 1 }: NumberedAs = {},
): string {
	const suffix = generation === 1 ? '' : `-${generation}`;
	const ending = `${endingOf(refundId)}${suffix}`;
	const plain = `${prefix}${order.orderNumber}${ending}`;
	if (plain.length <= LONGEST_NUMBER) return plain;
	const digits = LONGEST_NUMBER - prefix.length - suffix.length;
	return `${prefix}${shortHash(identityKey(identityOf(order, refundId)), digits)}${suffix}`;
}

function endingOf(refundId: string | null): string {
	if (refundId === null) return '';
	return refundId === CANCELLATION ? '-C' : `-R${refundId}`;
}

export interface NumberedAs {
	readonly refundId?: string | null;
	readonly generation?: number;
}

/**
 * QuickBooks does a write with a requestid once, however often it is sent; at most 50 characters.
 * The same for every retry of one body, another one as soon as anything differs.
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

const USUAL: Readonly<Record<string, string>> = { woocommerce: 'WC-', bigcommerce: 'BC-', ebay: 'EB-' };

/** The prefix of an order's document number: the user's, or the channel's usual one. */
export function numberPrefix(chosen: string | null, channel: string): string {
	return chosen ?? USUAL[channel] ?? `${channel.slice(0, LONGEST_PREFIX - 1).toUpperCase()}-`;
}
