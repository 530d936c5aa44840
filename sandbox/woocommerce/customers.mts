import { createHash } from 'node:crypto';
import { datePair } from './api/dates.mts';
import { runBatch } from './api/batch.mts';
import { RestError } from './api/errors.mts';
import { itemRoutes } from './api/itemRoutes.mts';
import { cutPage, pageReply, pagingRules } from './api/paging.mts';
import { readList, type Rules } from './api/parameters.mts';
import { textOf, type Query } from './api/query.mts';
import type { Call, Json, Route, RouteReply } from './api/route.mts';
import { formatAmount, sum } from './money.mts';
import { blankAddress, type Address, type Order } from './orders/order.mts';
import { mergeAddress } from './orders/address.mts';
import { termsOf } from './orders/draft.mts';
import { totalsOf } from './orders/totals.mts';
import { nowInSeconds, takeId, type Shop } from './shop.mts';

/** A person with an account. */
export interface Customer {
	readonly id: number;
	email: string;
	firstName: string;
	lastName: string;
	readonly username: string;
	billing: Address;
	shipping: Address;
	metaData: { id: number; key: string; value: unknown }[];
	/** Seconds since the epoch. */
	readonly createdAt: number;
	modifiedAt: number | null;
}

const listRules: Rules = {
	...pagingRules,
	email: { type: 'string' },
	search: { type: 'string' },
	role: { type: 'string' },
	orderby: { type: 'string', oneOf: ['id', 'include', 'name', 'registered_date'] },
	order: { type: 'string', oneOf: ['asc', 'desc'] },
	include: { type: 'list', of: { type: 'integer' } },
};
const bodyRules: Rules = {
	email: { type: 'string' },
	first_name: { type: 'string' },
	last_name: { type: 'string' },
	username: { type: 'string' },
	password: { type: 'string' },
	meta_data: { type: 'objects' },
};

export const customerRoutes: readonly Route[] = itemRoutes(
	'/customers',
	{ list: listRules, body: bodyRules },
	{
		list: listCustomers,
		post: postCustomer,
		batch: batchCustomers,
		get: ({ shop, path }) => customerJson(shop, knownCustomer(shop, path.id)),
		put: putCustomer,
		remove: deleteCustomer,
	},
);

function listCustomers(call: Call): RouteReply {
	const direction = textOf(call.query, 'order') === 'desc' ? -1 : 1;
	const found = [...call.shop.customers.values()]
		.filter((customer) => fits(customer, call.query))
		.sort((one, other) => direction * (nameOf(one).localeCompare(nameOf(other)) || one.id - other.id));
	const page = cutPage(call, found);
	return pageReply({ ...page, rows: page.rows.map((customer) => customerJson(call.shop, customer)) });
}

function fits(customer: Customer, query: Query): boolean {
	const [email, search = '', role = 'customer'] = ['email', 'search', 'role'].map((name) => textOf(query, name));
	if (!['customer', 'all'].includes(role)) return false;
	if (query.include !== undefined && !readList(query.include).includes(String(customer.id))) return false;
	const texts = [customer.email, customer.username, nameOf(customer)].map((text) => text.toLowerCase());
	const isAsked = (email ?? customer.email).toLowerCase() === customer.email.toLowerCase();
	return isAsked && texts.some((text) => text.includes(search.toLowerCase()));
}

function nameOf({ firstName, lastName, username }: Customer): string {
	return `${firstName} ${lastName}`.trim() || username;
}

function postCustomer({ shop, body }: Call): RouteReply {
	const customer = createCustomer(shop, body);
	const location = `${shop.siteUrl}/wp-json/wc/v3/customers/${customer.id}`;
	return { status: 201, headers: { location, allow: 'GET, POST' }, body: customerJson(shop, customer) };
}

function putCustomer({ shop, path, body }: Call): Json {
	const customer = knownCustomer(shop, path.id);
	write(shop, customer, body);
	return customerJson(shop, customer);
}

/** Accounts have no bin. */
function deleteCustomer({ shop, path }: Call, isForced: boolean): Json {
	const customer = knownCustomer(shop, path.id);
	if (!isForced) throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Customers do not support trashing.');
	const before = customerJson(shop, customer);
	shop.customers.delete(customer.id);
	return before;
}

