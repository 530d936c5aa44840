import { ApiError } from '../api/errors.mts';
import { between } from '../api/dates.mts';
import { parseAmount } from '../money.mts';
import { amountsOf } from './amounts.mts';
import type { Order } from './order.mts';
import { readInteger, type Query } from '../api/query.mts';
import type { Store } from '../store.mts';

const sortFields = ['id', 'customer_id', 'date_created', 'date_modified', 'status_id', 'channel_id', 'external_id'];

/** The orders that GET /v2/orders means, sorted; by id unless said. */
export function findOrders(store: Store, query: Query): Order[] {
	const filters = filtersOf(store, query);
	return [...store.orders.values()].filter((order) => filters.every((fits) => fits(order))).sort(sorting(query));
}

function filtersOf(store: Store, query: Query): ((order: Order) => boolean)[] {
	const { dateBounds, archivedOrders } = store.settings;
	const modified = between(query, ['min_date_modified', 'max_date_modified'], dateBounds);
	const created = between(query, ['min_date_created', 'max_date_created'], dateBounds);
	// One id only: a list is refused.
	const [status, customer] = [readInteger(query, 'status_id'), readInteger(query, 'customer_id')];
	const [minId, maxId] = [readInteger(query, 'min_id') ?? 0, readInteger(query, 'max_id') ?? Infinity];
	const [minTotal, maxTotal] = [amount(query, 'min_total') ?? -Infinity, amount(query, 'max_total') ?? Infinity];
	const email = query.get('email');
	return [
		({ archived }) => !archived || archivedOrders === 'listed',
		(order) => modified(order.modifiedAt) && created(order.placedAt),
		(order) => (status ?? order.statusId) === order.statusId && (customer ?? order.customerId) === order.customerId,
		(order) => order.id >= minId && order.id <= maxId,
		(order) => (email ?? order.billing.email) === order.billing.email,
		(order) => {
			const total = amountsOf(order).total.inc;
			return total >= minTotal && total <= maxTotal;
		},
	];
}

function sorting(query: Query): (a: Order, b: Order) => number {
	const [field = 'id', direction = 'asc', ...rest] = (query.get('sort') ?? 'id:asc').split(':');
	if (!sortFields.includes(field) || !['asc', 'desc'].includes(direction) || rest.length > 0)
		throw new ApiError(400, "The field 'sort' is invalid.");
	const sign = direction === 'asc' ? 1 : -1;
	const keys: Record<string, (order: Order) => number> = {
		date_created: ({ placedAt }) => placedAt,
		date_modified: ({ modifiedAt }) => modifiedAt,
		status_id: ({ statusId }) => statusId,
	};
	const key = keys[field] ?? (() => 0);
	return (a, b) => sign * (key(a) - key(b)) || sign * (a.id - b.id);
}

function amount(query: Query, name: string): number | null {
	const text = query.get(name);
	if (text === undefined) return null;
	if (!/^\d+(\.\d+)?$/.test(text)) throw new ApiError(400, `The field '${name}' is invalid.`);
	return parseAmount(text);
}
