import { documentsIn, SALE_TYPES, type BooksDocument } from './books.mts';
import type { Random } from './random.mts';
import type { Company } from './company.mts';
import type { AccountantEdit, OrderHistory } from './orderHistory.mts';
import { ownerOf } from './judge/owners.mts';
import { Refused } from './control.mts';
import type { Environment } from './environment.mts';

const ACTS: Readonly<Record<AccountantEdit, number>> = { changed: 50, voided: 30, deposited: 20 };

/** Changes, voids or deposits a few documents by hand, as an accountant does, and may close the books. */
export async function runAccountant(
	{ quickbooks, company }: Environment,
	histories: readonly OrderHistory[],
	{ round, random }: { round: number; random: Random },
): Promise<void> {
	for (const document of await documentsIn(quickbooks, company.currency)) {
		const history = ownerOf(document, histories)?.history;
		if (history === undefined || document.voided || !SALE_TYPES.includes(document.type) || !random.happens(3)) continue;
		const action = random.weighted(ACTS);
		try {
			await quickbooks.post('edit-document', { type: document.type, id: document.id, ...fieldsOf(action, document) });
			history.accountantEdits.add(action);
			history.events.push(`an accountant ${action} ${document.type} ${document.docNumber ?? document.id}`);
		} catch (error) {
			// QuickBooks refuses the accountant as well where the month is closed or the document is deposited.
			if (!(error instanceof Refused)) throw error;
		}
	}
	if (company.closing?.round === round) await quickbooks.post('settings', { bookCloseDate: closedUpTo(company) });
}

/** YYYY-MM-DD, the last day of the closed books; null where they stay open. */
export function closedUpTo({ closing }: Company): string | null {
	return closing === null ? null : new Date(Date.now() - closing.daysBefore * 86_400_000).toISOString().slice(0, 10);
}

function fieldsOf(action: AccountantEdit, { txnDate }: BooksDocument): object {
	if (action === 'voided') return { voided: true };
	if (action === 'deposited') return { deposited: true };
	// The day before. The goods were counted years ago, so it is never before their start.
	return { TxnDate: new Date(Date.parse(txnDate) - 86_400_000).toISOString().slice(0, 10) };
}
