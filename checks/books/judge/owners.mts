import type { BooksDocument } from '../books.mts';
import type { OrderFile } from '../history.mts';

/** The identity that stands in a document's note (rules.md C1): channel/account/order, and a refund's id behind. */
const IDENTITY = /\b(woocommerce|bigcommerce|ebay)\/([^/\s\]]+)\/([^/\s\]]+)(?:\/([^/\s\]]+))?/;

export interface Owner {
	readonly file: OrderFile;
	readonly refundId: string | null;
}

/** The order that a document says it belongs to; undefined for documents of nobody here. */
export function ownerOf({ note }: BooksDocument, files: readonly OrderFile[]): Owner | undefined {
	const [, channel, , orderId = '', refundId = null] = IDENTITY.exec(note) ?? [];
	const file = files.find((one) => one.channel === channel && one.orderId === decodeURIComponent(orderId));
	return file === undefined ? undefined : { file, refundId };
}
