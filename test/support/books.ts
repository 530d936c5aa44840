import { expect } from '@jest/globals';
import { eventually } from './e2e';
import { controlOf, type Sold } from './e2eControl';

interface BooksDocument {
	readonly type: string;
	readonly id: string;
	readonly docNumber: string | null;
	readonly total: number | string;
	readonly voided: boolean;
	readonly privateNote: string | null;
}

/** Every document in QuickBooks, read from its data. */
export async function documentsOf(): Promise<readonly BooksDocument[]> {
	return await (await controlOf('quickbooks')).get<BooksDocument[]>('/documents');
}

/** Waits until each order has a document, and then holds that it is one, with the channel's total to the cent. */
export async function expectOneDocumentEach(
	prefix: string,
	sold: readonly Sold[],
	{ seconds }: { readonly seconds: number },
): Promise<void> {
	const numbers = sold.map(({ orderNumber }) => `${prefix}${orderNumber}`);
	await eventually(
		`documents ${numbers.slice(0, 3).join(', ')}${numbers.length > 3 ? ` and ${numbers.length - 3} more` : ''}`,
		async () => {
			const present = new Set((await documentsOf()).map(({ docNumber }) => docNumber));
			return numbers.every((number) => present.has(number));
		},
		{ seconds, every: 2000 },
	);
	const standing = (await documentsOf()).filter(({ voided }) => !voided);
	for (const { orderNumber, total } of sold) {
		const own = standing.filter(({ docNumber }) => docNumber === `${prefix}${orderNumber}`);
		expect(own.map((document) => Number(document.total).toFixed(2))).toEqual([Number(total).toFixed(2)]);
	}
}
