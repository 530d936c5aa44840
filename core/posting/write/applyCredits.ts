import { draftCreditUse } from '../draft/paymentDraft';
import { withTrouble } from '../plan/postingOutcome';
import type { Standing } from './postedSale';
import { factsOf, type PostingRun } from './postingJob';
import { settledBy } from './recordPayments';
import { type PaymentWrite, writePayments } from './writePayments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * Uses each credit memo for its order's invoice at once (rules.md D3), those of an earlier run that ended in between included.
 * An order's memos go one after the other, since each changes what is open of the invoice; those of different orders go together.
 */
export async function linkCredits(
	client: QuickBooksClient,
	all: readonly Standing[],
	run: PostingRun,
): Promise<Standing[]> {
	const open = all.map((standing) => ({ standing, memo: unusedMemo(standing) }));
	if (open.every(({ memo }) => memo === undefined)) return [...all];
	const writes = open.map(({ standing, memo }) => (memo === undefined ? null : useOf(standing, memo, run)));
	const written = await writePayments(
		client,
		writes.filter((write) => write !== null),
	);
	const linked = open.map(({ standing, memo }, place) => {
		const write = writes[place] ?? null;
		const result = write === null ? undefined : written.get(write);
		if (write === null || memo === undefined || result === undefined) return standing;
		if (result.trouble !== null) return unlinkable(standing, memo, result.trouble);
		return {
			...standing,
			isSettled: true,
			document: settledBy(standing.document, write.amount, result.id),
			credits: standing.credits.map((credit) =>
				credit === memo ? { ...memo, balance: memo.balance - write.amount } : credit,
			),
		};
	});
	return await linkCredits(client, linked, run);
}

function unusedMemo({ document, credits }: Standing): BooksDocument | undefined {
	if (document.type !== 'Invoice' || document.balance <= 0) return undefined;
	return credits.find(({ type, balance }) => type === 'CreditMemo' && balance > 0);
}

function useOf({ job, document }: Standing, credit: BooksDocument, run: PostingRun): PaymentWrite {
	const body = draftCreditUse(job.order, { invoice: document, credit }, factsOf(job, run));
	return { invoice: document, amount: Math.min(document.balance, credit.balance), body };
}

/** It stays unused, and is not tried again in this run. */
function unlinkable(standing: Standing, memo: BooksDocument, trouble: string): Standing {
	const credits = standing.credits.map((credit) => (credit === memo ? { ...memo, balance: 0 } : credit));
	return {
		...standing,
		credits,
		outcome: withTrouble(
			standing.outcome,
			`The credit ${memo.number ?? memo.id} could not be used for its invoice. ${trouble}`,
		),
	};
}
