import { chunk } from '../../http/chunks';
import type { Money } from '../../model/money';
import { ENTRIES_PER_BATCH } from './writeDocuments';
import { writeOnce, type WriteAnswered } from './writeOnce';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { readDocumentRowsById } from '../../quickbooks/documents';
import { throwIfOdd } from '../../quickbooks/oddDocuments';
import { faultOf, isTransientFault, toRefusalText } from '../../quickbooks/faults';
import type { BatchAnswer, QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText, type Fields } from '../../reading/readUnknown';

/** A payment to write, for the invoice as it was read: what is open of it tells later whether it was written. */
export interface PaymentWrite {
	readonly invoice: BooksDocument;
	/** By how much the invoice's balance goes down, minor units. */
	readonly amount: Money;
	readonly body: Fields;
}

/** `id` is null for a payment that was found to be done. */
type PaymentWritten =
	| { readonly id: string | null; readonly trouble: null }
	| { readonly id: null; readonly trouble: string };

/**
 * Writes payments, each once (see writeOnce):
 *
 * 1. Payments go 30 to a call.
 * 2. A payment has no mark to look up, but its invoice is known: the invoices of unclear payments are read again. So are those of refused ones,
 *    since another run may have been faster.
 * 3. Only where the balance is as it was the payment is sent once more. After three rounds the failure of the wire is thrown.
 */
export async function writePayments(
	client: QuickBooksClient,
	writes: readonly PaymentWrite[],
): Promise<ReadonlyMap<PaymentWrite, PaymentWritten>> {
	const results = await writeOnce<PaymentWrite, BatchAnswer, BooksDocument, PaymentWritten>(writes, {
		toCalls: (open) => chunk(open, ENTRIES_PER_BATCH),
		send: async (call) => await sendBatch(client, call),
		read: (_, answer) => (answer === undefined ? undefined : readAnswer(answer)),
		find: async (unclear) => {
			const ids = unclear.map(({ invoice }) => invoice.id);
			const { documents, odd } = await readDocumentRowsById(client, 'Invoice', ids);
			throwIfOdd(odd);
			return documents;
		},
		isSame: ({ invoice, amount }, { id, balance }) => id === invoice.id && balance <= invoice.balance - amount,
		toResult: () => ({ id: null, trouble: null }),
		toRefusal: (_, failure) => ({ id: null, trouble: toRefusalText(faultOf(failure)) }),
	});
	return new Map(writes.map((write) => [write, results.get(write) ?? NOT_TAKEN]));
}

const NOT_TAKEN: PaymentWritten = { id: null, trouble: 'QuickBooks did not take it at the moment' };

async function sendBatch(client: QuickBooksClient, call: readonly PaymentWrite[]): Promise<readonly BatchAnswer[]> {
	const entries = call.map(
		({ body }, place) => ({ id: String(place + 1), operation: 'create', entity: 'Payment', body }) as const,
	);
	return await client.batch(entries);
}

function readAnswer({ row, fault }: BatchAnswer): WriteAnswered<PaymentWritten> | undefined {
	if (fault === null)
		return { result: { id: readNonEmptyText(row.Id, 'Payment.Id'), trouble: null }, certainty: 'final' };
	if (isTransientFault(fault)) return undefined;
	return { result: { id: null, trouble: toRefusalText(fault) }, certainty: 'doubtful' };
}
