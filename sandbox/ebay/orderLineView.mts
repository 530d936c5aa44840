import { amountOf } from './money.mts';
import type { Order, OrderLine } from './orderState.mts';

type Json = Record<string, unknown>;

/** A line of an order; `mirrored` also shows the tax that eBay collects as if it were the seller's. */
export function showLine(order: Order, line: OrderLine, mirrored: boolean): Json {
	const amount = (minor: number): Json => ({ ...amountOf(minor, order.currency) });
	const salesTax = { taxType: 'STATE_SALES_TAX' };
	const taxes = [line.tax, mirrored ? line.collectedTax : 0].filter((tax) => tax > 0).map((tax) => ({ amount: amount(tax), ...salesTax }));
	const refunds = order.refunds.filter((refund) => refund.lineItemId === line.lineItemId);
	return {
		lineItemId: line.lineItemId,
		legacyItemId: line.legacyItemId,
		...(line.sku === null ? {} : { sku: line.sku }),
		title: line.title,
		...(line.variation === null ? {} : { variationAspects: [{ name: 'Option', value: line.variation }] }),
		lineItemCost: amount(line.cost),
		...(line.discount > 0 ? { discountedLineItemCost: amount(line.cost - line.discount) } : {}),
		quantity: line.quantity,
		soldFormat: 'FIXED_PRICE',
		listingMarketplaceId: 'EBAY_US',
		purchaseMarketplaceId: 'EBAY_US',
		lineItemFulfillmentStatus: order.fulfillment,
		total: amount(line.cost - line.discount + line.shipping + line.tax + (mirrored ? line.collectedTax : 0)),
		deliveryCost: { shippingCost: amount(line.shipping) },
		appliedPromotions: line.discount > 0 ? [{ promotionId: '1', description: 'Sale event', discountAmount: amount(line.discount) }] : [],
		taxes,
		...(line.collectedTax > 0
			? { ebayCollectAndRemitTaxes: [{ ...salesTax, amount: amount(line.collectedTax), collectionMethod: 'NET' }] }
			: {}),
		properties: { buyerProtection: true },
		refunds: refunds.map((refund) => ({
			refundDate: new Date(refund.at).toISOString(),
			amount: amount(refund.amount),
			refundId: refund.refundId,
		})),
	};
}
