import { notFound, unprocessable } from './api/errors.mts';
import { readPage, refuseUnknown } from './api/query.mts';
import { storeHash, type Call, type Route, type RouteReply } from './api/route.mts';
import { v3Page } from './api/v3Page.mts';
import { nowInSeconds, takeId, type Store } from './store.mts';

export interface Hook {
	readonly id: number;
	scope: string;
	destination: string;
	isActive: boolean;
	headers: Readonly<Record<string, string>> | null;
	/** Seconds since the epoch. */
	readonly createdAt: number;
	updatedAt: number;
}

const pageLimits = { otherwise: 50, most: 250 };

/** Hooks of one scope that one token may have. */
const MOST_OF_A_SCOPE = 10;

/** Hooks are kept and shown; nothing is delivered. They need no scope of their own. */
export const hookRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v3/hooks', scope: null, handle: listHooks },
	{ method: 'POST', path: '/v3/hooks', scope: null, handle: postHook },
	{ method: 'GET', path: '/v3/hooks/:id', scope: null, handle: (call) => single(knownHook(call)) },
	{ method: 'PUT', path: '/v3/hooks/:id', scope: null, handle: putHook },
	{ method: 'DELETE', path: '/v3/hooks/:id', scope: null, handle: deleteHook },
];

function listHooks({ store, query }: Call): RouteReply {
	refuseUnknown(query, ['page', 'limit', 'is_active', 'scope', 'destination']);
	const hooks = [...store.hooks.values()].filter(
		({ scope, destination, isActive }) =>
			(query.get('scope') ?? scope) === scope &&
			(query.get('destination') ?? destination) === destination &&
			(query.get('is_active') ?? String(isActive)) === String(isActive),
	);
	return { body: v3Page(hooks, readPage(query, pageLimits), hookJson) };
}

function postHook({ store, body }: Call): RouteReply {
	const asked = readBody(body);
	const [scope, destination] = [asked.scope ?? '', asked.destination ?? ''];
	check(store, { scope, destination }, null);
	const at = nowInSeconds(store);
	const id = takeId(store, 'hook');
	const { is_active: isActive = true, headers = null } = asked;
	const hook: Hook = { id, scope, destination, isActive, headers, createdAt: at, updatedAt: at };
	store.hooks.set(hook.id, hook);
	return single(hook);
}

function putHook(call: Call): RouteReply {
	const hook = knownHook(call);
	const { scope = hook.scope, destination = hook.destination, ...rest } = readBody(call.body);
	check(call.store, { scope, destination }, hook);
	const { is_active: isActive = hook.isActive, headers = hook.headers } = rest;
	Object.assign(hook, { scope, destination, isActive, headers, updatedAt: nowInSeconds(call.store) });
	return single(hook);
}

function deleteHook(call: Call): RouteReply {
	const hook = knownHook(call);
	call.store.hooks.delete(hook.id);
	return single(hook);
}

interface HookBody {
	readonly scope?: string;
	readonly destination?: string;
	readonly is_active?: boolean;
	readonly headers?: Readonly<Record<string, string>> | null;
}

function readBody(body: unknown): HookBody {
	return typeof body === 'object' && body !== null ? body : {};
}

function check(store: Store, { scope, destination }: Pick<Hook, 'scope' | 'destination'>, own: Hook | null): void {
	if (!/^store\/[\w*]+(?:\/[\w*]+)+$/.test(scope)) throw refused('scope', 'The scope is not valid');
	// The port is 443, in words or not.
	if (!/^https:\/\/[^/:]+(?::443)?(?:\/|$)/.test(destination))
		throw refused('destination', 'The destination must be a valid HTTPS URL on port 443');
	const others = [...store.hooks.values()].filter((hook) => hook !== own && hook.scope === scope);
	if (others.some((hook) => hook.destination === destination))
		throw refused('destination', 'A webhook with this scope and destination already exists');
	if (others.length >= MOST_OF_A_SCOPE) throw refused('scope', `There are ${MOST_OF_A_SCOPE} webhooks of this scope`);
}

function refused(field: string, message: string): Error {
	return unprocessable('JSON data is missing or invalid', { [field]: message });
}

function single(hook: Hook): RouteReply {
	return { body: { data: hookJson(hook), meta: {} } };
}

function hookJson(hook: Hook): unknown {
	return {
		id: hook.id,
		client_id: 'sandbox1client2id3of4the5api6account7',
		store_hash: storeHash,
		scope: hook.scope,
		destination: hook.destination,
		headers: hook.headers,
		is_active: hook.isActive,
		created_at: hook.createdAt,
		updated_at: hook.updatedAt,
		events_history_enabled: false,
	};
}

function knownHook({ store, path }: Call): Hook {
	const hook = store.hooks.get(Number(path.id));
	if (hook === undefined) throw notFound('webhook');
	return hook;
}
