import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireScope } from '../api/gateway.mts';
import { readOrderFilter } from './filter.mts';
import { isListed, type Order } from './order.mts';
import { addFulfillments, namedOrder } from './fulfillments.mts';
import { showOrder } from './json.mts';
import { fulfillmentError, Refusal } from '../api/errors.mts';
import type { EbayState } from '../state.mts';
import { SCOPES } from '../oauth/tokens.mts';

const PATH = '/sell/fulfillment/v1/order';
const UNENCODED = /[[\]{}|]/;

type Query = Readonly<Record<string, string | undefined>>;

/** https://developer.ebay.com/api-docs/sell/fulfillment/resources/methods */
export function addOrders(app: FastifyInstance, state: () => EbayState): void {
	const preHandler = requireScope(state, SCOPES.fulfillment, SCOPES.fulfillmentRead);
	app.get(PATH, { preHandler }, async (request) => listOrders(state(), request));
	app.get(`${PATH}/:orderId`, { preHandler }, async (request) => {
		const taxBreakdown = readFieldGroups(request.query as Query);
		return showOrder(namedOrder(state(), request), { state: state(), taxBreakdown, single: true });
	});
	addFulfillments(app, state);
}

function listOrders(state: EbayState, request: FastifyRequest): unknown {
	const query = request.query as Query;
	if (UNENCODED.test(request.url)) throw refused(30800, `Invalid filter value ${query.filter ?? ''} for filter filter`);
	const taxBreakdown = readFieldGroups(query);
	const show = (order: Order): unknown => showOrder(order, { state, taxBreakdown, single: false });
	if (query.orderIds !== undefined) return listByIds(state, query.orderIds, show);
	const limit = readLimit(query.limit);
	const offset = readOffset(query.offset);
	if (offset > 0) request.hardPaths.push('orders page 2');
	const passes = readOrderFilter(query.filter, state.now());
	const found = inListOrder(state).filter(passes);
	const linkTo = (to: number): string => `http://${request.host}${PATH}?${pageQuery(query, limit, to)}`;
	return {
		href: linkTo(offset),
		total: found.length,
		...(offset + limit < found.length ? { next: linkTo(offset + limit) } : {}),
		...(offset > 0 ? { prev: linkTo(Math.max(0, offset - limit)) } : {}),
		limit,
		offset,
		orders: found.slice(offset, offset + limit).map(show),
	};
}

function inListOrder(state: EbayState): Order[] {
	const direction = state.settings.ordersFirst === 'newest' ? -1 : 1;
	return [...state.orders.values()]
		.filter(isListed)
		.sort((left, right) => direction * (left.createdAt - right.createdAt));
}

/** With orderIds all other parameters are ignored. */
function listByIds(state: EbayState, text: string, show: (order: Order) => unknown): unknown {
	const ids = text.split(',');
	if (ids.length > 50) throw refused(30900, 'Exceeded maximum number of order IDs (the current limit is 50)');
	const found = inListOrder(state).filter((order) => ids.includes(order.orderId));
	return { total: found.length, limit: ids.length, offset: 0, orders: found.map(show) };
}

function pageQuery(query: Query, limit: number, offset: number): string {
	const kept = Object.entries({ filter: query.filter, fieldGroups: query.fieldGroups, limit, offset });
	return kept
		.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
		.join('&');
}

/** Above the maximum eBay fails instead of giving less. */
function readLimit(text: string | undefined): number {
	const limit = text === undefined ? 50 : wholeNumber(text);
	if (limit === null || limit < 1 || limit > 200) throw refused(31100, `Invalid limit: ${text}`);
	return limit;
}

/** Counts orders, not pages. */
function readOffset(text: string | undefined): number {
	const offset = text === undefined ? 0 : wholeNumber(text);
	if (offset === null) throw refused(31000, `Invalid offset: ${text}`);
	return offset;
}

function wholeNumber(text: string): number | null {
	return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function readFieldGroups({ fieldGroups }: Query): boolean {
	if (fieldGroups !== undefined && fieldGroups !== 'TAX_BREAKDOWN')
		throw refused(32800, `Invalid field group: ${fieldGroups}`);
	return fieldGroups === 'TAX_BREAKDOWN';
}

function refused(errorId: number, message: string): Refusal {
	return new Refusal(400, fulfillmentError(errorId, message));
}
