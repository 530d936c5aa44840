import { termsOf } from '../orders/draft.mts';
import type { Call, Json, Route, RouteReply } from '../api/route.mts';
import type { Shop } from '../shop.mts';

/** https://woocommerce.github.io/woocommerce-rest-api-docs/#system-status */
export const systemStatusRoutes: readonly Route[] = [
	{ method: 'GET', path: '/system_status', permission: 'view', handle: systemStatus },
];

const version = '11.0.1';

function systemStatus({ shop }: Call): RouteReply {
	return {
		headers: { allow: 'GET' },
		body: {
			environment: environment(shop),
			database: database(),
			active_plugins: [plugin('woocommerce/woocommerce.php', 'WooCommerce', version)],
			inactive_plugins: [],
			dropins_mu_plugins: { dropins: [], mu_plugins: [] },
			theme: theme(),
			settings: settings(shop),
			security: { secure_connection: true, hide_errors: !shop.settings.noticesBeforeJson },
			pages: ['Shop base', 'Cart', 'Checkout', 'My account'].map(shopPage),
			post_type_counts: [
				{ type: 'product', count: String([...shop.products.values()].filter(({ parentId }) => parentId === 0).length) },
				{ type: 'shop_coupon', count: String(shop.coupons.size) },
				{ type: 'shop_order', count: String(shop.orders.size) },
			],
		},
	};
}

function environment({ siteUrl }: Shop): Json {
	return {
		home_url: siteUrl,
		site_url: siteUrl,
		version,
		log_directory: '/var/www/html/wp-content/uploads/wc-logs/',
		log_directory_writable: true,
		wp_version: '7.0.4',
		wp_multisite: false,
		wp_memory_limit: 268435456,
		wp_debug_mode: false,
		wp_cron: true,
		language: 'en_US',
		external_object_cache: null,
		server_info: 'Apache',
		php_version: '8.2.36',
		php_post_max_size: 67108864,
		php_max_execution_time: 30,
		php_max_input_vars: 1000,
		curl_version: '8.14.1, OpenSSL/3.5.4',
		suhosin_installed: false,
		max_upload_size: 67108864,
		mysql_version: '11.8.3',
		mysql_version_string: '11.8.3-MariaDB',
		default_timezone: 'UTC',
		fsockopen_or_curl_enabled: true,
		soapclient_enabled: true,
		domdocument_enabled: true,
		gzip_enabled: true,
		mbstring_enabled: true,
		remote_post_successful: true,
		remote_post_response: '200',
		remote_get_successful: true,
		remote_get_response: '200',
	};
}

function database(): Json {
	const table = { data: '0.02', index: '0.02', engine: 'InnoDB' };
	return {
		wc_database_version: version,
		database_prefix: 'wp_',
		maxmind_geoip_database: '',
		database_tables: {
			woocommerce: {
				wp_woocommerce_sessions: table,
				wp_woocommerce_api_keys: table,
				wp_woocommerce_order_items: table,
			},
			other: { wp_posts: table, wp_postmeta: table, wp_wc_orders: table, wp_wc_orders_meta: table },
		},
		database_size: { data: 0.14, index: 0.14 },
	};
}

function plugin(file: string, name: string, pluginVersion: string): Json {
	return {
		plugin: file,
		name,
		version: pluginVersion,
		version_latest: pluginVersion,
		url: 'https://woocommerce.com/',
		author_name: 'Automattic',
		author_url: 'https://woocommerce.com',
		network_activated: false,
	};
}

function theme(): Json {
	return {
		name: 'Storefront',
		version: '4.6.1',
		version_latest: '4.6.1',
		author_url: 'https://woocommerce.com/',
		is_child_theme: false,
		is_block_theme: false,
		has_woocommerce_support: true,
		has_woocommerce_file: false,
		has_outdated_templates: false,
		overrides: [],
		parent_name: '',
		parent_version: '',
		parent_version_latest: '',
		parent_author_url: '',
	};
}

function settings({ settings: own }: Shop): Json {
	return {
		api_enabled: false,
		force_ssl: false,
		currency: own.currency,
		currency_symbol: own.currencySymbol,
		currency_position: 'left',
		thousand_separator: ',',
		decimal_separator: '.',
		number_of_decimals: termsOf({ settings: own }).rounding.decimals,
		geolocation_enabled: false,
		taxonomies: { external: 'external', grouped: 'grouped', simple: 'simple', variable: 'variable' },
		product_visibility_terms: {
			'exclude-from-catalog': 'exclude-from-catalog',
			'exclude-from-search': 'exclude-from-search',
			featured: 'featured',
			outofstock: 'outofstock',
		},
		woocommerce_com_connected: 'no',
		HPOS_enabled: true,
		HPOS_sync_enabled: false,
		order_datastore: 'Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore',
	};
}

function shopPage(name: string, place: number): Json {
	return {
		page_name: name,
		page_id: String(place + 5),
		page_set: true,
		page_exists: true,
		page_visible: true,
		shortcode: '',
		shortcode_required: false,
		shortcode_present: false,
		block: '',
		block_required: false,
		block_present: false,
	};
}
