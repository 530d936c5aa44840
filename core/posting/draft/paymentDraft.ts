import { dayIn, type Moment } from '../../model/moment';
import type { Money } from '../../model/money';
import { identityKey, identityOf } from '../../model/orderIdentity';
import { moneyPayments, moneyTotal } from '../../model/payments';
import type { Payment, SalesOrder } from '../../model/salesOrder';
import { plainText, shortHash } from '../../model/text';
import { toHundredths } from './documentLines';
import type { DraftFacts } from './draftSettings';
import { depositAccountOf } from './paymentRules';
import { draftPaymentReference, paymentNote } from './saleDraft';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import type { Fields } from '../../reading/readUnknown';

/** A payment of an order with what tells it from the order's others. */
export interface KeyedPayment {
	readonly key: string;
	readonly payment: Payment;
}

const KEY_DIGITS = 8;

/** The money that the channel says it has. A payment stays the same one when its order is edited: its amount is not in its key. */
function paidInMoney(order: SalesOrder): KeyedPayment[] {
	const names = moneyPayments(order).map(({ reference, paidAt }) => `${reference ?? ''} ${paidAt ?? ''}`);
	return moneyPayments(order).flatMap((payment, place) => {
		const name = names[place] ?? '';
		const earlier = names.slice(0, place).filter((one) => one === name).length;
		return payment.paid && payment.amount > 0
			? [{ key: shortHash(`payment ${name} ${earlier}`, KEY_DIGITS), payment }]
			: [];
	});
}

/**
 * The payments of an order that its invoice lacks, given the keys of those that are recorded. What was paid is what was paid at the time:
 * an invoice that went up since stays open for the rest (rules.md D8).
 */
export function duePayments(order: SalesOrder, document: BooksDocument, recorded: ReadonlySet<string>): KeyedPayment[] {
	const isOpen = document.type === 'Invoice' && document.balance > 0 && document.total === moneyTotal(order);
	if (!isOpen || order.state === 'cancelled') return [];
	const nothingAt = document.marker?.nothingAt ?? null;
	return paidInMoney(order).filter(({ key, payment }) => !recorded.has(key) && isPaidSince(payment, nothingAt));
}

/** A sale that came to nothing was paid with nothing, whatever an edit made of it; only money that came later is any. */
function isPaidSince({ paidAt }: Payment, nothingAt: Moment | null): boolean {
	return nothingAt === null || (paidAt !== null && paidAt > nothingAt);
}

/** The day on which the money came, and never before the document that it pays. */
function paymentDay({ placedAt }: SalesOrder, { paidAt }: Payment, { day }: BooksDocument, timeZone: string): string {
	const paid = dayIn(paidAt ?? placedAt, timeZone);
	return paid < day ? day : paid;
}

interface PaymentHeader extends KeyedPayment {
	readonly amount: Money;
	/** The Id of QuickBooks' payment method for the order's; null where there is none. */
	readonly paymentMethodId: string | null;
}

/** The body of a payment of an order's invoice. */
export function draftPayment(
	order: SalesOrder,
	document: BooksDocument,
	{ amount, paymentMethodId, key, payment }: PaymentHeader,
	{ company, choices }: DraftFacts,
): Fields {
	const accountId = depositAccountOf(order, choices, payment);
	return {
		...draftLinks(document.customerId, amount, order, [document]),
		...(company.multiCurrency ? { CurrencyRef: { value: order.currency } } : {}),
		TotalAmt: toAmount(amount, order.currency),
		TxnDate: paymentDay(order, payment, document, company.timeZone),
		...(accountId === null ? {} : { DepositToAccountRef: { value: accountId } }),
		...(paymentMethodId === null ? {} : { PaymentMethodRef: { value: paymentMethodId } }),
		...draftPaymentReference(payment.reference),
		PrivateNote: draftNote(order, paymentNote([payment]), key),
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
		PrivateNote: draftNote(order, [], CREDIT_USE),
	};
}

/** Stands where the key of a payment stands. */
const CREDIT_USE = 'credit';

function draftNote(order: SalesOrder, words: readonly string[], key: string): string {
	const text = plainText([`${order.channel} order ${order.orderNumber} of ${order.account}`, ...words].join('; '), 900);
	return `${text}\n${paymentMark(order)} p=${key}]`;
}

/** What tells our payments of an order from those that people book: the beginning of a mark that ends with the payment's key. */
function paymentMark(order: SalesOrder): string {
	return `[qbosync:1 payment o=${identityKey(identityOf(order))}`;
}

/** The key in the note of a payment of this order that is ours; null for any other. */
export function findPaymentKey(order: SalesOrder, note: string): string | null {
	const [, rest] = note.split(`${paymentMark(order)} p=`);
	return rest?.split(']')[0] ?? null;
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
