import type { Moment } from '../../model/moment';
import { saleTypes } from '../draft/paymentRules';
import { withCreation } from './postingPlan';
import type { PlannedOrder } from './stages';
import { nameOf, type BooksDocument, isSale } from '../../quickbooks/booksDocument';
import type { UnseenDeletion } from '../../quickbooks/documentIndex';

/** So many are named; of more it is said how many there are. */
const NAMED = 3;

/**
 * Orders whose sale somebody may have deleted before this process knew it (rules.md A2): they are older than a deleted document of a type that
 * their sale would have, and have none. A person says whether they are to be posted.
 */
export function holdBackDeleted<Order extends Pick<PlannedOrder, 'order' | 'choices' | 'plan' | 'unseenDeletions'>>(
	planned: readonly Order[],
): Order[] {
	return planned.map((one) => {
		const { order, choices, unseenDeletions } = one;
		const types = saleTypes(choices.draft);
		const may = unseenDeletions.filter(({ type, madeBefore }) => types.includes(type) && order.placedAt < madeBefore);
		if (may.length === 0) return one;
		const reason = `${unseenReason(may)} It may have been this order's sale: the order is older and has none. If it is to be posted, ${LET_THROUGH}`;
		return { ...one, plan: withCreation(one.plan, () => ({ action: 'needsAttention', reason, document: null })) };
	});
}

/**
 * Why a credit may be one that somebody deleted; null where none can be. A credit is younger than its sale, and than its refund (`refundedAt`; null
 * where that is not known).
 */
export function deletedCreditTrouble(
	unseen: readonly UnseenDeletion[],
	{ createdAt }: BooksDocument,
	refundedAt: Moment | null,
): string | null {
	const since = refundedAt !== null && refundedAt > createdAt ? refundedAt : createdAt;
	const may = unseen.filter((deletion) => !isSale(deletion) && since < deletion.madeBefore);
	return may.length === 0
		? null
		: `${unseenReason(may)} It may have been this credit. If it is to be written, ${LET_THROUGH}`;
}

const LET_THROUGH = 'set Let Through Until to a time when that will be done';

function unseenReason(deletions: readonly UnseenDeletion[]): string {
	const names = deletions.slice(0, NAMED).map(({ type, id }) => nameOf({ type, id, number: null }));
	const more = deletions.length > NAMED ? ` and ${deletions.length - NAMED} more` : '';
	return `Somebody deleted ${names.join(', ')}${more} in QuickBooks before this process knew whose it was.`;
}
