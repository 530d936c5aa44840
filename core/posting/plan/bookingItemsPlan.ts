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
}

/** One that an order needs, or may need. */
interface NeededItem extends BookingItem {
	/** The choices with this item in the place that was empty. */
	readonly choose: (choices: PostingChoices, itemId: string) => PostingChoices;
	/** False where only QuickBooks' answer shows whether the order needs it. */
	readonly isCertain: boolean;
}

const NOTE = 'By its SKU the stock sync finds it: leave the SKU as it is.';

/**
 * The items that an order needs beside those of its lines, and the user has not chosen; none where he wants none made. `company`: null where no order of
 * the run has a sale.
 */
export function neededItems(chosen: ChosenOrder, company: Company | null): NeededItem[] {
	const { order, choices } = chosen;
	const { draft, madeItems } = choices;
	if (madeItems === undefined) return [];
	const { incomeAccountId, liabilityAccountId } = madeItems;
	const inDraft = (field: 'feeItemId' | 'giftCertificateItemId' | 'roundingItemId') => {
		return (before: PostingChoices, id: string) => ({ ...before, draft: { ...before.draft, [field]: id } });
	};
	const fees = {
		...named('FEES', 'Order fees'),
		accountId: incomeAccountId,
		choose: inDraft('feeItemId'),
		isCertain: true,
	};
	const rounding = {
		...named('ROUNDING', 'Sales tax rounding'),
		accountId: incomeAccountId,
		choose: inDraft('roundingItemId'),
		isCertain: false,
	};
	const credit = {
		...named('GIFT-CERTIFICATES', 'Gift certificates and store credit'),
		accountId: liabilityAccountId,
		choose: inDraft('giftCertificateItemId'),
		isCertain: true,
	};
	return [
		...(draft.feeItemId === null && order.fees.length > 0 ? [fees] : []),
		...(draft.roundingItemId === null && mayRoundOtherwise(order, company) ? [rounding] : []),
		...(draft.giftCertificateItemId === null && liabilityAccountId !== null && owesMore(order, draft) ? [credit] : []),
	];
}

/** The item for lines that QuickBooks has none for; null where the user has chosen one, or wants none made. */
export function unmatchedItem({ missingItems, madeItems }: PostingChoices): BookingItem | null {
	if (madeItems === undefined || missingItems.kind !== 'fallback' || missingItems.itemId !== null) return null;
	return { ...named('UNMATCHED', 'Unmatched sales'), accountId: madeItems.incomeAccountId };
}

function named(ending: string, name: string): Pick<BookingItem, 'sku' | 'name' | 'note'> {
	return { sku: `${OWN_SKU}${ending}`, name, note: NOTE };
}

/** In the US QuickBooks takes the channel's tax as it is (rules.md G5). */
function mayRoundOtherwise({ lines, shipping, fees }: SalesOrder, company: Company | null): boolean {
	return company !== null && needsTaxCodes(company) && [...lines, ...shipping, ...fees].some(({ tax }) => tax !== 0);
}

/** What is owed to buyers is sold, pays, or is given back. Store credit may have an item of its own. */
function owesMore(
	{ lines, payments, refunds }: SalesOrder,
	{ storeCreditItemId }: Pick<PostingChoices['draft'], 'storeCreditItemId'>,
): boolean {
	const kinds = [...payments, ...refunds.flatMap(({ tender }) => tender)].map(({ kind }) => kind);
	return (
		lines.some(({ kind }) => kind === 'giftCertificate') ||
		kinds.includes('giftCertificate') ||
		(storeCreditItemId === null && kinds.includes('storeCredit'))
	);
}
