import { randomUUID } from 'node:crypto';
import { findCachedAnswer } from './cachedAnswer';
import type { HttpPort } from './httpPort';

/**
 * A port by which an answer that has to be fresh is fresh, each time that a request is sent:
 *
 * 1. It goes to an address of its own, by a parameter that the service ignores, and asks caches to stand back.
 * 2. WooCommerce's own cache is left out by `_skip_cache`.
 *    https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/src/Internal/Traits/RestApiCache.php
 * 3. An answer that a cache says it gave is thrown as unavailable, since no answer to that address can be in it.
 */
export function withFreshAnswers(http: HttpPort): HttpPort {
	return async (request) => {
		if (request.isFresh !== true) return await http(request);
		const reply = await http({
			...request,
			query: { ...request.query, _skip_cache: 'true', nocache: randomUUID() },
			headers: { ...request.headers, 'Cache-Control': 'no-cache' },
		});
		const cached = findCachedAnswer(request, reply);
		if (cached !== null) throw cached;
		return reply;
	};
}
