import { amountOf } from '../money.mts';
import { showLine } from './lineJson.mts';
import { paymentStatusOf, totalsOf, type Fulfillment, type Order } from './order.mts';
import type { EbayState } from '../state.mts';

export interface OrderViewChoice {
	readonly state: EbayState;
	/** fieldGroups=TAX_BREAKDOWN */
	readonly taxBreakdown: boolean;
	/** getOrder tells the cancellation requests, the list never does. */
	readonly single: boolean;
}

type Json = Record<string, unknown>;

/** An order as getOrders and getOrder show it. */
export function showOrder(order: Order, choice: OrderViewChoice): Json {
	const whole = showWholeOrder(order, choice);
	if (!order.corrupt) return whole;
	const { pricingSummary: _gone, ...rest } = whole;
	return { ...rest, lineItems: 'lineItems' };
}

function showWholeOrder(order: Order, choice: OrderViewChoice): Json {
	const totals = totalsOf(order);
	const mirrored = choice.taxBreakdown || choice.state.settings.collectedTax === 'mirrored';
	return {
		orderId: order.orderId,
		legacyOrderId: order.orderId,
		creationDate: new Date(order.createdAt).toISOString(),
		lastModifiedDate: new Date(order.modifiedAt).toISOString(),
		orderFulfillmentStatus: order.fulfillment,
		orderPaymentStatus: paymentStatusOf(order),
		sellerId: choice.state.sellerId,
		buyer: showBuyer(order, choice.state),
		pricingSummary: showPricing(order, { mirrored, taxBreakdown: choice.taxBreakdown }),
		cancelStatus: { cancelState: order.cancelled, cancelRequests: choice.single ? showCancelRequests(order) : [] },
		paymentSummary: showPayments(order),
		fulfillmentStartInstructions: [
			{
				fulfillmentInstructionsType: 'SHIP_TO',
				ebaySupportedFulfillment: false,
				shippingStep: { shipTo: showShipTo(order, choice.state) },
			},
		],
		fulfillmentHrefs: order.fulfillments.map(
			({ fulfillmentId }) =>
				`https://api.ebay.com/sell/fulfillment/v1/order/${order.orderId}/shipping_fulfillment/${fulfillmentId}`,
		),
		lineItems: order.lines.map((line) => showLine(order, line, mirrored)),
		...(totals.collectedTax > 0 ? { ebayCollectAndRemitTax: true } : {}),
		salesRecordReference: order.recordNumber,
		totalFeeBasisAmount: amountOf(totals.total + totals.collectedTax, order.currency),
		...(order.fee === null ? {} : { totalMarketplaceFee: amountOf(order.fee, order.currency) }),
	};
}

function showBuyer(order: Order, state: EbayState): Json {
	const { username, state: stateOrProvince, postalCode, country } = order.buyer;
	const taxAddress = written({ stateOrProvince, postalCode, countryCode: country });
	return { username, taxAddress, buyerRegistrationAddress: showShipTo(order, state) };
}

const DAY = 24 * 3600 * 1000;

/** eBay forgets the buyer's e-mail after two weeks, name, phone and street after 90 days. */
function showShipTo({ buyer, createdAt }: Order, state: EbayState): Json {
	const age = state.now() - createdAt;
	const place = written({
		city: buyer.city,
		stateOrProvince: buyer.state,
		postalCode: buyer.postalCode,
		countryCode: buyer.country,
	});
	if (age > 90 * DAY) return { contactAddress: place };
	const { fullName, line1, phone, email } = buyer;
	const contactAddress = { ...written({ addressLine1: line1 }), ...place };
	const phones = phone === '' ? {} : { primaryPhone: { phoneNumber: phone } };
	return { ...written({ fullName }), contactAddress, ...phones, ...(age > 14 * DAY ? {} : written({ email })) };
}

/** What is not known is not written. */
function written(fields: Readonly<Record<string, string>>): Json {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function showPricing(
	order: Order,
	{ mirrored, taxBreakdown }: { readonly mirrored: boolean; readonly taxBreakdown: boolean },
): Json {
	const { subtotal, discount, shipping, shippingDiscount, tax, collectedTax, total } = totalsOf(order);
	const shownTax = tax + (mirrored ? collectedTax : 0);
	const amount = (minor: number): Json => ({ ...amountOf(minor, order.currency) });
	return {
		priceSubtotal: amount(subtotal),
		...(discount > 0 ? { priceDiscount: amount(-discount) } : {}),
		deliveryCost: amount(shipping),
		...(shippingDiscount > 0 ? { deliveryDiscount: amount(-shippingDiscount) } : {}),
		...(order.adjustment === 0 ? {} : { adjustment: amount(order.adjustment) }),
		...(shownTax > 0 ? { tax: amount(shownTax) } : {}),
		...(taxBreakdown && order.specialFees !== 0 ? { fee: amount(order.specialFees) } : {}),
		total: amount(total + (mirrored ? collectedTax : 0) + beside(order) + order.unexplained),
	};
}

/** Charges that the buyer pays and the seller does not get. */
function beside(order: Order): number {
	return order.chargesGoTo === 'ebay' ? totalsOf(order).charges : 0;
}

function showPayments(order: Order): Json {
	const { total, collectedTax, refunded } = totalsOf(order);
	const paid = amountOf(total + collectedTax + beside(order) + order.unexplained, order.currency);
	const date = new Date(order.paidAt).toISOString();
	const paymentStatus = order.payment === 'paid' ? 'PAID' : order.payment === 'failed' ? 'FAILED' : 'PENDING';
	const { paymentMethod, paymentReference: paymentReferenceId } = order;
	const refunds = order.refunds.map((refund) => ({
		refundDate: new Date(refund.at).toISOString(),
		amount: amountOf(refund.amount, order.currency),
		refundStatus: refund.status,
		refundId: refund.refundId,
	}));
	return {
		totalDueSeller: amountOf(total - refunded, order.currency),
		refunds,
		payments: [{ paymentMethod, paymentReferenceId, paymentDate: date, amount: paid, paymentStatus }],
	};
}

function showCancelRequests(order: Order): Json[] {
	if (order.cancelled === 'NONE_REQUESTED') return [];
	const done = order.cancelled === 'CANCELED';
	return [
		{
			cancelInitiator: 'BUYER',
			cancelReason: 'BUYER_ASKED_CANCEL',
			cancelRequestedDate: new Date(order.modifiedAt).toISOString(),
			cancelRequestId: `5${order.recordNumber}`,
			cancelRequestState: done ? 'COMPLETED' : 'REQUESTED',
		},
	];
}

/** The parcels of an order as getShippingFulfillments shows them. */
export function showFulfillments(order: Order): Json {
	const fulfillments = order.fulfillments.map((fulfillment) => showFulfillment(order, fulfillment));
	return { fulfillments, total: fulfillments.length };
}

export function showFulfillment(order: Order, fulfillment: Fulfillment): Json {
	const { fulfillmentId, at, carrier, trackingNumber, items } = fulfillment;
	return {
		fulfillmentId,
		...(trackingNumber === null ? {} : { shipmentTrackingNumber: trackingNumber }),
		...(carrier === null ? {} : { shippingCarrierCode: carrier }),
		shippedDate: new Date(at).toISOString(),
		lineItems: items ?? order.lines.map(({ lineItemId, quantity }) => ({ lineItemId, quantity })),
	};
}
