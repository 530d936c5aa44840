import type { HttpReply } from '../../core/http/httpPort';
import type { Fields } from '../../core/reading/readUnknown';
import type { OrderStateChoice } from '../../core/channels/channelAdapter';
import { ownChanges, type OwnChanges } from '../../core/channels/ownChanges';
import { serialQueue } from '../../core/http/serialQueue';

export const credential = { environment: 'custom', customUrl: 'https://api.test/', storeHash: 'abc123' };
export const BASE = 'https://api.test/stores/abc123';
/** A process that has changed no level yet, and waits for nothing. */
export const alone = (): OwnChanges => ownChanges({ now: () => 0, sleep: async () => {}, inTurn: serialQueue() });
export const noChoice: OrderStateChoice = { alsoSold: [] };

/** Version 2: a bare list. */
export const list = (...rows: unknown[]): Partial<HttpReply> => ({ body: rows });
export const nothing: Partial<HttpReply> = { status: 204, body: undefined };

/** Version 3: a list in an envelope. */
export const envelope = (rows: readonly unknown[], total_pages = 1, total = rows.length): Partial<HttpReply> => ({
	body: {
		data: rows,
		meta: { pagination: { total, count: rows.length, per_page: 50, current_page: 1, total_pages } },
	},
});

export const noRefunds = envelope([]);

export function line(id: number, more: Fields = {}): Fields {
	return {
		id,
		product_id: 188,
		variant_id: 390,
		sku: 'DP-1',
		name: 'Dinner plate',
		type: 'physical',
		quantity: 2,
		price_ex_tax: '20.0000',
		total_ex_tax: '40.0000',
		total_inc_tax: '40.0000',
		total_tax: '0.0000',
		applied_discounts: [],
		...more,
	};
}

/** 40.00 for two plates and 5.00 for shipping, untaxed. */
export function order(id: number, more: Fields = {}, lines: readonly unknown[] = [line(116)]): Fields {
	return {
		id,
		date_created: 'Mon, 11 Mar 2019 15:00:00 +0000',
		date_modified: 'Mon, 11 Mar 2019 15:17:25 +0000',
		status_id: 11,
		status: 'Awaiting Fulfillment',
		custom_status: 'Awaiting Fulfillment',
		default_currency_code: 'USD',
		is_tax_inclusive_pricing: false,
		tax_provider_id: 'BasicTaxProvider',
		coupon_discount: '0.0000',
		discount_amount: '0.0000',
		store_credit_amount: '0.0000',
		gift_certificate_amount: '0.0000',
		shipping_cost_ex_tax: '5.0000',
		shipping_cost_tax: '0.0000',
		handling_cost_ex_tax: '0.0000',
		handling_cost_tax: '0.0000',
		wrapping_cost_ex_tax: '0.0000',
		wrapping_cost_tax: '0.0000',
		total_tax: '0.0000',
		total_ex_tax: '45.0000',
		total_inc_tax: '45.0000',
		items_total: lines.reduce((pieces: number, one) => pieces + Number((one as Fields).quantity), 0),
		customer_id: 0,
		payment_method: 'Cash',
		payment_provider_id: null,
		ebay_order_id: '0',
		external_source: null,
		order_source: 'www',
		billing_address: {
			first_name: 'Ann',
			last_name: 'Lee',
			company: '',
			street_1: '1 Elm',
			city: 'Austin',
			state: 'Texas',
			zip: '78701',
			country_iso2: 'US',
			email: 'ann@shop.test',
			phone: '',
		},
		consignments: {
			pickups: [],
			downloads: [],
			email: { gift_certificates: [] },
			shipping: [{ id: 9, street_1: '2 Oak', city: 'Austin', country_iso2: 'US', line_items: lines }],
		},
		fees: [],
		...more,
	};
}

export function product(id: number, more: Fields = {}): Fields {
	return {
		id,
		name: `Product ${id}`,
		sku: `P-${id}`,
		price: 12.5,
		inventory_tracking: 'product',
		inventory_level: 40,
		variants: [{ id: id * 10, product_id: id, sku: `P-${id}`, price: null, inventory_level: 40, option_values: [] }],
		...more,
	};
}

export function variant(id: number, sku: string, label: string, inventory_level = 0): Fields {
	return { id, sku, price: 19.99, inventory_level, option_values: [{ label }] };
}

/** One row of /inventory/items. */
export function item(product_id: number, variant_id: number | null, total_inventory_onhand: number, sku = ''): Fields {
	return {
		identity: { sku, product_id, variant_id, sku_id: null },
		locations: [{ location_id: 1, available_to_sell: total_inventory_onhand - 1, total_inventory_onhand }],
	};
}

export const mainLocation = envelope([{ id: 1, is_default: true }]);
