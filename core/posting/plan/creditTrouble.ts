import { isClosedDay } from '../../quickbooks/company';
import { moneyText } from '../../model/money';
import { creditDay, creditLineParts, type CreditDraft } from '../draft/creditDraft';
import { partsTrouble } from '../draft/draftTrouble';
import { removedTrouble } from '../draft/removedParts';
import { hasLineKeys, openTotal, type SaleInBooks, unitsReturned } from '../draft/saleInBooks';
import { tenderTrouble } from '../draft/tenderParts';
import { isUnmodified, nameOf } from '../../quickbooks/booksDocument';

/** Why a credit cannot be written, for a person to mend; null when it can. */
export function creditTrouble(credit: CreditDraft, sale: SaleInBooks): string | null {
	return (
		documentTrouble(sale) ??
		limitTrouble(credit, sale) ??
		itemTrouble(credit, sale) ??
		dayTrouble(credit, sale) ??
		goneTrouble(credit, sale) ??
		tenderTrouble(credit.tender, sale.order, sale.facts) ??
		partsTrouble(creditLineParts(credit, sale.facts), sale.order, sale.facts)
	);
}

/** A document that people changed is theirs (rules.md A2). */
function documentTrouble({ document }: SaleInBooks): string | null {
	if (!isUnmodified(document))
		return `${nameOf(document)} was changed in QuickBooks since it was posted: credit it by hand`;
	return hasLineKeys(document)
		? null
		: `${nameOf(document)} has too many lines for its marker to tell them apart: credit it by hand`;
}

/** Credits never exceed the document (rules.md D2). */
function limitTrouble({ total }: CreditDraft, sale: SaleInBooks): string | null {
	const { document, order } = sale;
	const written = (money: number) => moneyText(money, order.currency);
	const open = openTotal(sale);
	if (total > open)
		return `${written(total)} went back, and only ${written(open)} of ${nameOf(document)} is not credited yet: check the refunds, and credit the rest by hand`;
	const over = order.lines.find((line) => unitsReturned(sale, line) > line.quantity);
	return over === undefined
		? null
		: `More of "${over.name}" was credited than sold: check the credits of ${nameOf(document)}`;
}

/** All that is open is turned back as the document has it, whatever the refund names. */
function goneTrouble({ refundId, total }: CreditDraft, sale: SaleInBooks): string | null {
	const refund = sale.order.refunds.find((one) => one.refundId === refundId);
	return refund === undefined || total === openTotal(sale) ? null : removedTrouble(refund, sale);
}

function itemTrouble({ parts, payout }: CreditDraft, { facts }: SaleInBooks): string | null {
	const without = [...parts, ...payout].find(({ itemId }) => itemId === null);
	if (without === undefined) return null;
	if (facts.choices.refundItemId === null)
		return `Money for "${without.name}" goes back and no goods for it${becauseOf(facts)}: choose a Money-Only Refund Item in this node`;
	return `"${without.name}" goes back: choose a Fee Item in this node`;
}

function becauseOf({ moneyItems }: SaleInBooks['facts']): string {
	const trouble = moneyItems?.trouble ?? null;
	return trouble === null ? '' : `, and no item of its income account can take it (${trouble})`;
}

function dayTrouble(credit: CreditDraft, { document, facts }: SaleInBooks): string | null {
	const { company } = facts;
	const day = creditDay(credit, document.day, company.timeZone);
	if (!isClosedDay(day, company)) return null;
	return `The refund is of ${day}, and the books are closed up to ${company.booksClosedUntil}`;
}
