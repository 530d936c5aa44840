import { datePair } from './api/dates.mts';
import { runBatch } from './api/batch.mts';
import { RestError } from './api/errors.mts';
import { itemRoutes } from './api/itemRoutes.mts';
import { cutPage, pageReply, pagingRules } from './api/paging.mts';
import { readList, type Rules } from './api/parameters.mts';
import { textOf, type Query } from './api/query.mts';
import type { Call, Json, Route, RouteReply } from './api/route.mts';
import type { Coupon as Discount } from './orders/coupons.mts';
import { formatAmount, parseAmount } from './money.mts';
import { nowInSeconds, takeId, type Shop } from './shop.mts';

/** A code that the shop gives out. What it is restricted to is kept and shown, and not looked at. */
export interface Coupon {
	readonly id: number;
	code: string;
	/** Percent, or currency units, as a decimal. */
	amount: string;
	status: string;
	type: 'percent' | 'fixed_cart' | 'fixed_product';
	usageCount: number;
	/** Fields that are shown as they were sent. */
	others: Json;
	/** Seconds since the epoch. */
	readonly createdAt: number;
	modifiedAt: number;
}

const types = ['percent', 'fixed_cart', 'fixed_product'];

const listRules: Rules = {
	...pagingRules,
	code: { type: 'string' },
	search: { type: 'string' },
	include: { type: 'list', of: { type: 'integer' } },
};
const bodyRules: Rules = {
	code: { type: 'string' },
	amount: { type: 'string' },
	discount_type: { type: 'string', oneOf: types },
	description: { type: 'string' },
	individual_use: { type: 'boolean' },
	usage_limit: { type: 'integer' },
	free_shipping: { type: 'boolean' },
	meta_data: { type: 'objects' },
};

export const couponRoutes: readonly Route[] = itemRoutes(
	'/coupons',
	{ list: listRules, body: bodyRules },
	{
		list: listCoupons,
		post: postCoupon,
		batch: batchCoupons,
		get: ({ shop, path }) => couponJson(shop, knownCoupon(shop, path.id, 404)),
		put: ({ shop, path, body }) => updateCoupon(shop, path.id, body),
		remove: deleteCoupon,
	},
);

/** The coupon of a code as an order takes it. Throws 400 for a code that the shop does not give out. */
export function discountNamed(shop: Shop, code: string, decimals: number): { coupon: Coupon; discount: Discount } {
	const coupon = withCode(shop, code);
	if (coupon === undefined || coupon.status !== 'publish')
		throw new RestError(400, 'woocommerce_rest_invalid_coupon', `Coupon "${code}" does not exist!`);
	const amount = Number(coupon.amount);
	const value = coupon.type === 'percent' ? amount : Math.round(amount * 10 ** decimals);
	return { coupon, discount: { code: coupon.code, type: coupon.type, value } };
}

function listCoupons(call: Call): RouteReply {
	const found = [...call.shop.coupons.values()].filter((coupon) => fits(coupon, call.query)).reverse();
	const page = cutPage(call, found);
	return pageReply({ ...page, rows: page.rows.map((coupon) => couponJson(call.shop, coupon)) });
}

function fits(coupon: Coupon, query: Query): boolean {
	const [code, search] = [textOf(query, 'code'), textOf(query, 'search')];
	if (coupon.status === 'trash') return false;
	if (query.include !== undefined && !readList(query.include).includes(String(coupon.id))) return false;
	return (code ?? coupon.code).toLowerCase() === coupon.code && coupon.code.includes((search ?? '').toLowerCase());
}

function postCoupon({ shop, body }: Call): RouteReply {
	const coupon = createCoupon(shop, body);
	const location = `${shop.siteUrl}/wp-json/wc/v3/coupons/${coupon.id}`;
	return { status: 201, headers: { location, allow: 'GET, POST' }, body: couponJson(shop, coupon) };
}

/** Bins a coupon, or with `force` removes it; answers it as it was. */
function deleteCoupon({ shop, path }: Call, isForced: boolean): Json {
	const coupon = knownCoupon(shop, path.id, 404);
	const before = couponJson(shop, coupon);
	if (isForced) shop.coupons.delete(coupon.id);
	else coupon.status = 'trash';
	return before;
}

