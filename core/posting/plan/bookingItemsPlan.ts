import type { SalesOrder } from '../../model/salesOrder';
import { needsTaxCodes } from '../../quickbooks/company';
import { ownSku, type OwnItem } from '../../quickbooks/ownSkus';
import type { Company } from '../../quickbooks/quickBooksClient';
import type { PostingChoices } from './postingOptions';

/** An order with what the user chose for it. */
export interface ChosenOrder {
	readonly order: SalesOrder;
	readonly choices: PostingChoices;
}

/** One that an order needs, or may need. */
interface NeededItem extends OwnItem {
	/** The choices with this item in the place that was empty. */
	readonly choose: (choices: PostingChoices, itemId: string) => PostingChoices;
	/** False where only QuickBooks' answer shows whether the order needs it. */
	readonly isCertain: boolean;
}

const NOTE = 'By its SKU the stock sync finds it: leave the SKU as it is.';

/**
 * The items that an order needs beside those of its lines, and the user has not chosen; none where he wants none created. `company`: null where no order of
 * the run has a sale.
 */
export function neededItems(chosen: ChosenOrder, company: Company | null): NeededItem[] {
	const { order, choices } = chosen;
	const { draft, createdItems } = choices;
	if (createdItems === undefined) return [];
	const { incomeAccountId, liabilityAccountId } = createdItems;
	const inDraft = (field: 'feeItemId' | 'giftCertificateItemId' | 'roundingItemId') => {
		return (before: PostingChoices, id: string) => ({ ...before, draft: { ...before.draft, [field]: id } });
	};
	const fees = {
		...named('FEES', 'Order fees'),
		incomeAccountId,
		choose: inDraft('feeItemId'),
		isCertain: true,
	};
	const rounding = {
		...named('ROUNDING', 'Sales tax rounding'),
		incomeAccountId,
		choose: inDraft('roundingItemId'),
		isCertain: false,
	};
	const credit = {
		...named('GIFT-CERTIFICATES', 'Gift certificates and store credit'),
		incomeAccountId: liabilityAccountId,
		choose: inDraft('giftCertificateItemId'),
		isCertain: true,
	};
	return [
		...(draft.feeItemId === null && order.fees.length > 0 ? [fees] : []),
		...(draft.roundingItemId === null && mayRoundOtherwise(order, company) ? [rounding] : []),
		...(draft.giftCertificateItemId === null && liabilityAccountId !== null && owesMore(order, draft) ? [credit] : []),
	];
}

/** The item for lines that QuickBooks has none for; null where the user has chosen one, or wants none created. */
export function unmatchedItem({ missingItems, createdItems }: PostingChoices): OwnItem | null {
	if (createdItems === undefined || missingItems.kind !== 'fallback' || missingItems.itemId !== null) return null;
	return { ...named('UNMATCHED', 'Unmatched sales'), incomeAccountId: createdItems.incomeAccountId };
}

function named(ending: string, name: string): Omit<OwnItem, 'incomeAccountId'> {
	return { sku: ownSku(ending), name, note: NOTE, expenseAccountId: null };
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
