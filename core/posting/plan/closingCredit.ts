import { CANCELLATION } from '../../model/orderIdentity';
import { allocate, sum, type Money } from '../../model/money';
import type { Tender } from '../../model/salesOrder';
import type { CreditDraft } from '../draft/creditDraft';
import { reversedParts } from '../draft/creditParts';
import { closingParts, isClosedExactly } from '../draft/closingParts';
import { exactOpenParts, openParts, openRounding, type OpenPart } from '../draft/openParts';
import { openTotal, type SaleInBooks } from '../draft/saleInBooks';
import { tenderIn } from '../draft/tenderParts';

/**
 * The one credit for what is left of a sale that is off (rules.md D1). Null when nothing is left.
 *
 * 1. What is left is what the document stands for without the credits before.
 * 2. Each part of the document goes back with what is open of it, so that no account keeps anything (rules.md D7).
 * 3. So do store credit and gift certificates that paid for it and did not go back.
 * 4. The units are those that no credit gave back.
 *
 * A sale of 100 for 3 units, of which 20 and 30 and one unit went back before, is credited with 50 and 2 units.
 */
export function planClosingCredit(sale: SaleInBooks): CreditDraft | null {
	const { order, facts } = sale;
	const rest = openTotal(sale);
	const openNow = isClosedExactly(sale) ? exactOpenParts(sale) : openParts(sale);
	const open = openNow.map((part) => ({ part, units: isReturned(part, sale) ? part.units : 0 }));
	if (rest <= 0 && open.every(({ part, units }) => part.kind === 'charge' || units === 0)) return null;
	const total = Math.max(0, rest);
	const parts = open.flatMap(({ part, units }) =>
		reversedParts(rest < 0 ? { ...part, net: 0, tax: 0 } : part, units, facts),
	);
	return {
		refundId: CANCELLATION,
		at: order.modifiedAt,
		total,
		tender: openTender(sale, total),
		parts: closingParts(parts, openNow, sale),
		rounding: openRounding(sale),
		isNet: isClosedExactly(sale),
		payout: [],
		note: 'what was left when the order was called off',
	};
}

/** What paid the sale and did not go back yet: never more than what is left. */
function openTender({ document, credits }: SaleInBooks, rest: Money): Tender[] {
	const back = credits.flatMap(tenderIn);
	const open = tenderIn(document).map(({ kind, amount }) => ({
		kind,
		amount: Math.max(0, amount - sum(back.filter((one) => one.kind === kind).map((one) => one.amount))),
	}));
	const amounts = open.map(({ amount }) => amount);
	const shares = sum(amounts) <= rest ? amounts : allocate(rest, amounts);
	return open.map(({ kind }, place) => ({ kind, amount: shares[place] ?? 0 })).filter(({ amount }) => amount !== 0);
}

/** A cancelled order's goods have not left. Where the channel does not say it of a refunded order, only the user knows. */
function isReturned({ kind, line }: OpenPart, { order, facts }: SaleInBooks): boolean {
	if (kind === 'charge') return false;
	if (order.state === 'cancelled') return true;
	const isUnstated = line === null ? order.lines.every(({ restocked }) => restocked === null) : line.restocked === null;
	return isUnstated && facts.choices.unstatedGoods === 'comeBack';
}
