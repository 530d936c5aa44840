import { fourDecimals } from './money.mts';
import { amountsOf } from './orderAmounts.mts';
import { orderLineJson } from './orderLineJson.mts';
import type { Order } from './orderModel.mts';
import { storeHash } from './route.mts';

/** Consignments show so many lines and say that there are more. */
const linesShown = 50;

export interface Includes {
	readonly consignments: 'none' | 'heads' | 'lines';
	/** The legacy shape is an array around the object. */
	readonly structure: 'object' | 'array';
}

export function consignments(order: Order, { consignments: depth, structure }: Includes): unknown {
	const lines = order.lines.slice(0, linesShown).map((line) => orderLineJson(order, line));
	const more = depth === 'lines' && order.lines.length > linesShown;
	const message =
		`Not all line items of this consignment are returned with this response, only ${linesShown} are included. ` +
		'Please use the `/v2/orders/{order_id}/products` endpoint to fetch all line items.';
	const shipping = {
		id: order.consignmentId,
		items_total: order.lines.length,
		items_shipped: order.shippedAt === null ? 0 : order.lines.length,
		shipping_method: 'Flat rate',
		...shippingCharges(order),
		...address(order),
		line_items: depth === 'lines' ? lines : link(order, `consignments/shipping/${order.consignmentId}/line_items`),
		...(more ? { __warning__: { message } } : {}),
	};
	const all = { pickups: [], shipping: [shipping], downloads: [], email: { gift_certificates: [] } };
	return structure === 'object' ? all : [all];
}

/** Name, street and country of the buyer. */
export function address(order: Order): Record<string, unknown> {
	return {
		first_name: order.buyer.firstName,
		last_name: order.buyer.lastName,
		company: '',
		street_1: '12 Harbor Road',
		street_2: '',
		city: 'Albany',
		state: 'New York',
		zip: '12207',
		country: 'United States',
		country_iso2: 'US',
		phone: '',
		email: order.buyer.email,
		form_fields: [],
	};
}

/** The charges of the one shipping address. */
export function shippingCharges(order: Order): Record<string, unknown> {
	const { shipping, handling } = amountsOf(order);
	return {
		base_cost: fourDecimals(order.shippingCost),
		cost_ex_tax: fourDecimals(shipping.ex),
		cost_inc_tax: fourDecimals(shipping.inc),
		cost_tax: fourDecimals(shipping.tax),
		cost_tax_class_id: 2,
		base_handling_cost: fourDecimals(order.handlingCost),
		handling_cost_ex_tax: fourDecimals(handling.ex),
		handling_cost_inc_tax: fourDecimals(handling.inc),
		handling_cost_tax: fourDecimals(handling.tax),
		handling_cost_tax_class_id: 2,
	};
}

export function link(order: Order, part: string): { url: string; resource: string } {
	return { url: `https://api.bigcommerce.com/stores/${storeHash}/v2/orders/${order.id}/${part}`, resource: `/orders/${order.id}/${part}` };
}
