import { dayIn } from '../../model/moment';
import type { Money } from '../../model/money';
import { identityKey, identityOf } from '../../model/orderIdentity';
import { isPaid, moneyPayments } from '../../model/payments';
import type { SalesOrder } from '../../model/salesOrder';
import { plainText } from '../../model/text';
import { toHundredths } from './documentLines';
import type { DraftFacts } from './draftSettings';
import { draftPaymentReference } from './saleDraft';
import { isUnmodified, type BooksDocument } from '../../quickbooks/booksDocument';
import type { Fields } from '../../reading/readUnknown';

/** True where the buyer's money is there and the invoice does not say so yet. */
export function awaitsPayment(order: SalesOrder, document: BooksDocument): boolean {
	const isDue = document.type === 'Invoice' && document.balance > 0 && document.total === order.total;
	return isDue && isPaid(order) && order.state !== 'cancelled' && isUnmodified(document);
}

/** The day on which the money came, and never before the document that it pays. */
function paymentDay(order: SalesOrder, { day }: BooksDocument, timeZone: string): string {
	const paid = dayIn(moneyPayments(order)[0]?.paidAt ?? order.placedAt, timeZone);
	return paid < day ? day : paid;
}

interface PaymentHeader {
	readonly amount: Money;
	/** The Id of QuickBooks' payment method for the order's; null where there is none. */
	readonly paymentMethodId: string | null;
}

/** The body of the payment for what is open of an order's invoice. */
export function draftPayment(
	order: SalesOrder,
	document: BooksDocument,
	{ amount, paymentMethodId }: PaymentHeader,
	facts: DraftFacts,
): Fields {
	const { company, choices } = facts;
	const [payment] = moneyPayments(order);
	return {
		...draftLinks(document.customerId, amount, order, [document]),
		...(company.multiCurrency ? { CurrencyRef: { value: order.currency } } : {}),
		TotalAmt: toAmount(amount, order.currency),
		TxnDate: paymentDay(order, document, company.timeZone),
		...(choices.depositAccountId === null ? {} : { DepositToAccountRef: { value: choices.depositAccountId } }),
		...(paymentMethodId === null ? {} : { PaymentMethodRef: { value: paymentMethodId } }),
		...draftPaymentReference(payment?.reference ?? null),
		PrivateNote: `${plainText([`${order.channel} order ${order.orderNumber} of ${order.account}`, payment?.method ?? ''].filter((word) => word !== '').join('; '), 900)}\n${paymentMark(order)}`,
	};
}

/** A payment of no money that uses a credit memo for its order's invoice. */
export function draftCreditUse(
	order: SalesOrder,
	documents: { invoice: BooksDocument; credit: BooksDocument },
	facts: DraftFacts,
): Fields {
	const { invoice, credit } = documents;
	const amount = Math.min(invoice.balance, credit.balance);
	return {
		...draftLinks(invoice.customerId, amount, order, [invoice, credit]),
		...(facts.company.multiCurrency ? { CurrencyRef: { value: order.currency } } : {}),
		TotalAmt: 0,
		TxnDate: credit.day,
		PrivateNote: `${plainText(`${order.channel} order ${order.orderNumber} of ${order.account}`, 900)}\n${paymentMark(order)}`,
	};
}

/** What tells our payments of an order from those that people book. */
export function paymentMark(order: SalesOrder): string {
	return `[qbosync:1 payment o=${identityKey(identityOf(order))}]`;
}

function draftLinks(
	customerId: string,
	amount: Money,
	{ currency }: SalesOrder,
	documents: readonly BooksDocument[],
): Fields {
	return {
		CustomerRef: { value: customerId },
		Line: documents.map(({ id, type }) => ({
			Amount: toAmount(amount, currency),
			LinkedTxn: [{ TxnId: id, TxnType: type }],
		})),
	};
}

function toAmount(money: Money, currency: string): number {
	return (toHundredths(money, currency) ?? 0) / 100;
}
