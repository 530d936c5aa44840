import { missingShipping } from '../draft/shippingDraft';
import type { PostedSale } from '../plan/stages';
import { guardedRequestId } from './voidDocument';
import { FAULT, isConflict, toRefusalText } from '../../quickbooks/faults';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText, type Fields } from '../../reading/readUnknown';

/**
 * Writes into the sales of orders that have been shipped since when and how they left. Nothing else of a document is sent, so that its lines
 * stay as they are. Costs no read, and no write where there is no news.
 */
export async function noteShipping(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
): Promise<readonly PostedSale[]> {
	const noted: PostedSale[] = [];
	for (const postedSale of postedSales) {
		const fields = missingShipping(postedSale.order, postedSale.document, postedSale.facts.company);
		noted.push(fields === null ? postedSale : await noteOne(client, postedSale, fields));
	}
	return noted;
}

async function noteOne(client: QuickBooksClient, postedSale: PostedSale, fields: Fields): Promise<PostedSale> {
	const { document, outcome } = postedSale;
	const body = { Id: document.id, SyncToken: document.syncToken, sparse: true, ...fields };
	const { row, fault } = await client.write(document.type, body, guardedRequestId());
	if (fault !== null) {
		// Money and goods are in the books either way: the reason is told, and nobody is called.
		const reason = `When it was shipped could not be noted. ${toRefusalText(fault)}`;
		return {
			...postedSale,
			hasConflict: isConflict(fault) || fault.code === FAULT.doneBefore,
			outcome: { ...outcome, reason: [...(outcome.reason === null ? [] : [outcome.reason]), reason].join(' ') },
		};
	}
	return {
		...postedSale,
		document: { ...document, syncToken: readNonEmptyText(row.SyncToken, `${document.type}.SyncToken`) },
		outcome: outcome.outcome === 'alreadyThere' ? { ...outcome, outcome: 'updated' } : outcome,
	};
}