function batchCoupons({ shop, body }: Call): RouteReply {
	return runBatch(body, {
		create: (row) => couponJson(shop, createCoupon(shop, row)),
		update: (id, row) => updateCoupon(shop, id, row),
		remove: (id) => {
			const coupon = knownCoupon(shop, id, 404);
			shop.coupons.delete(coupon.id);
			return couponJson(shop, coupon);
		},
	});
}

function createCoupon(shop: Shop, body: Json): Coupon {
	if (body.code === undefined || body.code === '')
		throw new RestError(400, 'woocommerce_rest_empty_coupon_code', 'The coupon code cannot be empty.');
	refuseTakenCode(shop, body.code, null);
	const at = nowInSeconds(shop);
	const coupon: Coupon = {
		id: takeId(shop, 'post'),
		code: '',
		amount: '0.00',
		status: 'publish',
		type: 'fixed_cart',
		usageCount: 0,
		others: {},
		createdAt: at,
		modifiedAt: at,
	};
	write(shop, coupon, body);
	shop.coupons.set(coupon.id, coupon);
	return coupon;
}

function updateCoupon(shop: Shop, id: unknown, body: Json): Json {
	const coupon = knownCoupon(shop, id, 400);
	refuseTakenCode(shop, body.code, coupon);
	write(shop, coupon, body);
	return couponJson(shop, coupon);
}

function write(shop: Shop, coupon: Coupon, body: Json): void {
	// Codes know no capitals.
	if (body.code !== undefined) coupon.code = String(body.code).toLowerCase();
	if (body.amount !== undefined) coupon.amount = formatAmount(parseAmount(String(body.amount)));
	if (types.includes(String(body.discount_type))) coupon.type = body.discount_type as Coupon['type'];
	if (body.status !== undefined) coupon.status = String(body.status);
	const known = Object.entries(body).filter(([name]) => Object.hasOwn(blank, name));
	coupon.others = { ...coupon.others, ...Object.fromEntries(known) };
	coupon.modifiedAt = nowInSeconds(shop);
}

const blank = {
	description: '',
	individual_use: false,
	product_ids: [],
	excluded_product_ids: [],
	usage_limit: null,
	usage_limit_per_user: null,
	limit_usage_to_x_items: null,
	free_shipping: false,
	product_categories: [],
	excluded_product_categories: [],
	exclude_sale_items: false,
	minimum_amount: '0.00',
	maximum_amount: '0.00',
	email_restrictions: [],
};

function couponJson(shop: Shop, coupon: Coupon): Json {
	const href = `${shop.siteUrl}/wp-json/wc/v3/coupons`;
	return {
		id: coupon.id,
		code: coupon.code,
		amount: coupon.amount,
		status: coupon.status,
		...datePair(shop, 'date_created', coupon.createdAt),
		...datePair(shop, 'date_modified', coupon.modifiedAt),
		discount_type: coupon.type,
		...datePair(shop, 'date_expires', null),
		usage_count: coupon.usageCount,
		...blank,
		...coupon.others,
		used_by: [],
		meta_data: [],
		_links: { self: [{ href: `${href}/${coupon.id}` }], collection: [{ href }] },
	};
}

function refuseTakenCode(shop: Shop, code: unknown, own: Coupon | null): void {
	const taken = code === undefined ? undefined : withCode(shop, String(code));
	if (taken !== undefined && taken !== own)
		throw new RestError(400, 'woocommerce_rest_coupon_code_already_exists', 'The coupon code already exists');
}

function withCode(shop: Shop, code: string): Coupon | undefined {
	return [...shop.coupons.values()].find((coupon) => coupon.status !== 'trash' && coupon.code === code.toLowerCase());
}

function knownCoupon(shop: Shop, id: unknown, status: number): Coupon {
	const coupon = shop.coupons.get(Number(id));
	if (coupon === undefined) throw new RestError(status, 'woocommerce_rest_shop_coupon_invalid_id', 'Invalid ID.');
	return coupon;
}
