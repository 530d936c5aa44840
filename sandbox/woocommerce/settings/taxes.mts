import { readBoolean, type Rules } from '../api/parameters.mts';
import { cutPage, pageReply, pagingRules } from '../api/paging.mts';
import { RestError } from '../api/errors.mts';
import { slugOf } from '../listings/product.mts';
import type { Call, Json, Route, RouteReply } from '../api/route.mts';
import type { Shop, ShopSettings } from '../shop.mts';

const listRules: Rules = { ...pagingRules, class: { type: 'string' } };
const classRules: Rules = { name: { type: 'string' } };

/** Tax tables are read here, a test writes them at the control endpoint; the names of their classes can be written. */
export const taxRoutes: readonly Route[] = [
	{ method: 'GET', path: '/taxes', permission: 'list', query: listRules, handle: listTaxes },
	{ method: 'GET', path: '/taxes/:id(\\d+)', permission: 'view', handle: getTax },
	{ method: 'GET', path: '/taxes/classes', permission: 'list', handle: listClasses },
	{ method: 'POST', path: '/taxes/classes', permission: 'create', body: classRules, handle: postClass },
	{ method: 'DELETE', path: '/taxes/classes/:slug', permission: 'delete', handle: deleteClass },
];

type Rate = ShopSettings['taxRates'][number];

function listTaxes(call: Call): RouteReply {
	const { taxRates } = call.shop.settings;
	const asked = call.query.class;
	const rates = taxRates.filter((rate) => asked === undefined || classOf(rate) === asked);
	const page = cutPage(call, rates);
	return pageReply({ ...page, rows: page.rows.map((rate) => taxJson(call.shop, rate)) });
}

function getTax({ shop, path }: Call): RouteReply {
	const rate = shop.settings.taxRates.find(({ id }) => id === Number(path.id));
	if (rate === undefined) throw new RestError(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
	return { headers: { allow: 'GET' }, body: taxJson(shop, rate) };
}

function taxJson(shop: Shop, rate: Rate): Json {
	const [country = '', state = ''] = rate.code.split('-');
	const place = shop.settings.taxRates.indexOf(rate);
	return {
		id: rate.id,
		country,
		state,
		postcode: '',
		city: '',
		postcodes: [],
		cities: [],
		rate: Number(rate.percent).toFixed(4),
		name: rate.name,
		priority: place + 1,
		compound: rate.compound === true,
		shipping: rate.appliesToShipping,
		order: place,
		class: classOf(rate),
		_links: {
			self: [{ href: `${shop.siteUrl}/wp-json/wc/v3/taxes/${rate.id}` }],
			collection: [{ href: `${shop.siteUrl}/wp-json/wc/v3/taxes` }],
		},
	};
}

function classOf({ taxClass }: Rate): string {
	return taxClass === '' ? 'standard' : taxClass;
}

function listClasses({ shop }: Call): RouteReply {
	const rows = [{ slug: 'standard', name: 'Standard rate' }, ...shop.taxClasses.map(named)];
	return { headers: { allow: 'GET, POST' }, body: rows.map((row) => withLinks(shop, row)) };
}

function postClass({ shop, body }: Call): RouteReply {
	if (body.name === undefined) throw missingName();
	const added = named(String(body.name));
	if (added.slug === '')
		throw new RestError(400, 'woocommerce_rest_tax_class_invalid_name', 'Tax class requires a valid name');
	if (shop.taxClasses.some((name) => slugOf(name) === added.slug))
		throw new RestError(400, 'woocommerce_rest_tax_class_exists', 'Tax class already exists');
	shop.taxClasses.push(added.name);
	const location = `${shop.siteUrl}/wp-json/wc/v3/taxes/classes/${added.slug}`;
	return { status: 201, headers: { location, allow: 'GET, POST' }, body: withLinks(shop, added) };
}

function missingName(): RestError {
	return new RestError(400, 'rest_missing_callback_param', 'Missing parameter(s): name', {
		status: 400,
		params: ['name'],
	});
}

function deleteClass({ shop, path, query, body }: Call): RouteReply {
	if (!readBoolean(query.force ?? body.force ?? false))
		throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Taxes do not support trashing.');
	const place = shop.taxClasses.findIndex((name) => slugOf(name) === path.slug);
	const [gone] = place < 0 ? [] : shop.taxClasses.splice(place, 1);
	if (gone === undefined) throw new RestError(400, 'woocommerce_rest_invalid_id', 'Invalid resource id.');
	return { headers: { allow: 'GET, DELETE' }, body: withLinks(shop, named(gone)) };
}

function named(name: string): { slug: string; name: string } {
	return { slug: slugOf(name), name };
}

function withLinks(shop: Shop, row: Json): Json {
	return { ...row, _links: { collection: [{ href: `${shop.siteUrl}/wp-json/wc/v3/taxes/classes` }] } };
}
