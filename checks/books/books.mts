import type { Control } from './control.mts';
import { minorOf, type Minor } from './money.mts';

export const SALE_TYPES: readonly string[] = ['Invoice', 'SalesReceipt'];

/** A document as QuickBooks' own data has it. */
export interface BooksDocument {
	readonly type: string;
	readonly id: string;
	readonly docNumber: string | null;
	readonly customerId: string;
	readonly currency: string;
	readonly total: Minor;
	readonly tax: Minor;
	readonly balance: Minor | null;
	readonly txnDate: string;
	readonly dueDate?: string | null;
	readonly note: string;
	readonly voided: boolean;
	/** What settled it: payments, and uses of credit memos, which come to 0. */
	readonly payments?: ReadonlyArray<{ readonly id: string; readonly total: number }>;
	readonly lines: readonly BooksLine[];
}

export interface BooksLine {
	readonly lineId: string | null;
	/** QuickBooks' DetailType. */
	readonly kind: string;
	readonly sku: string | null;
	readonly itemId: string | null;
	/** 0 for a line of money alone. */
	readonly quantity: number;
	readonly amount: number;
	readonly taxCode: string | null;
}

interface RawDocument {
	readonly type: string;
	readonly id: string;
	readonly docNumber: string | null;
	readonly customerId: string;
	readonly currency: string | null;
	readonly total: number;
	readonly totalTax: number;
	readonly balance: number | null;
	readonly txnDate: string;
	readonly dueDate: string | null;
	readonly privateNote: string | null;
	readonly voided: boolean;
	readonly payments: ReadonlyArray<{ readonly id: string; readonly total: number }>;
	readonly lines: readonly (Omit<BooksLine, 'quantity' | 'amount'> & {
		readonly quantity: number | null;
		readonly amount: number | null;
	})[];
}

export async function documentsIn(quickbooks: Control, homeCurrency: string): Promise<BooksDocument[]> {
	const raw = await quickbooks.get<RawDocument[]>('documents');
	return raw.map(({ privateNote, total, totalTax, balance, ...document }) => {
		const currency = document.currency ?? homeCurrency;
		return {
			...document,
			currency,
			total: minorOf(total, currency),
			tax: minorOf(totalTax, currency),
			balance: balance === null ? null : minorOf(balance, currency),
			note: privateNote ?? '',
			lines: document.lines.map(({ lineId, kind, sku, itemId, quantity, amount, taxCode }) => ({
				lineId,
				kind,
				sku,
				itemId,
				taxCode,
				quantity: quantity ?? 0,
				amount: amount ?? 0,
			})),
		};
	});
}

export interface BooksStock {
	readonly itemId: string;
	readonly sku: string | null;
	readonly name: string;
	readonly type: string;
	readonly quantity: number | null;
	/** Of one, in the home currency. */
	readonly purchaseCost: number;
	readonly active: boolean;
}

export async function stockIn(quickbooks: Control): Promise<readonly BooksStock[]> {
	return await quickbooks.get<BooksStock[]>('stock');
}
