import { documentsIn, SALE_TYPES, type BooksDocument } from './books.mts';
import type { Chance } from './chance.mts';
import type { Company } from './company.mts';
import type { ClerkAct, OrderFile } from './history.mts';
import { ownerOf } from './judge/owners.mts';
import { Refused } from './control.mts';
import type { World } from './world.mts';

const ACTS: Readonly<Record<ClerkAct, number>> = { changed: 50, voided: 30, deposited: 20 };

/** A clerk changes, voids or deposits a few documents by hand, and may close the books. */
export async function clerkAtWork(
	{ quickbooks, company }: World,
	files: readonly OrderFile[],
	{ round, chance }: { round: number; chance: Chance },
): Promise<void> {
	for (const document of await documentsIn(quickbooks, company.currency)) {
		const file = ownerOf(document, files)?.file;
		if (file === undefined || document.voided || !SALE_TYPES.includes(document.type) || !chance.happens(3)) continue;
		const act = chance.weighted(ACTS);
		try {
			await quickbooks.post('edit-document', { type: document.type, id: document.id, ...fieldsOf(act, document) });
			file.clerk.add(act);
			file.story.push(`a clerk ${act} ${document.type} ${document.docNumber ?? document.id}`);
		} catch (error) {
			// What lies in a closed month, or is deposited, QuickBooks leaves as it is for the clerk as well.
			if (!(error instanceof Refused)) throw error;
		}
	}
	if (company.closing?.round === round) await quickbooks.post('settings', { bookCloseDate: closedUpTo(company) });
}

/** YYYY-MM-DD, the last day of the closed books; null where they stay open. */
export function closedUpTo({ closing }: Company): string | null {
	return closing === null ? null : new Date(Date.now() - closing.daysBefore * 86_400_000).toISOString().slice(0, 10);
}

function fieldsOf(act: ClerkAct, { txnDate }: BooksDocument): object {
	if (act === 'voided') return { voided: true };
	if (act === 'deposited') return { deposited: true };
	// The day before; never before the goods were there, for they are there since years.
	return { TxnDate: new Date(Date.parse(txnDate) - 86_400_000).toISOString().slice(0, 10) };
}
