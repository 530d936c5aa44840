import type { HttpReply, HttpRequest } from './httpPort';

/** What to do about a service that sends its callers elsewhere, in words for people; undefined for any other reply. The query may hold keys, so it is never shown. */
export function adviceForRedirect({ url }: Pick<HttpRequest, 'url'>, reply: HttpReply): string | undefined {
	const { location } = reply.headers;
	if (reply.status < 300 || reply.status >= 400 || location === undefined) return undefined;
	const target = absolute(location, url);
	if (isSameBut(target, url, '/')) return SLASH;
	if (/\/(wp-login|login|log-in|signin|sign-in|my-account)\b/i.test(target)) return `${LOGIN} (It leads to ${target}.)`;
	return `The service has moved to ${siteOf(target, url)}. Enter that address in the credential.`;
}

const SLASH =
	'The server only adds a slash to the address and sends everybody on, so the API is never reached: the permalinks of the shop are set to Plain, or a rule of the web server adds the slash. In WordPress, under Settings, Permalinks, choose anything but Plain and save; else take /wp-json/ out of that rule. The address in the credential is right.';

const LOGIN =
	'The service sends everybody who is not signed in to a login page: a plugin closes the site to guests. Let it pass the path of the API (/wp-json/ of a shop).';

function absolute(location: string, url: string): string {
	const bare = location.replace(/[?#].*$/, '');
	return URL.canParse(bare, url) ? new URL(bare, url).href : bare;
}

function isSameBut(target: string, url: string, added: string): boolean {
	return target === `${url.replace(/[?#].*$/, '')}${added}`;
}

/** The address without the path of the request behind it, as people enter it. */
function siteOf(target: string, url: string): string {
	const path = URL.canParse(url) ? new URL(url).pathname : '';
	const bare = path.length > 1 && target.endsWith(path) ? target.slice(0, -path.length) : target;
	return bare.replace(/\/wp-json(\/.*)?$/i, '').replace(/\/+$/, '');
}
