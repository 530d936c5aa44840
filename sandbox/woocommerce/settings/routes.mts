import { termsOf } from '../orders/draft.mts';
import { RestError } from '../api/errors.mts';
import type { Call, Json, Route, RouteReply } from '../api/route.mts';
import type { ShopSettings } from '../shop.mts';

interface Setting {
	readonly id: string;
	readonly label: string;
	readonly type: 'text' | 'select' | 'multiselect' | 'checkbox' | 'number';
	readonly default: string;
	readonly value: string;
	readonly options?: Readonly<Record<string, string>>;
	/** Whether the setting has a tip beside its description; some have none. */
	readonly tip?: false;
}

/** Settings are read here; a test changes them at the control endpoint. */
export const settingRoutes: readonly Route[] = [
	{ method: 'GET', path: '/settings', permission: 'list', handle: listGroups },
	{ method: 'GET', path: '/settings/:group', permission: 'list', handle: listSettings },
	{ method: 'GET', path: '/settings/:group/:id', permission: 'view', handle: getSetting },
];

function listGroups({ shop }: Call): RouteReply {
	const rows = Object.entries({ general: 'General', products: 'Products', tax: 'Tax' }).map(([id, label]) => ({
		id,
		label,
		description: '',
		parent_id: '',
		sub_groups: [],
		_links: { options: [{ href: `${shop.siteUrl}/wp-json/wc/v3/settings/${id}` }] },
	}));
	return { headers: { allow: 'GET' }, body: rows };
}

function listSettings(call: Call): RouteReply {
	return { headers: { allow: 'GET' }, body: groupOf(call).map((setting) => settingJson(call, setting)) };
}

function getSetting(call: Call): RouteReply {
	const setting = groupOf(call).find(({ id }) => id === call.path.id);
	if (setting === undefined) throw new RestError(404, 'rest_setting_setting_invalid', 'Invalid setting.');
	return { headers: { allow: 'GET, POST, PUT, PATCH' }, body: settingJson(call, setting) };
}

function groupOf({ shop, path }: Call): readonly Setting[] {
	const group = groups(shop.settings)[path.group ?? ''];
	if (group === undefined) throw new RestError(404, 'rest_setting_setting_group_invalid', 'Invalid setting group.');
	return group;
}

function settingJson({ shop, path }: Call, setting: Setting): Json {
	const group = `${shop.siteUrl}/wp-json/wc/v3/settings/${path.group}`;
	return {
		id: setting.id,
		label: setting.label,
		description: setting.tip === false ? '' : setting.label,
		type: setting.type,
		default: setting.default,
		...(setting.options === undefined ? {} : { options: setting.options }),
		...(setting.tip === false ? {} : { tip: setting.label }),
		value: setting.value,
		_links: {
			self: [{ href: `${group}/${setting.id}`, targetHints: { allow: ['GET', 'POST', 'PUT', 'PATCH'] } }],
			collection: [{ href: group }],
		},
	};
}

function groups(settings: ShopSettings): Readonly<Record<string, readonly Setting[]>> {
	return { general: general(settings), tax: tax(settings), products: products(settings) };
}

function general(settings: ShopSettings): Setting[] {
	const places = { [settings.country]: settings.country };
	return [
		text('woocommerce_store_address', 'Address line 1', '1 Main Street'),
		text('woocommerce_store_address_2', 'Address line 2', ''),
		text('woocommerce_store_city', 'City', 'Albany'),
		select('woocommerce_default_country', 'Country / State', settings.country, { default: 'US:CA', options: places }),
		text('woocommerce_store_postcode', 'Postcode / ZIP', '12207'),
		select('woocommerce_allowed_countries', 'Selling location(s)', 'all', {
			default: 'all',
			options: { all: 'Sell to all countries' },
		}),
		countries('woocommerce_all_except_countries', 'Sell to all countries, except for&hellip;', places),
		countries('woocommerce_specific_allowed_countries', 'Sell to specific countries', places),
		select('woocommerce_ship_to_countries', 'Shipping location(s)', '', {
			default: '',
			options: { '': 'Ship to all countries you sell to' },
		}),
		countries('woocommerce_specific_ship_to_countries', 'Ship to specific countries', places),
		select('woocommerce_default_customer_address', 'Default customer location', 'base', {
			default: 'base',
			options: { base: 'Shop base address' },
		}),
		checkbox('woocommerce_address_autocomplete_enabled', '', false),
		checkbox('woocommerce_calc_taxes', 'Enable taxes', settings.calculateTaxes),
		checkbox('woocommerce_enable_coupons', 'Enable coupons', true, 'yes'),
		checkbox('woocommerce_calc_discounts_sequentially', '', false),
		select('woocommerce_currency', 'Currency', settings.currency, {
			default: 'USD',
			options: { [settings.currency]: settings.currency },
		}),
		select('woocommerce_currency_pos', 'Currency position', 'left', { default: 'left', options: { left: 'Left' } }),
		text('woocommerce_price_thousand_sep', 'Thousand separator', ',', ','),
		text('woocommerce_price_decimal_sep', 'Decimal separator', '.', '.'),
		{
			id: 'woocommerce_price_num_decimals',
			label: 'Number of decimals',
			type: 'number',
			default: '2',
			value: String(termsOf({ settings }).rounding.decimals),
		},
	];
}

function tax(settings: ShopSettings): Setting[] {
	const entered = { yes: 'Yes, I will enter prices inclusive of tax', no: 'No, I will enter prices exclusive of tax' };
	return [
		select('woocommerce_prices_include_tax', 'Prices entered with tax', settings.pricesIncludeTax ? 'yes' : 'no', {
			default: 'no',
			options: entered,
		}),
		checkbox('woocommerce_tax_round_at_subtotal', 'Rounding', settings.roundTaxAt === 'order'),
	];
}

function products(settings: ShopSettings): Setting[] {
	return [
		checkbox('woocommerce_manage_stock', 'Manage stock', settings.manageStock, 'yes'),
		{
			id: 'woocommerce_notify_no_stock_amount',
			label: 'Out of stock threshold',
			type: 'number',
			default: '0',
			value: '0',
		},
	];
}

function text(id: string, label: string, value: string, otherwise = ''): Setting {
	return { id, label, type: 'text', default: otherwise, value };
}

function select(
	id: string,
	label: string,
	value: string,
	choice: { default: string; options: Readonly<Record<string, string>> },
): Setting {
	return { id, label, type: 'select', value, ...choice };
}

function countries(id: string, label: string, options: Readonly<Record<string, string>>): Setting {
	return { id, label, type: 'multiselect', default: '', value: '', options, tip: false };
}

function checkbox(id: string, label: string, on: boolean, otherwise = 'no'): Setting {
	return { id, label, type: 'checkbox', default: otherwise, value: on ? 'yes' : 'no' };
}
