import { awaitThat } from './awaiting.mts';
import type { BooksDocument, ChannelOrder, Judge, SaleLine } from './judge.mts';

const salesTypes = ['Invoice', 'SalesReceipt'];

/** An order with what was sold in it. */
export interface Sale {
	readonly order: ChannelOrder;
	readonly lines: readonly SaleLine[];
}

/** The sales documents that name the order and hold its goods. */
export async function documentsOf(judge: Judge, { order, lines }: Sale): Promise<BooksDocument[]> {
	const holds = (document: BooksDocument) => lines.every(({ sku }) => document.lines.some((line) => line.sku === sku));
	return (await activeDocuments(judge)).filter((document) => namesOrder(document, order) && holds(document));
}

/** By the identity in the note (rules.md C1: channel/account/order) or by the end of the number. The note's moments hold numbers as well. */
export function namesOrder(
	{ privateNote, docNumber }: Pick<BooksDocument, 'privateNote' | 'docNumber'>,
	{ orderId, orderNumber }: Pick<ChannelOrder, 'orderId' | 'orderNumber'>,
): boolean {
	const identities = (privateNote ?? '').matchAll(/\b(?:woocommerce|bigcommerce|ebay)\/[^/\s\]]+\/([^/\s\]]+)/g);
	return [...identities].some(([, named]) => named === orderId) || endsWithNumber(docNumber ?? '', orderNumber);
}

/** "WC-36" ends with 36, "WC-136" does not. */
function endsWithNumber(docNumber: string, orderNumber: string): boolean {
	return docNumber.endsWith(orderNumber) && !/\w$/.test(docNumber.slice(0, -orderNumber.length));
}

/** Every sales document that is not void. */
export async function activeDocuments(judge: Judge): Promise<BooksDocument[]> {
	return (await judge.documents()).filter(({ type, voided }) => salesTypes.includes(type) && !voided);
}

export async function awaitDocument(judge: Judge, sale: Sale, seconds: number): Promise<BooksDocument> {
	return await awaitThat(
		`order ${sale.order.orderNumber} becomes a document in QuickBooks`,
		seconds,
		async () => (await documentsOf(judge, sale))[0],
	);
}
