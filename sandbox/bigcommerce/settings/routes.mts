import { DateTime } from 'luxon';
import { decimalsOf } from '../money.mts';
import type { Call, Route, RouteReply } from '../api/route.mts';
import { storeHash } from '../api/route.mts';

export const storeRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v2/store', scope: 'store_v2_information_read_only', element: 'store', handle: getStore },
	{ method: 'GET', path: '/v3/settings/inventory', scope: 'store_inventory_read_only', handle: getInventorySettings },
];

function getStore({ store }: Call): RouteReply {
	const { timeZone, currency, pricesIncludeTax } = store.settings;
	const offset = DateTime.fromMillis(store.now(), { zone: timeZone }).offset * 60;
	return {
		body: {
			id: storeHash,
			account_uuid: '00000000-0000-4000-8000-000000000001',
			domain: 'harbor-goods.example',
			secure_url: 'https://harbor-goods.example',
			control_panel_base_url: `https://store-${storeHash}.mybigcommerce.com`,
			status: 'live',
			name: 'Harbor Goods',
			first_name: 'Robin',
			last_name: 'Keeper',
			address: '12 Harbor Road, Albany, NY 12207',
			country: 'United States',
			country_code: 'US',
			phone: '',
			admin_email: 'robin@example.test',
			order_email: 'robin@example.test',
			timezone: {
				name: timeZone,
				raw_offset: offset,
				dst_offset: offset,
				dst_correction: true,
				date_format: { display: 'M jS Y', export: 'M jS Y', extended_display: 'M jS Y @ g:i A' },
			},
			language: 'en',
			currency,
			currency_symbol: '$',
			decimal_separator: '.',
			thousands_separator: ',',
			decimal_places: decimalsOf(currency),
			currency_symbol_location: 'left',
			weight_units: 'LBS',
			dimension_units: 'Inches',
			plan_name: 'Pro',
			plan_level: 'Pro',
			industry: 'Gifts',
			is_price_entered_with_tax: pricesIncludeTax,
			prices_include_tax: pricesIncludeTax,
			store_id: 1001,
			default_site_id: 1000,
			default_channel_id: 1,
			features: { multi_storefront_enabled: false },
		},
	};
}

function getInventorySettings({ store }: Call): RouteReply {
	const { updateStockBehavior, editOrderStockAdjustment, refundOrderStockAdjustment } = store.settings;
	return {
		body: {
			data: {
				product_out_of_stock_behavior: 'do_nothing',
				option_out_of_stock_behavior: 'label_option',
				update_stock_behavior: updateStockBehavior,
				edit_order_stock_adjustment: editOrderStockAdjustment,
				delete_order_stock_adjustment: true,
				refund_order_stock_adjustment: refundOrderStockAdjustment,
				stock_level_display: 'dont_show',
				default_out_of_stock_message: 'Out of stock',
				hide_in_product_filtering: false,
				show_pre_order_stock_levels: false,
				show_out_of_stock_message: false,
			},
			meta: {},
		},
	};
}
