import { fourDecimals } from '../money.mts';
import { amountsOf } from './amounts.mts';
import { orderLineJson } from './lineJson.mts';
import type { Address, Order, OrderLine } from './order.mts';
import { storeHash } from '../api/route.mts';

/** Consignments show so many lines and say that there are more. */
const linesShown = 50;

export interface Includes {
	readonly consignments: 'none' | 'heads' | 'lines';
	/** The legacy shape is an array around the object. */
	readonly structure: 'object' | 'array';
}

export function consignments(order: Order, { consignments: depth, structure }: Includes): unknown {
	const of = (kind: string, lines: readonly OrderLine[]): object => {
		const shown = lines.slice(0, linesShown).map((line) => orderLineJson(order, line));
		const more = depth === 'lines' && lines.length > linesShown;
		const head = {
			id: order.consignmentId,
			items_total: lines.length,
			items_shipped: order.shippedAt === null ? 0 : lines.length,
		};
		const line_items =
			depth === 'lines' ? shown : link(order, `consignments/${kind}/${order.consignmentId}/line_items`);
		return { ...head, line_items, ...(more ? { __warning__: { message: cutOff } } : {}) };
	};
	const certificates = order.lines.filter(({ type }) => type === 'giftcertificate');
	const goods = order.lines.filter((line) => !certificates.includes(line));
	const all = {
		pickups: [],
		shipping:
			order.shipTo === null
				? []
				: [
						{
							shipping_method: 'Flat rate',
							...shippingCharges(order),
							...address(order.shipTo),
							...of('shipping', goods),
						},
					],
		downloads: order.shipTo === null && goods.length > 0 ? [of('downloads', goods)] : [],
		email: { gift_certificates: certificates.length > 0 ? [of('email', certificates)] : [] },
	};
	return structure === 'object' ? all : [all];
}

const cutOff =
	`Not all line items of this consignment are returned with this response, only ${linesShown} are included. ` +
	'Please use the `/v2/orders/{order_id}/products` endpoint to fetch all line items.';

/** A name, a street and a country. */
export function address(of: Address): Record<string, unknown> {
	return {
		first_name: of.firstName,
		last_name: of.lastName,
		company: of.company,
		street_1: of.street1,
		street_2: of.street2,
		city: of.city,
		state: of.state,
		zip: of.zip,
		country: of.country,
		country_iso2: of.countryCode,
		phone: of.phone,
		email: of.email,
		form_fields: [],
	};
}

/** The charges of the one shipping address. */
export function shippingCharges(order: Order): Record<string, unknown> {
	const { shipping, handling } = amountsOf(order);
	return {
		base_cost: fourDecimals(order.shipping.amount),
		cost_ex_tax: fourDecimals(shipping.ex),
		cost_inc_tax: fourDecimals(shipping.inc),
		cost_tax: fourDecimals(shipping.tax),
		cost_tax_class_id: 2,
		base_handling_cost: fourDecimals(order.handling.amount),
		handling_cost_ex_tax: fourDecimals(handling.ex),
		handling_cost_inc_tax: fourDecimals(handling.inc),
		handling_cost_tax: fourDecimals(handling.tax),
		handling_cost_tax_class_id: 2,
	};
}

export function link(order: Order, part: string): { url: string; resource: string } {
	return {
		url: `https://api.bigcommerce.com/stores/${storeHash}/v2/orders/${order.id}/${part}`,
		resource: `/orders/${order.id}/${part}`,
	};
}
