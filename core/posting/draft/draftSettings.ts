import type { LineItem } from '../../model/lineItem';
import { isPaid } from '../../model/payments';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import { saleTypeChoice, type PaymentChoices } from './paymentRules';
import type { TaxChoices } from './taxMap';
import type { BooksDocumentType } from '../../quickbooks/booksDocument';
import type { DraftingCompany } from '../../quickbooks/company';
import type { TaxCode } from '../../quickbooks/taxCodes';

/** What the user chose. Ids are QuickBooks'; null is "not chosen". */
export interface DraftChoices extends TaxChoices, PaymentChoices {
	readonly shippingItemId: string | null;
	readonly feeItemId: string | null;
	/** For gift certificates: sold, redeemed and given back. */
	readonly giftCertificateItemId: string | null;
	/** What discounts are booked on, as lines of their own; null leaves them inside the prices. */
	readonly discountItemId: string | null;
	/** For store credit that pays an order, or that money goes back to; null takes the one for gift certificates. */
	readonly storeCreditItemId: string | null;
	/** Takes what QuickBooks' own rounding leaves over (rules.md G5). */
	readonly roundingItemId: string | null;
	/** For money that goes back while the goods stay away; null takes an item of each of the goods' own income accounts. */
	readonly refundItemId: string | null;
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
	/** What is missing from an order's total and named nowhere: some gift-card plugins say nothing. */
	readonly unnamedTender: 'needsAttention' | 'giftCertificate';
}

/** What the choices say where nobody has made any. */
export const NOTHING_CHOSEN: DraftChoices = {
	documentType: 'byPayment',
	shippingItemId: null,
	feeItemId: null,
	giftCertificateItemId: null,
	discountItemId: null,
	storeCreditItemId: null,
	roundingItemId: null,
	refundItemId: null,
	paymentRules: [],
	termId: null,
	dueDays: null,
	classId: null,
	locationId: null,
	memo: null,
	amountOnlyRefunds: 'spread',
	unstatedGoods: 'stayAway',
	beforeStart: 'needsAttention',
	unnamedTender: 'needsAttention',
	taxRules: [],
	taxedCodeId: null,
	untaxedCodeId: null,
};

/** Items that money goes back on while the goods stay away, where the user has chosen none for all (rules.md D7). */
export interface MoneyItems {
	/** For an item that was sold, or the shipping field; null where there is none. */
	readonly of: (itemId: string) => string | null;
	/** Why there is none for some; null where there is one for each. */
	readonly trouble: string | null;
	/** The names of those that a preview found missing. */
	readonly toMake: readonly string[];
}

export interface DraftFacts {
	readonly company: DraftingCompany;
	readonly choices: DraftChoices;
	/** What each line is, by line id; null for a line that has no item. */
	readonly itemOf: (lineId: string) => LineItem | null;
	/** What is written of the order's lines: each bundle once. */
	readonly lines: readonly OrderLine[];
	/** What money goes back on while the goods stay away; absent until any is due. */
	readonly moneyItems?: MoneyItems;
	/** Of the company; empty in the US, where lines are only taxed or not. */
	readonly taxCodes: readonly TaxCode[];
}

/** The type of a new document for an order. */
export function saleType(order: SalesOrder, choices: DraftChoices): BooksDocumentType {
	const choice = saleTypeChoice(order, choices);
	if (choice !== 'byPayment') return choice;
	return isPaid(order) ? 'SalesReceipt' : 'Invoice';
}
