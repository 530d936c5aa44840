import { isListed, taxOf, totalsOf, type Order, type OrderLine } from './order.mts';
import type { EbayState } from '../state.mts';
import { failure, success, type TradingCall } from '../trading/answer.mts';
import { tradingErrors, type TradingError } from '../trading/errors.mts';
import { cutPage, readPaging } from '../trading/paging.mts';
import { priceNode, textOf, textsOf, type XmlNode } from '../trading/xml.mts';

const DAY = 24 * 60 * 60 * 1000;
const MOST_DAYS = 30;
const MOST_AGE = 90 * DAY;

/**
 * Orders of the seller, by their ids or by a time of at most 30 days, those that await payment among them.
 * https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetOrders.html
 */
export const getOrders: TradingCall = (state, call) => {
	const filter = readFilter(state, call);
	if ('code' in filter) return failure(filter);
	const asked = readPaging(call, { otherwise: 25, most: 100 });
	if ('code' in asked) return failure(asked);
	const descending = textOf(call, 'SortingOrder') === 'Descending';
	const found = [...state.orders.values()]
		.filter(filter.fits)
		.sort((one, other) => (descending ? -1 : 1) * (one.createdAt - other.createdAt));
	const page = cutPage(found, asked);
	if ('code' in page) return failure(page);
	const rows = page.rows.map((order) => showTradingOrder(state, order));
	return success({
		PaginationResult: page.PaginationResult,
		HasMoreOrders: page.hasMore,
		OrderArray: rows.length === 0 ? '' : { Order: rows },
		OrdersPerPage: asked.perPage,
		PageNumber: asked.page,
		ReturnedOrderCountActual: rows.length,
	});
};

interface Filter {
	readonly fits: (order: Order) => boolean;
}

const STATUSES = ['All', 'Active', 'Cancelled', 'CancelPending', 'Completed', 'Inactive'];

/** Ids win over times; a number of days counts back from now on the date of modification. */
function readFilter(state: EbayState, call: XmlNode): Filter | TradingError {
	if ((textOf(call, 'OrderRole') ?? 'Seller') !== 'Seller') return { fits: () => false };
	const ids = textsOf(call, 'OrderIDArray', 'OrderID');
	if (ids.length > 0) return { fits: ({ orderId }) => ids.includes(orderId) };
	const status = textOf(call, 'OrderStatus') ?? 'All';
	if (!STATUSES.includes(status)) return tradingErrors.badInput('OrderStatus');
	const range = readRange(state, call);
	if ('code' in range) return range;
	return {
		fits: (order) =>
			order[range.field] >= range.from &&
			order[range.field] <= range.to &&
			(status === 'All' || statusOf(order) === status),
	};
}

interface Range {
	readonly field: 'createdAt' | 'modifiedAt';
	readonly from: number;
	readonly to: number;
}

function readRange(state: EbayState, call: XmlNode): Range | TradingError {
	const now = state.now();
	const days = textOf(call, 'NumberOfDays');
	if (days !== null) {
		if (!/^\d{1,2}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS)
			return tradingErrors.badInput('NumberOfDays');
		return { field: 'modifiedAt', from: now - Number(days) * DAY, to: now };
	}
	for (const [name, field] of [
		['CreateTime', 'createdAt'],
		['ModTime', 'modifiedAt'],
	] as const) {
		const [from, to] = [textOf(call, `${name}From`), textOf(call, `${name}To`)];
		if (from === null && to === null) continue;
		const range = { field, from: Date.parse(from ?? ''), to: to === null ? now : Date.parse(to) };
		const most = field === 'createdAt' ? MOST_AGE : MOST_DAYS * DAY;
		return range.to - range.from <= most && range.to >= range.from ? range : tradingErrors.badInput(`${name}From`);
	}
	return tradingErrors.badInput('NumberOfDays');
}

function statusOf(order: Order): string {
	if (order.cancelled === 'CANCELED') return 'Cancelled';
	if (order.cancelled === 'IN_PROGRESS') return 'CancelPending';
	return isListed(order) ? 'Completed' : 'Active';
}

function showTradingOrder(state: EbayState, order: Order): XmlNode {
	const price = (minor: number): XmlNode => priceNode(minor, order.currency);
	const { subtotal, discount, shipping, shippingDiscount, total, collectedTax } = totalsOf(order);
	const paid = order.payment === 'paid';
	const { buyer } = order;
	const [parcel] = order.fulfillments;
	return {
		OrderID: order.orderId,
		OrderStatus: statusOf(order),
		AdjustmentAmount: price(order.adjustment),
		AmountPaid: price(paid ? total + collectedTax : 0),
		AmountSaved: price(discount),
		CheckoutStatus: {
			eBayPaymentStatus: order.payment === 'failed' ? 'PaymentFailed' : 'NoPaymentFailure',
			LastModifiedTime: new Date(order.modifiedAt).toISOString(),
			PaymentMethod: order.paymentMethod,
			Status: paid ? 'Complete' : 'Incomplete',
		},
		ShippingDetails: { SellingManagerSalesRecordNumber: order.recordNumber },
		CreatedTime: new Date(order.createdAt).toISOString(),
		ShippingAddress: {
			Name: buyer.fullName,
			Street1: buyer.line1,
			CityName: buyer.city,
			StateOrProvince: buyer.state,
			Country: buyer.country,
			Phone: buyer.phone,
			PostalCode: buyer.postalCode,
		},
		ShippingServiceSelected: { ShippingService: 'Other', ShippingServiceCost: price(shipping - shippingDiscount) },
		Subtotal: price(subtotal - discount),
		Total: price(total),
		TransactionArray: { Transaction: order.lines.map((line) => showTransaction(order, line)) },
		BuyerUserID: buyer.username,
		...(paid ? { PaidTime: new Date(order.paidAt).toISOString() } : {}),
		...(parcel === undefined ? {} : { ShippedTime: new Date(parcel.at).toISOString() }),
		SellerUserID: state.sellerId,
		CancelStatus: order.cancelled === 'NONE_REQUESTED' ? 'NotApplicable' : statusOf(order),
		ExtendedOrderID: order.orderId,
		ContainseBayPlusTransaction: false,
	};
}

function showTransaction(order: Order, line: OrderLine): XmlNode {
	const price = (minor: number): XmlNode => priceNode(minor, order.currency);
	const own = line.sku === null ? {} : { SKU: line.sku };
	return {
		Buyer: { Email: order.buyer.email },
		CreatedDate: new Date(order.createdAt).toISOString(),
		Item: {
			ItemID: line.legacyItemId,
			Site: 'US',
			Title: line.title,
			...(line.variation === null ? own : {}),
		},
		QuantityPurchased: line.quantity,
		Status: { PaymentHoldStatus: 'None' },
		TransactionID: line.lineItemId,
		TransactionPrice: price(line.cost / line.quantity),
		...(line.variation === null ? {} : { Variation: { ...own, VariationTitle: `${line.title}[${line.variation}]` } }),
		eBayCollectAndRemitTax: taxOf(line, true) > 0,
		OrderLineItemID: `${line.legacyItemId}-${line.lineItemId}`,
		ActualShippingCost: price(line.shipping - line.shippingDiscount),
	};
}
