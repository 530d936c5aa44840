import { awaitThat } from './awaiting.mts';
import type { BooksDocument, ChannelOrder, Judge, SaleLine } from './judge.mts';

const salesTypes = ['Invoice', 'SalesReceipt'];

/** An order with what was sold in it. */
export interface Sale {
	readonly order: ChannelOrder;
	readonly lines: readonly SaleLine[];
}

/** The sales documents that name the order, in the note or at the end of the number, and hold its goods. */
export async function documentsOf(judge: Judge, { order, lines }: Sale): Promise<BooksDocument[]> {
	const names = ({ privateNote, docNumber }: BooksDocument) =>
		(privateNote ?? '').split(/[^\w-]+/).includes(order.orderId) || (docNumber ?? '').endsWith(order.orderNumber);
	const holds = (document: BooksDocument) => lines.every(({ sku }) => document.lines.some((line) => line.sku === sku));
	return (await activeDocuments(judge)).filter((document) => names(document) && holds(document));
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
