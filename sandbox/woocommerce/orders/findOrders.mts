import { dateFilter, dateRules } from '../api/dateFilter.mts';
import type { Order } from './order.mts';
import { registeredStatuses } from './statuses.mts';
import { pagingRules } from '../api/paging.mts';
import { readList, type Rules } from '../api/parameters.mts';
import { textOf, type Query } from '../api/query.mts';
import type { Shop } from '../shop.mts';

const ids = { type: 'list', of: { type: 'integer' } } as const;

export const orderRules = (shop: Shop): Rules => ({
	...pagingRules,
	...dateRules,
	status: { type: 'list', of: { type: 'string', oneOf: ['any', 'trash', 'auto-draft', ...registeredStatuses(shop)] } },
	orderby: { type: 'string', oneOf: ['date', 'modified', 'id', 'include', 'title', 'slug'] },
	order: { type: 'string', oneOf: ['asc', 'desc'] },
	include: ids,
	exclude: ids,
	customer: { type: 'integer' },
	product: { type: 'integer' },
	dp: { type: 'integer' },
	search: { type: 'string' },
});

/** The orders that GET /orders means, sorted; "any" hides the bin and unfinished checkouts. */
export function findOrders(shop: Shop, query: Query): Order[] {
	const dateFits = dateFilter(shop, query);
	const statuses = new Set(readList(query.status ?? 'any'));
	const orders = [...shop.orders.values()].filter(
		(order) => statusFits(order, statuses) && dateFits(order) && idsFit(order, query) && searchFits(order, query),
	);
	return sorted(orders, query);
}

function statusFits(order: Order, statuses: ReadonlySet<string>): boolean {
	if (statuses.has(order.status)) return true;
	return (
		(statuses.has('any') || statuses.size === 0) && !['trash', 'checkout-draft', 'auto-draft'].includes(order.status)
	);
}

function idsFit(order: Order, query: Query): boolean {
	const listed = (name: string): boolean | null => {
		const value = query[name];
		return value === undefined || value === '' ? null : readList(value).includes(String(order.id));
	};
	if (!(listed('include') ?? true) || (listed('exclude') ?? false)) return false;
	const [customer, product] = [textOf(query, 'customer'), textOf(query, 'product')];
	if (customer !== undefined && order.customerId !== Number(customer)) return false;
	return (
		product === undefined ||
		order.lines.some((line) => line.productId === Number(product) || line.variationId === Number(product))
	);
}

/** Looks into numbers, addresses and the names of lines, for the text anywhere in them; plugins that number orders add their number. */
function searchFits(order: Order, query: Query): boolean {
	const text = textOf(query, 'search')?.trim().toLowerCase() ?? '';
	const people = [order.billing, order.shipping].flatMap((address) => Object.values(address).map(String));
	return [String(order.id), order.number, ...people, ...order.lines.map(({ name }) => name)].some((field) =>
		field.toLowerCase().includes(text),
	);
}

function sorted(orders: readonly Order[], query: Query): Order[] {
	const direction = textOf(query, 'order') === 'asc' ? 1 : -1;
	const asked = readList(query.include ?? '').map(Number);
	switch (textOf(query, 'orderby')) {
		case 'include':
			return [...orders].sort((a, b) => asked.indexOf(a.id) - asked.indexOf(b.id));
		case 'modified':
			return [...orders].sort((a, b) => direction * (a.modifiedAt - b.modifiedAt || a.id - b.id));
		case 'id':
			return [...orders].sort((a, b) => direction * (a.id - b.id));
		default:
			return [...orders].sort((a, b) => direction * (a.createdAt - b.createdAt || a.id - b.id));
	}
}
