import { readBoolean, type Rules } from './parameters.mts';
import type { Call, Route, RouteReply } from './route.mts';

/** What the address of a single thing allows. */
export const itemMethods = { allow: 'GET, POST, PUT, PATCH, DELETE' };

interface Handlers {
	readonly list: (call: Call) => RouteReply;
	readonly post: (call: Call) => RouteReply;
	/** Absent where things are written one by one only. */
	readonly batch?: (call: Call) => RouteReply;
	/** The body of one thing: as it is, as it was changed, and as it was before it went. */
	readonly get: (call: Call) => unknown;
	readonly put: (call: Call) => unknown;
	readonly remove: (call: Call, isForced: boolean) => unknown;
}

interface ItemRules {
	readonly list: Route['query'];
	readonly item?: Rules;
	readonly body: Rules;
}

/** The routes by which a list of things is read and written, one of them, and several at once. */
export function itemRoutes(path: string, rules: ItemRules, handlers: Handlers): Route[] {
	const { list, post, batch, get, put, remove } = handlers;
	const item = `${path}/:id(\\d+)`;
	const one = (body: (call: Call) => unknown) => (call: Call) => ({ headers: itemMethods, body: body(call) });
	return [
		{ method: 'GET', path, permission: 'list', query: rules.list, handle: list },
		{ method: 'POST', path, permission: 'create', body: rules.body, handle: post },
		...(batch === undefined
			? []
			: [{ method: 'PUT', path: `${path}/batch`, permission: 'batch', handle: batch } as const]),
		{ method: 'GET', path: item, permission: 'view', query: rules.item, handle: one(get) },
		{ method: 'PUT', path: item, permission: 'edit', body: rules.body, handle: one(put) },
		{ method: 'DELETE', path: item, permission: 'delete', handle: one((call) => remove(call, isForced(call))) },
	];
}

/** Without `force` a thing goes to the bin, where it has one. */
function isForced({ query, body }: Call): boolean {
	return readBoolean(query.force ?? body.force ?? false);
}
