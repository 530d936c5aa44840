import type { FastifyInstance } from 'fastify';
import type { Route } from './route.mts';
import type { Shop } from '../shop.mts';

interface KeptPage {
	readonly headers: Readonly<Record<string, string>>;
	readonly payload: string;
}

export interface PageCache {
	/** Forgets all pages, as the plugin's own button does. */
	clear(): void;
	/** Puts the cache in front of an app's routes. */
	standBefore(app: FastifyInstance, shop: () => Shop, routes: readonly Route[]): void;
}

/** Headers that are sent anew with each answer. */
const ownHeaders = ['content-type', 'link', 'x-wp-total', 'x-wp-totalpages', 'allow'];

/**
 * A cache of a plugin or host that keeps GET /wp-json, looks neither at keys nor at Cache-Control, and never lets a page go stale.
 * With "knownParameters" two addresses that differ only in parameters that WooCommerce does not know are one.
 */
export function createPageCache(): PageCache {
	const kept = new Map<string, KeptPage>();
	return {
		clear: () => kept.clear(),
		standBefore(app, shop, routes) {
			const nameOf = (url: string): string =>
				shop().settings.pageCache === 'knownParameters' ? withoutUnknown(url, knownIn(shop(), routes)) : url;
			app.addHook('preHandler', async (request, reply) => {
				if (shop().settings.pageCache === 'off') return kept.clear();
				const page = request.method === 'GET' ? kept.get(nameOf(request.url)) : undefined;
				if (page === undefined) return;
				request.hardPaths.push('page cache');
				const { cacheHeader } = shop().settings;
				await reply
					.headers({ ...page.headers, ...(cacheHeader === '' ? {} : { [cacheHeader]: 'HIT' }) })
					.send(page.payload);
			});
			app.addHook('onSend', async (request, reply, payload) => {
				const isPage = request.method === 'GET' && reply.statusCode === 200 && typeof payload === 'string';
				const name = nameOf(request.url);
				if (shop().settings.pageCache === 'off' || !isPage || kept.has(name)) return payload;
				const headers = Object.entries(reply.getHeaders()).filter(([header]) => ownHeaders.includes(header));
				kept.set(name, {
					headers: Object.fromEntries(headers.map(([header, value]) => [header, String(value)])),
					payload,
				});
				return payload;
			});
		},
	};
}

function knownIn(shop: Shop, routes: readonly Route[]): ReadonlySet<string> {
	return new Set([
		'_fields',
		...routes.flatMap(({ query = {} }) => Object.keys(typeof query === 'function' ? query(shop) : query)),
	]);
}

function withoutUnknown(url: string, known: ReadonlySet<string>): string {
	const [path = '', search = ''] = url.split('?');
	const parameters = [...new URLSearchParams(search)].filter(([name]) => known.has(name.replace(/\[.*/, '')));
	return `${path}?${new URLSearchParams(parameters).toString()}`;
}
