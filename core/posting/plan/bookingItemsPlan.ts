import type { SalesOrder } from '../../model/salesOrder';
import { needsTaxCodes } from '../../quickbooks/company';
import { OWN_SKU } from '../../quickbooks/ownSkus';
import type { Company } from '../../quickbooks/quickBooksClient';
import type { PostingChoices } from './postingOptions';

/** An order with what the user chose for it. */
export interface ChosenOrder {
	readonly order: SalesOrder;
	readonly choices: PostingChoices;
}

/** An item for what is no product of a shop. */
export interface BookingItem {
	/** Reserved: by it the item is found again, whatever its name becomes. */
	readonly sku: string;
	readonly name: string;
	/** For people, in the item. */
	readonly note: string;
	/** What it is booked on; null takes QuickBooks' own account for sales. */
	readonly accountId: string | null;
	/** The choices with this item in the place that was empty. */
	readonly choose: (choices: PostingChoices, itemId: string) => PostingChoices;
}

const NOTE = 'By its SKU the stock sync finds it: leave the SKU as it is.';

/** The items that an order needs and the user has not chosen; none where he wants none made. `company`: null where no order of the run has a sale. */
export function neededItems(chosen: ChosenOrder, company: Company | null): BookingItem[] {
	const { order, choices } = chosen;
	const { draft, missingItems, madeItems } = choices;
	if (madeItems === undefined) return [];
	const { incomeAccountId, liabilityAccountId } = madeItems;
	const inDraft = (field: 'feeItemId' | 'giftCertificateItemId' | 'roundingItemId') => {
		return (before: PostingChoices, id: string) => ({ ...before, draft: { ...before.draft, [field]: id } });
	};
	const fees = { ...named('FEES', 'Order fees'), accountId: incomeAccountId, choose: inDraft('feeItemId') };
	const rounding = {
		...named('ROUNDING', 'Sales tax rounding'),
		accountId: incomeAccountId,
		choose: inDraft('roundingItemId'),
	};
	const credit = {
		...named('GIFT-CERTIFICATES', 'Gift certificates and store credit'),
		accountId: liabilityAccountId,
		choose: inDraft('giftCertificateItemId'),
	};
	const unmatched = { ...named('UNMATCHED', 'Unmatched sales'), accountId: incomeAccountId, choose: asFallback };
	return [
		...(draft.feeItemId === null && order.fees.length > 0 ? [fees] : []),
		...(draft.roundingItemId === null && mayRoundOtherwise(order, company) ? [rounding] : []),
		...(draft.giftCertificateItemId === null && liabilityAccountId !== null && hasCredit(order) ? [credit] : []),
		...(missingItems.kind === 'fallback' && missingItems.itemId === null ? [unmatched] : []),
	];
}

function named(ending: string, name: string): Pick<BookingItem, 'sku' | 'name' | 'note'> {
	return { sku: `${OWN_SKU}${ending}`, name, note: NOTE };
}

function asFallback(before: PostingChoices, itemId: string): PostingChoices {
	return { ...before, missingItems: { kind: 'fallback', itemId } };
}

/** In the US QuickBooks takes the channel's tax as it is (rules.md G5). */
function mayRoundOtherwise({ lines, shipping, fees }: SalesOrder, company: Company | null): boolean {
	return company !== null && needsTaxCodes(company) && [...lines, ...shipping, ...fees].some(({ tax }) => tax !== 0);
}

/** What is owed to buyers is sold, pays, or is given back. */
function hasCredit({ lines, payments, refunds }: SalesOrder): boolean {
	return (
		lines.some(({ kind }) => kind === 'giftCertificate') ||
		[...payments, ...refunds.flatMap(({ tender }) => tender)].some(({ kind }) => kind !== 'money')
	);
}
