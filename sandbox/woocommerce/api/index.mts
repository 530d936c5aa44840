import { DateTime } from 'luxon';
import type { Rule, Rules } from './parameters.mts';
import type { Json, Route } from './route.mts';
import type { Shop } from '../shop.mts';

const NAMESPACE = 'wc/v3';

/** GET /wp-json/, which WordPress answers to anybody: who the site is, its time zone, and what it can do. */
export function siteIndex(shop: Shop, routes: readonly Route[]): Json {
	const { siteUrl, settings } = shop;
	// A shop may name no zone but an offset; its hours stand in `gmt_offset` then.
	const named = !/^UTC[+-]/i.test(settings.timeZone);
	return {
		name: 'Harbor Goods',
		description: '',
		url: siteUrl,
		home: siteUrl,
		gmt_offset: DateTime.fromMillis(shop.now(), { zone: settings.timeZone }).offset / 60,
		timezone_string: named ? settings.timeZone : '',
		page_for_posts: 0,
		page_on_front: 0,
		show_on_front: 'posts',
		namespaces: [NAMESPACE],
		authentication: {},
		routes: { '/': routeJson(shop, '/', [{ methods: ['GET'], args: {} }], ''), ...namespaceRoutes(shop, routes) },
		site_logo: 0,
		site_icon: 0,
		site_icon_url: '',
		_links: { help: [{ href: 'https://developer.wordpress.org/rest-api/' }] },
	};
}

/** GET /wp-json/wc/v3: the routes of WooCommerce's API. */
export function namespaceIndex(shop: Shop, routes: readonly Route[]): Json {
	return {
		namespace: NAMESPACE,
		routes: namespaceRoutes(shop, routes),
		_links: { up: [{ href: `${shop.siteUrl}/wp-json/` }] },
	};
}

/** What OPTIONS answers for a path of the table. */
export function optionsOf(shop: Shop, routes: readonly Route[], path: string): Json {
	return routeJson(shop, pattern(path), endpointsOf(shop, routes, path));
}

function namespaceRoutes(shop: Shop, routes: readonly Route[]): Json {
	const args = { namespace: { default: NAMESPACE, required: false }, context: { default: 'view', required: false } };
	const own = routeJson(shop, `/${NAMESPACE}`, [{ methods: ['GET'], args }]);
	const paths = [...new Set(routes.map(({ path }) => path))];
	return {
		[`/${NAMESPACE}`]: own,
		...Object.fromEntries(paths.map((path) => [pattern(path), optionsOf(shop, routes, path)])),
	};
}

interface Endpoint {
	readonly methods: readonly string[];
	readonly args: Json;
}

function routeJson(shop: Shop, path: string, endpoints: readonly Endpoint[], namespace = NAMESPACE): Json {
	const self = [{ href: `${shop.siteUrl}/wp-json${path}` }];
	return {
		namespace,
		methods: [...new Set(endpoints.flatMap(({ methods }) => methods))],
		endpoints,
		// An address with a variable in it leads nowhere.
		...(path.includes('(?P<') ? {} : { _links: { self } }),
	};
}

function endpointsOf(shop: Shop, routes: readonly Route[], path: string): Endpoint[] {
	return routes
		.filter((route) => route.path === path)
		.map(({ method, query, body }) => ({
			methods: method === 'PUT' ? ['POST', 'PUT', 'PATCH'] : [method],
			args: argumentsOf({ ...(typeof query === 'function' ? query(shop) : query), ...body }),
		}));
}

function argumentsOf(rules: Rules): Json {
	return Object.fromEntries(
		Object.entries(rules).map(([name, rule]) => [name, { ...schemaOf(rule), required: false }]),
	);
}

function schemaOf(rule: Rule): Json {
	if (rule.type === 'list') return { type: 'array', items: schemaOf(rule.of) };
	if (rule.type === 'objects') return { type: 'array', items: { type: 'object' } };
	if (rule.type !== 'string') return { ...rule };
	const { oneOf, date } = rule;
	return {
		type: 'string',
		...(oneOf === undefined ? {} : { enum: oneOf }),
		...(date === true ? { format: 'date-time' } : {}),
	};
}

/** "/orders/:id(\\d+)" as WordPress writes it. */
function pattern(path: string): string {
	const named = path.replace(/:(\w+)(\([^)]*\))?/g, (_whole, name: string, form?: string) => {
		return `(?P<${name}>${form === undefined ? '[\\w-]+' : '[\\d]+'})`;
	});
	return `/${NAMESPACE}${named}`;
}
