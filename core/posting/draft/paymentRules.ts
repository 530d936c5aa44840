import { moneyPayments } from '../../model/payments';
import type { Payment, SalesOrder } from '../../model/salesOrder';
import type { BooksDocumentType } from '../../quickbooks/booksDocument';

/** byPayment makes a receipt of what is paid when it is posted. */
export const SALE_TYPES = ['Invoice', 'SalesReceipt', 'byPayment'] as const;

type SaleType = (typeof SALE_TYPES)[number];

/** The user's choice for what is paid by one method on one channel. Ids are QuickBooks'; null is "not chosen". */
export interface PaymentRule {
	/** Registry id; null is any channel. */
	readonly channel: string | null;
	/** As the channel names it; null is any method, and none. */
	readonly method: string | null;
	/** QuickBooks' payment method; null takes the one of the same name. */
	readonly methodId: string | null;
	/** Where the money comes in, and refunds are paid from; null is Undeposited Funds. */
	readonly accountId: string | null;
	/** The type of new documents; null is that of all others. */
	readonly documentType: SaleType | null;
}

/** What decides how a sale is booked by its payment. */
export interface PaymentChoices {
	readonly documentType: SaleType;
	/** The first that fits counts; one that names more comes before one that names less. */
	readonly paymentRules: readonly PaymentRule[];
}

/** The rule for a payment of an order; undefined where none fits. */
export function findPaymentRule(
	{ channel }: Pick<SalesOrder, 'channel'>,
	payment: Payment | undefined,
	{ paymentRules }: Pick<PaymentChoices, 'paymentRules'>,
): PaymentRule | undefined {
	const fitting = paymentRules.filter(
		(rule) =>
			(rule.channel === null || rule.channel === channel) &&
			(rule.method === null || plain(rule.method) === plain(payment?.method ?? '')),
	);
	return [...fitting].sort((one, other) => weightOf(other) - weightOf(one))[0];
}

/** Where the money of a payment comes in; null is Undeposited Funds. Without a payment it is that of the order's first. */
export function depositAccountOf(
	order: SalesOrder,
	choices: PaymentChoices,
	payment: Payment | undefined = moneyPayments(order)[0],
): string | null {
	return findPaymentRule(order, payment, choices)?.accountId ?? null;
}

/** The type chosen for a new document, by the order's first payment. */
export function saleTypeChoice(order: SalesOrder, choices: PaymentChoices): SaleType {
	return findPaymentRule(order, moneyPayments(order)[0], choices)?.documentType ?? choices.documentType;
}

/** The types that a new sale's document may have. */
export function saleTypes({ documentType, paymentRules }: PaymentChoices): BooksDocumentType[] {
	const chosen = new Set([documentType, ...paymentRules.flatMap((rule) => rule.documentType ?? [])]);
	const types = [...chosen].flatMap((choice): BooksDocumentType[] =>
		choice === 'byPayment' ? ['Invoice', 'SalesReceipt'] : [choice],
	);
	return [...new Set(types)];
}

/** The method weighs more than the channel. */
function weightOf({ channel, method }: PaymentRule): number {
	return (method === null ? 0 : 2) + (channel === null ? 0 : 1);
}

/** Methods are compared without regard to case and spaces around them. */
function plain(method: string): string {
	return method.trim().toLowerCase();
}
