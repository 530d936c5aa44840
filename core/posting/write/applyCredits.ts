import { draftCreditUse } from '../draft/paymentDraft';
import { withTrouble } from '../plan/postingOutcome';
import type { PostedSale } from '../plan/stages';
import { invoiceAfterPayment } from './recordPayments';
import { type PaymentWrite, writePayments } from './writePayments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * Uses each credit memo for its order's invoice at once (rules.md D3), those of an earlier run that ended in between included.
 *
 * 1. The first unused memo of every order is used for its invoice, all orders together.
 * 2. The next memo of an order follows only then, since each changes what is open of the invoice.
 */
export async function applyCredits(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
): Promise<PostedSale[]> {
	const open = postedSales.map((postedSale) => ({ postedSale, memo: findUnusedMemo(postedSale) }));
	if (open.every(({ memo }) => memo === undefined)) return [...postedSales];
	const writes = open.map(({ postedSale, memo }) => (memo === undefined ? null : draftCreditWrite(postedSale, memo)));
	const written = await writePayments(
		client,
		writes.filter((write) => write !== null),
	);
	const applied = open.map(({ postedSale, memo }, place) => {
		const write = writes[place] ?? null;
		const result = write === null ? undefined : written.get(write);
		if (write === null || memo === undefined || result === undefined) return postedSale;
		if (result.trouble !== null) return withUnusableMemo(postedSale, memo, result.trouble);
		return {
			...postedSale,
			hasOldToken: true,
			document: invoiceAfterPayment(postedSale.document, write.amount, result.id),
			credits: postedSale.credits.map((credit) =>
				credit === memo ? { ...memo, balance: memo.balance - write.amount } : credit,
			),
		};
	});
	return await applyCredits(client, applied);
}

function findUnusedMemo({ document, credits }: PostedSale): BooksDocument | undefined {
	if (document.type !== 'Invoice' || document.balance <= 0) return undefined;
	return credits.find(({ type, balance }) => type === 'CreditMemo' && balance > 0);
}

function draftCreditWrite({ order, document, facts }: PostedSale, credit: BooksDocument): PaymentWrite {
	const body = draftCreditUse(order, { invoice: document, credit }, facts);
	return { invoice: document, amount: Math.min(document.balance, credit.balance), body };
}

/** It stays unused, and is not tried again in this run. */
function withUnusableMemo(postedSale: PostedSale, memo: BooksDocument, trouble: string): PostedSale {
	const credits = postedSale.credits.map((credit) => (credit === memo ? { ...memo, balance: 0 } : credit));
	return {
		...postedSale,
		credits,
		outcome: withTrouble(
			postedSale.outcome,
			`The credit ${memo.number ?? memo.id} could not be used for its invoice. ${trouble}`,
		),
	};
}
