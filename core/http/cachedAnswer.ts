import type { HttpReply, HttpRequest } from './httpPort';
import { IntegrationError } from './integrationError';

const ADVICE =
	'Exclude the REST API (every address with /wp-json/ in it) from the cache that stands in front of the shop: a cache plugin, the web server, the host or a CDN. Until then nothing that the shop says can be trusted, so nothing is read or written.';

/** A cache of objects inside the service gives no answers; Cache-Control says what a cache may do. */
const NO_ANSWERING_CACHE = /object|control/;

/** The failure where a cache says that it gave the answer: "x-cache: HIT from edge". Null where none does. */
export function findCachedAnswer({ method, url }: HttpRequest, reply: HttpReply): IntegrationError | null {
	const hit = Object.entries(reply.headers).find(
		([name, value]) =>
			name.includes('cache') && !NO_ANSWERING_CACHE.test(name) && /\b(hit|stale|updating)\b/i.test(value),
	);
	if (hit === undefined) return null;
	const header = `${hit[0]}: ${hit[1].slice(0, 60)}`;
	const message = `${method} ${url.replace(/\?.*$/, '')} was answered by a cache and not by the shop (${header})`;
	return new IntegrationError('unavailable', message, reply, ADVICE);
}
