import type { OrderStateChoice } from '../../core/channels/channelAdapter';
import type { HttpReply } from '../../core/http/httpPort';
import type { Fields } from '../../core/reading/readUnknown';
import type { SalesOrder } from '../../core/model/salesOrder';

export const credential = { url: 'https://shop.test' };
export const noChoice: OrderStateChoice = { alsoSold: [] };

interface Recording {
	readonly response: { readonly status: number; readonly headers: object; readonly body: unknown };
}

/** An exchange recorded on a real shop, as the port would hand it over. */
export function replied({ response: { status, headers, body } }: Recording): Partial<HttpReply> {
	return { status, headers: headers as Record<string, string>, body };
}

export function recordedBody({ response }: Recording): Fields {
	return response.body as Fields;
}

export const page = (...rows: unknown[]): Partial<HttpReply> => ({ body: rows });

/** What the order's parts come to, each to the minor unit. */
export function sumOfParts({ lines, shipping, fees }: SalesOrder): number {
	return [...lines, ...shipping, ...fees].reduce((total, { net, tax }) => total + net + (tax ?? 0), 0);
}

/** Just enough of an order that nobody has to look at its details. */
export function plainOrder(id: number, modified: string, more: Fields = {}): Fields {
	return {
		id,
		number: String(id),
		status: 'processing',
		currency: 'EUR',
		prices_include_tax: false,
		date_created_gmt: '2026-01-01T08:00:00',
		date_modified_gmt: modified,
		discount_total: '0.00',
		total: '10.00',
		total_tax: '0.00',
		customer_id: 0,
		billing: {},
		shipping: {},
		line_items: [
			{
				id: id * 10,
				name: 'Mug',
				product_id: 5,
				variation_id: 0,
				quantity: 1,
				subtotal: '10.00',
				total: '10.00',
				total_tax: '0.00',
				taxes: [],
				sku: 'MUG',
			},
		],
		tax_lines: [],
		shipping_lines: [],
		fee_lines: [],
		coupon_lines: [],
		refunds: [],
		...more,
	};
}
