import type { Money } from '../../model/money';
import type { DraftPart } from './draftPart';
import { moneyItemFor } from './moneyItem';
import { openParts } from './openParts';
import type { SaleInBooks } from './saleInBooks';
import { payoutKey } from './tenderParts';
import type { BooksDocument } from '../../quickbooks/booksDocument';

/**
 * What a credit memo leaves to a receipt of its own: the buyer had paid so much of the invoice. It has no tax, and both documents have it on
 * the item for money alone, so that it comes to nothing in every account but that of the money.
 */
export function payoutPart(amount: Money, sale: SaleInBooks): DraftPart[] {
	if (amount === 0) return [];
	const parts = openParts(sale);
	const goods = parts.find(({ kind, line }) => kind === 'goods' && line?.kind !== 'giftCertificate') ?? parts[0];
	return [payout(-amount, moneyItemFor(goods?.itemId ?? null, sale.facts))];
}

/** The line of a document for what is paid back beside it; empty where there is none. */
export function payoutIn({ lines }: Pick<BooksDocument, 'lines'>): DraftPart[] {
	return lines.flatMap(({ key, amount, itemId }) => (key === payoutKey() ? [payout(amount, itemId)] : []));
}

function payout(net: Money, itemId: string | null): DraftPart {
	return { key: payoutKey(), name: 'Paid back in money', quantity: 1, net, tax: 0, taxRates: [], itemId };
}
