import { inChunks } from '../../http/chunks';
import type { Money } from '../../model/money';
import { ENTRIES_PER_BATCH, ROUNDS, unlessUnclear } from './writeDocuments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { documentsByNumber } from '../../quickbooks/documents';
import { isPassing, refusalInWords } from '../../quickbooks/faults';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText, type Fields } from '../../reading/readUnknown';

/** A payment to write, for the invoice as it was read: what is open of it tells later whether it was written. */
export interface PaymentWrite {
	readonly invoice: BooksDocument;
	/** By how much the invoice's balance goes down, minor units. */
	readonly amount: Money;
	readonly body: Fields;
}

/** `id` is null for a payment that was found to be done. */
export type PaymentWritten =
	| { readonly id: string | null; readonly trouble: null }
	| { readonly id: null; readonly trouble: string };

/**
 * Writes payments, 30 to a call. A payment has no number to look up, but its invoice has: after an unclear call the invoices are
 * read again, and only those whose balance is as it was get their payment once more. After three rounds the failure is thrown.
 */
export async function writePayments(
	client: QuickBooksClient,
	writes: readonly PaymentWrite[],
): Promise<ReadonlyMap<PaymentWrite, PaymentWritten>> {
	const results = new Map<PaymentWrite, PaymentWritten>();
	let failure: unknown;
	for (let round = 1; round <= ROUNDS; round++) {
		const open = writes.filter((write) => !results.has(write));
		if (open.length === 0) return results;
		if (round > 1) await findDone(client, open, results);
		for (const call of inChunks(
			open.filter((write) => !results.has(write)),
			ENTRIES_PER_BATCH,
		)) {
			failure = (await sendCall(client, call, results)) ?? failure;
		}
	}
	const open = writes.filter((write) => !results.has(write));
	if (open.length > 0) await findDone(client, open, results);
	if (writes.every((write) => results.has(write))) return results;
	if (failure !== undefined) throw failure;
	writes
		.filter((write) => !results.has(write))
		.forEach((write) => results.set(write, { id: null, trouble: 'QuickBooks did not take it at the moment' }));
	return results;
}

/** What is refused for good is settled; what passes stays open. Gives the failure that left the call unclear. */
async function sendCall(
	client: QuickBooksClient,
	call: readonly PaymentWrite[],
	results: Map<PaymentWrite, PaymentWritten>,
): Promise<unknown> {
	const entries = call.map(
		({ body }, place) => ({ id: String(place + 1), operation: 'create', entity: 'Payment', body }) as const,
	);
	const answers = await client.batch(entries).catch(unlessUnclear);
	if ('unclear' in answers) return answers.unclear;
	call.forEach((write, place) => {
		const answer = answers[place];
		if (answer === undefined) return;
		if (answer.fault === null) results.set(write, { id: readNonEmptyText(answer.row.Id, 'Payment.Id'), trouble: null });
		else if (!isPassing(answer.fault)) results.set(write, { id: null, trouble: refusalInWords(answer.fault) });
	});
	// Another run may have been faster, so that nothing is open any more.
	await findDone(
		client,
		call.filter((write) => results.get(write)?.trouble != null),
		results,
	);
	return undefined;
}

async function findDone(
	client: QuickBooksClient,
	open: readonly PaymentWrite[],
	results: Map<PaymentWrite, PaymentWritten>,
): Promise<void> {
	const { documents } = await documentsByNumber(
		client,
		open.flatMap(({ invoice }) => invoice.number ?? []),
		['Invoice'],
	);
	for (const write of open) {
		const fresh = documents.find(({ id }) => id === write.invoice.id);
		if (fresh !== undefined && fresh.balance <= write.invoice.balance - write.amount)
			results.set(write, { id: null, trouble: null });
	}
}
