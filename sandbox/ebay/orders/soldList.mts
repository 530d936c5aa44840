import { isListed, type Order, type OrderLine } from './order.mts';
import type { EbayState } from '../state.mts';
import { tradingErrors, type TradingError } from '../trading/errors.mts';
import { priceNode, textOf, type XmlNode } from '../trading/xml.mts';

const DAY = 24 * 60 * 60 * 1000;
const MOST_DAYS = 60;
const FILTERS: Readonly<Record<string, (order: Order) => boolean>> = {
	All: () => true,
	AwaitingPayment: ({ payment }) => payment !== 'paid',
	AwaitingShipment: ({ payment, fulfillment }) => payment === 'paid' && fulfillment !== 'FULFILLED',
	PaidAndShipped: ({ payment, fulfillment }) => payment === 'paid' && fulfillment === 'FULFILLED',
};

/**
 * My eBay's list of sales, those that await payment included; what was cancelled is gone from it.
 * https://developer.ebay.com/devzone/xml/docs/reference/ebay/types/OrderStatusFilterCodeType.html
 */
export function soldRows(state: EbayState, list: XmlNode): XmlNode[] | TradingError {
	const days = textOf(list, 'DurationInDays') ?? '31';
	if (!/^\d{1,3}$/.test(days) || Number(days) > MOST_DAYS) return tradingErrors.badInput('DurationInDays');
	const filter = textOf(list, 'OrderStatusFilter') ?? 'All';
	const fits = Object.hasOwn(FILTERS, filter) ? FILTERS[filter] : undefined;
	if (fits === undefined) return tradingErrors.badInput('OrderStatusFilter');
	const since = state.now() - Number(days) * DAY;
	return [...state.orders.values()]
		.filter((order) => order.cancelled !== 'CANCELED' && order.createdAt >= since && fits(order))
		.map(showSale);
}

/** One thing from one listing is a transaction by itself; several are an order. */
function showSale(order: Order): XmlNode {
	const transactions = order.lines.map((line) => showTransaction(order, line));
	if (transactions.length === 1 && !isListed(order)) return { Transaction: transactions[0] };
	const subtotal = order.lines.reduce((all, { cost }) => all + cost, 0);
	return {
		Order: {
			OrderID: order.orderId,
			Subtotal: priceNode(subtotal, order.currency),
			TransactionArray: { Transaction: transactions },
		},
	};
}

function showTransaction(order: Order, line: OrderLine): XmlNode {
	const { legacyItemId, lineItemId, sku, title, variation, quantity, cost } = line;
	const ownSku = sku === null || variation !== null ? {} : { SKU: sku };
	const variations =
		variation === null
			? {}
			: { Variations: { Variation: { SKU: sku ?? '', VariationTitle: `${title}[${variation}]` } } };
	return {
		Buyer: { UserID: order.buyer.username, Email: order.buyer.email },
		CreatedDate: order.corrupt ? 'yesterday' : new Date(order.createdAt).toISOString(),
		Item: { ItemID: legacyItemId, ListingType: 'FixedPriceItem', ...ownSku, Title: title, ...variations },
		OrderLineItemID: `${legacyItemId}-${lineItemId}`,
		...(order.payment === 'paid' ? { PaidTime: new Date(order.paidAt).toISOString() } : {}),
		QuantityPurchased: quantity,
		SellerPaidStatus: order.payment === 'paid' ? 'PaidWithEscrow' : 'NotPaid',
		TransactionID: lineItemId,
		TransactionPrice: priceNode(cost / quantity, order.currency),
	};
}
