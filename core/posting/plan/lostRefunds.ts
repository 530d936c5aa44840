import { isSale, nameOf } from '../../quickbooks/booksDocument';
import { creditsWithoutRefund, versionIn } from '../../quickbooks/orderInBooks';
import { withTrouble } from './postingOutcome';
import type { PostedSale } from './stages';

/** A refund that the shop has deleted has moved no money: its credit is for a person. */
export function withLostRefunds(postedSale: PostedSale): PostedSale {
	const { order, credits, found } = postedSale;
	const lost = creditsWithoutRefund(order, [...credits, ...found.filter((one) => one.marker === null && !isSale(one))]);
	if (lost.length === 0) return postedSale;
	const reason = `The shop has no refund any more for ${lost.map(nameOf).join(', ')}: delete it if no money went back, else enter the refund in the shop again.`;
	const isSure = lost.every((credit) => versionIn(credit) !== null || order.modifiedAt >= credit.createdAt);
	const known = isSure ? reason : `${reason} ${unsureReason(order)}`;
	return { ...postedSale, outcome: withTrouble(postedSale.outcome, known) };
}

/** Of a credit without a mark nobody knows which version of the order it shows. */
function unsureReason({ modifiedAt }: PostedSale['order']): string {
	return `Its memo was written over, so look into the shop first: this version of the order is of ${modifiedAt}, before the credit was written, and may be older than the refund.`;
}
