import { readCurrency } from './amounts';
import { readMoney } from '../../../model/money';
import type { SellingFee } from '../../../model/salesOrder';
import { readFields, type Fields } from '../../../reading/readUnknown';

/** Who keeps the fees. */
const CHARGED_BY = 'eBay';

/**
 * What the order itself says that eBay keeps of it: one sum. eBay does not say how it changes after a refund, and fees for advertising and
 * labels are not in it. https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:Order
 */
export function readOrderFee({ totalMarketplaceFee }: Fields, path: string): SellingFee[] {
	if (totalMarketplaceFee === undefined || totalMarketplaceFee === null) return [];
	const at = `${path}.totalMarketplaceFee`;
	const currency = readCurrency(totalMarketplaceFee, at);
	const amount = readMoney(readFields(totalMarketplaceFee, at).value, currency, `${at}.value`);
	if (amount === 0) return [];
	return [{ feeId: 'order', name: 'Selling fees', chargedBy: CHARGED_BY, amount, currency, chargedAt: null }];
}
