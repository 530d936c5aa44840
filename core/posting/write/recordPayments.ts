import { draftPayment, duePayments, type KeyedPayment } from '../draft/paymentDraft';
import { withFollowing, withTrouble } from '../plan/postingOutcome';
import { findPaymentMethodId, type PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { readRecordedPayments } from './salePayments';
import { type PaymentWrite, writePayments } from './writePayments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText } from '../../reading/readUnknown';

/**
 * Gives the invoices of orders the payments that their channels say were made.
 *
 * 1. The payments that open invoices have already are read.
 * 2. The first missing payment of every order is written, all orders together, then the second: each changes what is open of the invoice.
 * 3. Each sale goes on with the invoice as it stands after its payments.
 */
export async function recordPayments(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const asked = postedSales.filter(({ choices }) => choices.recordPayments);
	if (asked.length === 0) return [...postedSales];
	const recorded = await readRecordedPayments(client, asked);
	return await recordNext(
		client,
		postedSales.map((postedSale) => ({ postedSale, recorded: recorded.get(postedSale.order) ?? new Set() })),
		run,
	);
}

interface SaleWithPayments {
	readonly postedSale: PostedSale;
	/** Keys of payments that are recorded, or that QuickBooks did not take. */
	readonly recorded: ReadonlySet<string>;
}

async function recordNext(
	client: QuickBooksClient,
	sales: readonly SaleWithPayments[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const next = sales.map(({ postedSale, recorded }) => {
		const [due] = postedSale.choices.recordPayments ? duePayments(postedSale.order, postedSale.document, recorded) : [];
		return due === undefined ? null : { due, write: draftPaymentWrite(postedSale, due, run) };
	});
	if (next.every((one) => one === null)) return sales.map(({ postedSale }) => postedSale);
	const written = await writePayments(
		client,
		next.flatMap((one) => one?.write ?? []),
	);
	const after = sales.map((sale, place) => {
		const one = next[place] ?? null;
		const result = one === null ? undefined : written.get(one.write);
		if (one === null || result === undefined) return sale;
		return {
			postedSale: afterPayment(sale.postedSale, { ...one, result }),
			recorded: new Set([...sale.recorded, one.due.key]),
		};
	});
	return await recordNext(client, after, run);
}

function draftPaymentWrite(postedSale: PostedSale, due: KeyedPayment, run: PostingRun): PaymentWrite {
	const { order, document, facts } = postedSale;
	const amount = Math.min(due.payment.amount, document.balance);
	const paymentMethodId = findPaymentMethodId(postedSale, due.payment, run);
	return { invoice: document, amount, body: draftPayment(order, document, { ...due, amount, paymentMethodId }, facts) };
}

interface WrittenPayment {
	readonly due: KeyedPayment;
	readonly write: PaymentWrite;
	readonly result: { readonly id: string | null; readonly trouble: string | null };
}

function afterPayment(postedSale: PostedSale, { due, write, result }: WrittenPayment): PostedSale {
	const { outcome, document } = postedSale;
	if (result.trouble !== null)
		return { ...postedSale, outcome: withTrouble(outcome, `Its payment could not be recorded. ${result.trouble}`) };
	const payment = {
		type: 'Payment',
		id: result.id,
		number: due.payment.reference,
		total: write.amount,
		taxDifference: null,
		currency: document.currency,
	} as const;
	return {
		...postedSale,
		hasOldToken: true,
		document: invoiceAfterPayment(document, write.amount, result.id),
		outcome: withFollowing(outcome, 'updated', payment),
	};
}

/** The invoice as it stands once so much of it is paid or credited. */
export function invoiceAfterPayment(invoice: BooksDocument, amount: number, paymentId: string | null): BooksDocument {
	const link = paymentId === null ? [] : [{ type: 'Payment', id: readNonEmptyText(paymentId, 'Payment.Id') }];
	return { ...invoice, balance: invoice.balance - amount, linked: [...invoice.linked, ...link] };
}
