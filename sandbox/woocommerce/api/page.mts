import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Shop } from '../shop.mts';

const NOTICE =
	'<br />\n<b>Deprecated</b>:  Creation of dynamic property Shipping_Labels::$tabs is deprecated in <b>/var/www/html/wp-content/plugins/shipping-labels/shipping-labels.php</b> on line <b>41</b><br />\n';

/**
 * Without pretty permalinks WordPress knows no address below /wp-json: one without a slash at its end is sent to the same with one, and that
 * shows the home page.
 */
export async function hideBehindPlainPermalinks(
	{ settings, siteUrl }: Shop,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply | undefined> {
	const [path = '', query] = request.url.split('?');
	if (settings.permalinks !== 'plain' || !/^\/wp-json(?:\/|$)/.test(path)) return undefined;
	if (['GET', 'HEAD'].includes(request.method) && !path.endsWith('/')) {
		const location = `${siteUrl}${path}/${query === undefined ? '' : `?${query}`}`;
		return await reply.code(301).header('location', location).type('text/html; charset=UTF-8').send('');
	}
	return await reply.type('text/html; charset=UTF-8').send(page('Harbor Goods', 'Welcome to our shop.'));
}

/** What WordPress shows for an address that is none of the API's. */
export async function notFoundPage(reply: FastifyReply): Promise<FastifyReply> {
	return await reply
		.code(404)
		.type('text/html; charset=UTF-8')
		.send(page('Page not found &#8211; Harbor Goods', 'The page you were looking for does not exist.'));
}

/** PHP that shows its errors writes them into the answer, whatever its content type says. */
export function noticesBefore({ settings }: Shop, reply: FastifyReply, payload: unknown): unknown {
	const isJson = String(reply.getHeader('content-type') ?? '').startsWith('application/json');
	return settings.noticesBeforeJson && isJson && typeof payload === 'string' ? NOTICE + payload : payload;
}

function page(title: string, text: string): string {
	return `<!DOCTYPE html>\n<html lang="en-US">\n<head><meta charset="UTF-8" /><title>${title}</title></head>\n<body class="home blog woocommerce-no-js"><h1>Harbor Goods</h1><p>${text}</p></body>\n</html>\n`;
}
