import type { LineItem } from '../../model/lineItem';
import { isPaid } from '../../model/payments';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import type { TaxChoices } from './taxMap';
import type { BooksDocumentType } from '../../quickbooks/booksDocument';
import type { DraftingCompany } from '../../quickbooks/company';
import type { TaxCode } from '../../quickbooks/taxCodes';

export const SALE_TYPES = ['Invoice', 'SalesReceipt', 'byPayment'] as const;

/** What the user chose. Ids are QuickBooks'; null is "not chosen". */
export interface DraftChoices extends TaxChoices {
	/** The type of new documents; byPayment makes a receipt of what is paid when it is posted. */
	readonly documentType: (typeof SALE_TYPES)[number];
	readonly shippingItemId: string | null;
	readonly feeItemId: string | null;
	readonly giftCertificateItemId: string | null;
	/** What discounts are booked on, as lines of their own; null leaves them inside the prices. */
	readonly discountItemId: string | null;
	/** Takes what QuickBooks' own rounding leaves over (rules.md G5). */
	readonly roundingItemId: string | null;
	/** For money that goes back while the goods stay away. */
	readonly refundItemId: string | null;
	/** Where money of receipts comes in and refunds are paid from. */
	readonly depositAccountId: string | null;
	/** Of invoices that are not paid: QuickBooks' terms, or days until they are due; null where neither is said. */
	readonly termId: string | null;
	readonly dueDays: number | null;
	readonly classId: string | null;
	readonly locationId: string | null;
	/** A line for the buyer to read. */
	readonly memo: string | null;
	/** A refund of a mere amount: shared out over the order's rates, or booked without tax (rules.md G6). */
	readonly amountOnlyRefunds: 'spread' | 'untaxed';
	/** Units of refunds of which the channel does not say whether the goods came back (rules.md D4). */
	readonly unstatedGoods: 'stayAway' | 'comeBack';
	/** A sale before an item's start date (rules.md G7). */
	readonly beforeStart: 'needsAttention' | 'onStartDate';
}

/** What the choices say where nobody has made any. */
export const NOTHING_CHOSEN: DraftChoices = {
	documentType: 'Invoice',
	shippingItemId: null,
	feeItemId: null,
	giftCertificateItemId: null,
	discountItemId: null,
	roundingItemId: null,
	refundItemId: null,
	depositAccountId: null,
	termId: null,
	dueDays: null,
	classId: null,
	locationId: null,
	memo: null,
	amountOnlyRefunds: 'spread',
	unstatedGoods: 'stayAway',
	beforeStart: 'needsAttention',
	taxRules: [],
	taxedCodeId: null,
	untaxedCodeId: null,
};

export interface DraftFacts {
	readonly company: DraftingCompany;
	readonly choices: DraftChoices;
	/** What each line is, by line id; null for a line that has no item. */
	readonly itemOf: (lineId: string) => LineItem | null;
	/** What is written of the order's lines: each bundle once. */
	readonly lines: readonly OrderLine[];
	/** What money for an item goes back on while its goods stay away; null takes the item chosen for all. */
	readonly moneyItemOf?: (itemId: string) => string | null;
	/** Of the company; empty in the US, where lines are only taxed or not. */
	readonly taxCodes: readonly TaxCode[];
}

/** The types that a new sale's document may have. */
export function saleTypes(choice: DraftChoices['documentType']): BooksDocumentType[] {
	return choice === 'byPayment' ? ['Invoice', 'SalesReceipt'] : [choice];
}

/** The type of a new document for an order. */
export function saleType(order: SalesOrder, choice: DraftChoices['documentType']): BooksDocumentType {
	if (choice !== 'byPayment') return choice;
	return isPaid(order) ? 'SalesReceipt' : 'Invoice';
}
