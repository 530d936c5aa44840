import { awaitsPayment, draftPayment } from '../draft/paymentDraft';
import { withFollowing, withTrouble } from '../plan/postingOutcome';
import type { Standing } from './postedSale';
import { factsOf, paymentMethodOf, type PostingRun } from './postingJob';
import { type PaymentWrite, writePayments } from './writePayments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText } from '../../reading/readUnknown';

/** Gives the invoices of paid orders their payments, 30 to a call. What is open of an invoice says whether it has one already. */
export async function recordPayments(
	client: QuickBooksClient,
	all: readonly Standing[],
	run: PostingRun,
): Promise<Standing[]> {
	const due = run.options.recordPayments ? all.filter(({ job, document }) => awaitsPayment(job.order, document)) : [];
	const writes = new Map(due.map((standing) => [standing, paymentOf(standing, run)]));
	const written = await writePayments(client, [...writes.values()]);
	return all.map((standing) => {
		const write = writes.get(standing);
		const result = write === undefined ? undefined : written.get(write);
		if (write === undefined || result === undefined) return standing;
		if (result.trouble !== null)
			return {
				...standing,
				outcome: withTrouble(standing.outcome, `Its payment could not be recorded. ${result.trouble}`),
			};
		return {
			...standing,
			isSettled: true,
			document: settledBy(standing.document, write.amount, result.id),
			outcome: withFollowing(standing.outcome, 'updated', paymentDocument(standing, write.amount, result.id)),
		};
	});
}

function paymentOf({ job, document }: Standing, run: PostingRun): PaymentWrite {
	const { order } = job;
	const amount = document.balance;
	return {
		invoice: document,
		amount,
		body: draftPayment(order, document, { amount, paymentMethodId: paymentMethodOf(order, run) }, factsOf(job, run)),
	};
}

function paymentDocument({ document, job }: Standing, total: number, id: string | null) {
	return {
		type: 'Payment',
		id,
		number: job.order.payment?.reference ?? null,
		total,
		currency: document.currency,
	} as const;
}

/** The invoice as it stands once so much of it is settled. */
export function settledBy(invoice: BooksDocument, amount: number, paymentId: string | null): BooksDocument {
	const link = paymentId === null ? [] : [{ type: 'Payment', id: readNonEmptyText(paymentId, 'Payment.Id') }];
	return { ...invoice, balance: invoice.balance - amount, linked: [...invoice.linked, ...link] };
}
