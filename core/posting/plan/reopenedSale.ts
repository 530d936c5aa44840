import { sum } from '../../model/money';
import { identityKey, identityOf } from '../../model/orderIdentity';
import { worthOf } from '../draft/tenderParts';
import { withTrouble } from './postingOutcome';
import type { PostedSale } from './stages';
import { isSale, nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { creditsOf } from '../../quickbooks/orderInBooks';

/**
 * Tells of a sale that was ended when its order was called off, and that is open again beside the one that the order has since it was taken
 * up again (rules.md C5): a person deleted the credit that closed it. What a person deleted is not written again (rules.md A2).
 */
export function withReopenedSale(postedSale: PostedSale): PostedSale {
	const { document, found } = postedSale;
	const reopened = found.find((one) => isReopened(one, postedSale));
	// A credit without a mark may be the one that closed it.
	const isMaybeClosed = found.some((one) => one.marker === null && !isSale(one) && !one.voided);
	if (reopened === undefined || isMaybeClosed) return postedSale;
	const name = nameOf(reopened);
	const reason = `${name} was ended when the order was called off, and is open again beside ${nameOf(document)}: the credit that closed it was deleted in QuickBooks by someone, or a person has written over its memo. Void ${name} or credit it by hand.`;
	return { ...postedSale, outcome: withTrouble(postedSale.outcome, reason) };
}

/** True for a sale of an earlier generation that is neither void nor wholly credited. */
function isReopened(sale: BooksDocument, { order, document, found }: PostedSale): boolean {
	const { marker, voided } = sale;
	if (marker === null || voided || marker.identity !== identityKey(identityOf(order))) return false;
	if (marker.generation >= (document.marker?.generation ?? 1)) return false;
	return sum(creditsOf(order, found, marker.generation).map(worthOf)) < worthOf(sale);
}
