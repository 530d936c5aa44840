import { moneyText, sum, type Money } from '../../model/money';
import { identityKey, identityOf } from '../../model/orderIdentity';
import { worthOf } from '../draft/tenderParts';
import { withTrouble } from './postingOutcome';
import type { PostedSale } from './stages';
import { isSale, nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { creditsOf } from '../../quickbooks/orderInBooks';

/**
 * Tells of a sale that was ended when its order was called off, and that is open again beside the one that the order has since it was taken
 * up again (rules.md C5): a person deleted the credit that closed it, or changed one of the two. What a person did is not undone (rules.md A2).
 */
export function withReopenedSale(postedSale: PostedSale): PostedSale {
	const { document, found } = postedSale;
	const reopened = found.find((one) => isReopened(one, postedSale));
	// A credit without a mark may be the one that closed it.
	const isMaybeClosed = found.some((one) => one.marker === null && !isSale(one) && !one.voided);
	if (reopened === undefined || isMaybeClosed) return postedSale;
	const name = nameOf(reopened);
	const begun = `${name} was ended when the order was called off, and`;
	const credited = creditedOf(reopened, postedSale);
	const reason =
		credited === 0
			? `${begun} is open again beside ${nameOf(document)}: the credit that closed it was deleted in QuickBooks by someone, or a person has written over its memo. Void ${name} or credit it by hand.`
			: `${begun} ${moneyText(worthOf(reopened) - credited, reopened.currency)} of it are open again beside ${nameOf(document)}: it was changed in QuickBooks by someone since, or its credit was. Give both the same total, or credit the rest by hand.`;
	return { ...postedSale, outcome: withTrouble(postedSale.outcome, reason) };
}

/** True for a sale of an earlier generation that is neither void nor wholly credited. */
function isReopened(sale: BooksDocument, postedSale: PostedSale): boolean {
	const { order, document } = postedSale;
	const { marker, voided } = sale;
	if (marker === null || voided || marker.identity !== identityKey(identityOf(order))) return false;
	if (marker.generation >= (document.marker?.generation ?? 1)) return false;
	return creditedOf(sale, postedSale) < worthOf(sale);
}

/** What the credits of this sale's generation took of it. */
function creditedOf({ marker }: BooksDocument, { order, found }: PostedSale): Money {
	return sum(creditsOf(order, found, marker?.generation ?? 1).map(worthOf));
}
