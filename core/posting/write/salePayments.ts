import type { SalesOrder } from '../../model/salesOrder';
import { duePayments, findPaymentKey } from '../draft/paymentDraft';
import type { PostedSale } from '../plan/stages';
import { guardedRequestId, unlessDone } from './voidDocument';
import { nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { inLists, readRows } from '../../quickbooks/queryLanguage';
import type { Fault, QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readFields, readList, readNonEmptyText, readOptionalText, type Fields } from '../../reading/readUnknown';

type PaidSale = Pick<PostedSale, 'order' | 'document' | 'credits'>;

interface LinkedPayments {
	readonly payments: readonly Fields[];
	/** Why the sale cannot be ended by itself; null when it can. */
	readonly obstacle: string | null;
}

/** What has paid a sale of which, as far as the channel says, nothing went back yet. */
export async function readPaymentsOf(client: QuickBooksClient, postedSale: PaidSale): Promise<LinkedPayments> {
	const { document, order, credits } = postedSale;
	if (order.state !== 'cancelled' || credits.length > 0) return { payments: [], obstacle: null };
	const payments = await readRows(client, 'Payment', inLists('Id', linkedPayments(document)));
	const isForeign = (row: Fields) => findPaymentKey(order, noteOf(row)) === null;
	if (payments.some(isForeign))
		return {
			payments,
			obstacle: `The order was cancelled, and somebody booked a payment for ${nameOf(document)} in QuickBooks: refund it, or take the payment away and void it by hand`,
		};
	if (payments.some(usesCredit))
		return {
			payments,
			obstacle: `The order was cancelled, and a credit is used for ${nameOf(document)} that was not made by this sync, or a person has written over its memo: end both by hand`,
		};
	return { payments, obstacle: null };
}

function usesCredit(payment: Fields): boolean {
	const links = readList(payment.Line ?? [], 'Payment.Line', readFields).flatMap((line) =>
		readList(line.LinkedTxn ?? [], 'Payment.Line.LinkedTxn', readFields),
	);
	return links.some(({ TxnType }) => TxnType === 'CreditMemo');
}

/**
 * The keys of our payments that stand in the books, by order. Only invoices are asked for that have a payment, are open all the same,
 * and whose orders are paid: nothing is read where there are none.
 */
export async function readRecordedPayments(
	client: QuickBooksClient,
	sales: ReadonlyArray<{ readonly order: SalesOrder; readonly document: BooksDocument }>,
): Promise<ReadonlyMap<SalesOrder, ReadonlySet<string>>> {
	const due = sales.filter(({ order, document }) => duePayments(order, document, new Set()).length > 0);
	const ids = due.flatMap(({ document }) => linkedPayments(document));
	const rows = await readRows(client, 'Payment', inLists('Id', ids));
	return new Map(
		due.map(({ order }) => {
			const keys = rows.flatMap((row) => findPaymentKey(order, noteOf(row)) ?? []);
			return [order, new Set(keys)] as const;
		}),
	);
}

function linkedPayments({ linked }: BooksDocument): string[] {
	return linked.filter(({ type }) => type === 'Payment').map(({ id }) => id);
}

function noteOf(payment: Fields): string {
	return readOptionalText(payment.PrivateNote, 'Payment.PrivateNote') ?? '';
}

/** Voids one of them; null when it is void. */
export async function voidPayment(client: QuickBooksClient, row: Fields): Promise<Fault | null> {
	const [id, syncToken] = [
		readNonEmptyText(row.Id, 'Payment.Id'),
		readNonEmptyText(row.SyncToken, 'Payment.SyncToken'),
	];
	const { fault } = await client.void('Payment', id, syncToken, guardedRequestId());
	return unlessDone(fault);
}