function batchCustomers({ shop, body }: Call): RouteReply {
	return runBatch(body, {
		create: (row) => customerJson(shop, createCustomer(shop, row)),
		update: (id, row) => {
			const customer = knownCustomer(shop, id);
			write(shop, customer, row);
			return customerJson(shop, customer);
		},
		remove: (id) => {
			const customer = knownCustomer(shop, id);
			const before = customerJson(shop, customer);
			shop.customers.delete(customer.id);
			return before;
		},
	});
}

function createCustomer(shop: Shop, body: Json): Customer {
	const email = checkedEmail(shop, body.email, null);
	const [local = ''] = email.split('@');
	const customer: Customer = {
		id: takeId(shop, 'user'),
		email,
		firstName: '',
		lastName: '',
		username: typeof body.username === 'string' && body.username !== '' ? body.username : local,
		billing: { ...blankAddress, email: '' },
		shipping: blankAddress,
		metaData: [],
		createdAt: nowInSeconds(shop),
		modifiedAt: null,
	};
	if ([...shop.customers.values()].some(({ username }) => username === customer.username))
		throw new RestError(
			400,
			'registration-error-username-exists',
			'An account is already registered with that username. Please choose another.',
		);
	write(shop, customer, body);
	shop.customers.set(customer.id, customer);
	return customer;
}

function write(shop: Shop, customer: Customer, body: Json): void {
	if (body.email !== undefined) customer.email = checkedEmail(shop, body.email, customer);
	if (typeof body.first_name === 'string') customer.firstName = body.first_name;
	if (typeof body.last_name === 'string') customer.lastName = body.last_name;
	customer.billing = mergeAddress(customer.billing, body.billing);
	customer.shipping = mergeAddress(customer.shipping, body.shipping);
	for (const { key, value } of Array.isArray(body.meta_data) ? (body.meta_data as Json[]) : []) {
		const rest = customer.metaData.filter((meta) => meta.key !== key);
		customer.metaData = [...rest, { id: takeId(shop, 'meta'), key: String(key), value }];
	}
	customer.modifiedAt = nowInSeconds(shop);
}

function checkedEmail(shop: Shop, email: unknown, own: Customer | null): string {
	if (email === undefined)
		throw new RestError(400, 'rest_missing_callback_param', 'Missing parameter(s): email', {
			status: 400,
			params: ['email'],
		});
	const text = String(email);
	if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text))
		throw new RestError(400, 'registration-error-invalid-email', 'Please provide a valid email address.');
	const taken = [...shop.customers.values()].some(
		(other) => other !== own && other.email.toLowerCase() === text.toLowerCase(),
	);
	if (taken)
		throw new RestError(
			400,
			'registration-error-email-exists',
			`An account is already registered with ${text}. Please log in or use a different email address.`,
		);
	return text;
}

function customerJson(shop: Shop, customer: Customer): Json {
	const href = `${shop.siteUrl}/wp-json/wc/v3/customers`;
	const own = [...shop.orders.values()].filter(({ customerId }) => customerId === customer.id);
	const paid = own.filter(isPaid);
	const spent = sum(paid.map((order) => totalsOf(order).total));
	const picture = createHash('sha256').update(customer.email.trim().toLowerCase()).digest('hex');
	return {
		id: customer.id,
		...datePair(shop, 'date_created', customer.createdAt),
		...datePair(shop, 'date_modified', customer.modifiedAt),
		email: customer.email,
		first_name: customer.firstName,
		last_name: customer.lastName,
		role: 'customer',
		username: customer.username,
		billing: customer.billing,
		shipping: customer.shipping,
		is_paying_customer: paid.length > 0,
		orders_count: own.length,
		total_spent: formatAmount(spent, termsOf(shop).rounding.decimals),
		avatar_url: `https://secure.gravatar.com/avatar/${picture}?s=96&d=mm&r=g`,
		meta_data: customer.metaData,
		_links: { self: [{ href: `${href}/${customer.id}` }], collection: [{ href }] },
	};
}

function isPaid({ status }: Order): boolean {
	return ['processing', 'completed'].includes(status);
}

function knownCustomer(shop: Shop, id: unknown): Customer {
	const customer = shop.customers.get(Number(id));
	if (customer === undefined) throw new RestError(404, 'wc_user_invalid_id', 'Invalid user ID.');
	return customer;
}
