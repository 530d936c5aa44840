import { amountOf } from '../money.mts';
import { taxOf, type LineTax, type Order, type OrderLine } from './order.mts';

type Json = Record<string, unknown>;

/** A line of an order; `mirrored` also shows the tax that eBay collects as if it were the seller's. */
export function showLine(order: Order, line: OrderLine, mirrored: boolean): Json {
	const amount = (minor: number): Json => ({ ...amountOf(minor, order.currency) });
	const [own, collected] = [false, true].map((isCollected) =>
		line.taxes.filter((tax) => tax.collected === isCollected),
	);
	const taxRow = (tax: LineTax): Json => ({ taxType: tax.type, amount: amount(tax.amount) });
	const refunds = order.refunds.flatMap((refund) =>
		refund.lines
			.filter(({ lineItemId }) => lineItemId === line.lineItemId)
			.map((part) => ({ ...refund, amount: part.amount })),
	);
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
		listingMarketplaceId: order.marketplace,
		purchaseMarketplaceId: order.marketplace,
		lineItemFulfillmentStatus: order.fulfillment,
		total: amount(
			line.cost -
				line.discount +
				line.shipping -
				line.shippingDiscount +
				taxOf(line, false) +
				(mirrored ? taxOf(line, true) : 0),
		),
		deliveryCost: {
			shippingCost: amount(line.shipping),
			...(line.shippingDiscount > 0 ? { discountAmount: amount(line.shippingDiscount) } : {}),
			...(line.importCharges > 0 ? { importCharges: amount(line.importCharges) } : {}),
		},
		appliedPromotions:
			line.discount > 0 ? [{ promotionId: '1', description: 'Sale event', discountAmount: amount(line.discount) }] : [],
		taxes: [...(own ?? []), ...(mirrored ? (collected ?? []) : [])].map(taxRow),
		...(collected !== undefined && collected.length > 0
			? { ebayCollectAndRemitTaxes: collected.map((tax) => ({ ...taxRow(tax), collectionMethod: 'NET' })) }
			: {}),
		properties: { buyerProtection: true },
		refunds: refunds.map((refund) => ({
			refundDate: new Date(refund.at).toISOString(),
			amount: amount(refund.amount),
			refundId: refund.refundId,
		})),
	};
}
