import { moneyPayments } from '../../model/payments';
import { awaitsPayment, draftPayment } from '../draft/paymentDraft';
import { withFollowing, withTrouble } from '../plan/postingOutcome';
import { findPaymentMethodId, type PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { type PaymentWrite, writePayments } from './writePayments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText } from '../../reading/readUnknown';

/**
 * Gives the invoices of paid orders their payments.
 *
 * 1. An invoice is due when its order is paid and something of it is open: that says whether it has a payment already.
 * 2. The payments of all orders are written together.
 * 3. Each sale goes on with the invoice as it stands after its payment.
 */
export async function recordPayments(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const due = run.options.recordPayments
		? postedSales.filter(({ order, document }) => awaitsPayment(order, document))
		: [];
	const writes = new Map(due.map((postedSale) => [postedSale, draftPaymentWrite(postedSale, run)]));
	const written = await writePayments(client, [...writes.values()]);
	return postedSales.map((postedSale) => {
		const write = writes.get(postedSale);
		const result = write === undefined ? undefined : written.get(write);
		if (write === undefined || result === undefined) return postedSale;
		if (result.trouble !== null)
			return {
				...postedSale,
				outcome: withTrouble(postedSale.outcome, `Its payment could not be recorded. ${result.trouble}`),
			};
		return {
			...postedSale,
			hasOldToken: true,
			document: invoiceAfterPayment(postedSale.document, write.amount, result.id),
			outcome: withFollowing(postedSale.outcome, 'updated', toPaymentDocument(postedSale, write.amount, result.id)),
		};
	});
}

function draftPaymentWrite({ order, document, facts }: PostedSale, run: PostingRun): PaymentWrite {
	const amount = document.balance;
	return {
		invoice: document,
		amount,
		body: draftPayment(
			order,
			document,
			{ amount, paymentMethodId: findPaymentMethodId(moneyPayments(order)[0], run) },
			facts,
		),
	};
}

function toPaymentDocument({ document, order }: PostedSale, total: number, id: string | null) {
	return {
		type: 'Payment',
		id,
		number: moneyPayments(order)[0]?.reference ?? null,
		total,
		taxDifference: null,
		currency: document.currency,
	} as const;
}

/** The invoice as it stands once so much of it is paid or credited. */
export function invoiceAfterPayment(invoice: BooksDocument, amount: number, paymentId: string | null): BooksDocument {
	const link = paymentId === null ? [] : [{ type: 'Payment', id: readNonEmptyText(paymentId, 'Payment.Id') }];
	return { ...invoice, balance: invoice.balance - amount, linked: [...invoice.linked, ...link] };
}
