import type { HttpReply } from './httpPort';

/** A web page that came instead of a service's own answer, in words for people. */
interface WebPage {
	/** "a page of a firewall or CDN" */
	readonly name: string;
	readonly wayOut: string;
	/** Whether it goes away by itself, or once the hoster lets the requests pass. Nothing is wrong with the credential then. */
	readonly standsInBetween: boolean;
}

const SERVICE_ITSELF = 'Nothing that is entered in n8n is the cause.';

const FIREWALL: WebPage = {
	name: 'a page of a firewall or CDN, which blocks the request',
	wayOut: `${SERVICE_ITSELF} Let the firewall, security plugin or CDN (Cloudflare, Wordfence, Sucuri, the host's own) pass the requests of this n8n server to the service: allow its IP address, or switch bot protection off for the path of the API (/wp-json/ of a shop). The host can tell which rule it was.`,
	standsInBetween: true,
};

const CHALLENGE: WebPage = {
	...FIREWALL,
	name: 'a captcha or challenge of a firewall or CDN, which wants to see a person',
};

const MAINTENANCE: WebPage = {
	name: 'a maintenance page',
	wayOut: `${SERVICE_ITSELF} The service is being updated, or a plugin shows "maintenance" or "coming soon" to everybody. End the maintenance mode, or let it pass the path of the API.`,
	standsInBetween: true,
};

const LOGIN: WebPage = {
	name: 'a login page',
	wayOut:
		'Something in front of the service lets nobody in without signing in: a plugin that closes the site to guests, or a login of the host. Let it pass the path of the API (/wp-json/ of a shop).',
	standsInBetween: true,
};

const SERVER_PASSWORD: WebPage = {
	name: "the web server's own question for a password",
	wayOut:
		'The whole site stands behind a password of the web server (as staging sites do), so the keys do not get through to the service. Take the path of the API out of that protection.',
	standsInBetween: false,
};

const BROKEN: WebPage = {
	name: 'an error page of its PHP',
	wayOut: `${SERVICE_ITSELF} A plugin or theme of the shop breaks off. Look into its error log (WooCommerce, Status, Logs), and switch the plugin off that stands there. PHP should not show its notices and errors to visitors: WP_DEBUG_DISPLAY false in wp-config.php.`,
	standsInBetween: true,
};

const OTHER: WebPage = {
	name: 'a web page',
	wayOut:
		'The address leads to a web site, not to the API, or something in front of it answers. Check the address in the credential, and open it in a browser.',
	standsInBetween: false,
};

/** Beginnings and words of pages as they are met, the surest first. */
const BY_TEXT: ReadonlyArray<readonly [RegExp, WebPage]> = [
	[
		/captcha|cf-chl|challenge-platform|turnstile|just a moment|one moment|checking your browser|(are|you're|you are) (a )?human|verify you are/i,
		CHALLENGE,
	],
	[
		/firewall|wordfence|sucuri|mod_?security|incapsula|imunify|cloudflare ray|you have been blocked|request (was )?(blocked|rejected)/i,
		FIREWALL,
	],
	[/maintenance|coming soon|under construction|be right back/i, MAINTENANCE],
	[/(fatal|parse) error<\/b>|critical error on this website|error establishing a database connection/i, BROKEN],
	[/wp-login|type=["']?password/i, LOGIN],
];

/** Statuses by which firewalls and CDNs turn a request away. No service gives them with a web page. */
const BLOCKING = new Set([403, 405, 406, 418]);

/** The page in a reply; null for a reply that is no web page. */
export function findWebPage({ status, headers, body }: HttpReply): WebPage | null {
	if (typeof body !== 'string' || !isWebPage(body)) return null;
	if (headers['cf-mitigated'] !== undefined || headers['sg-captcha'] !== undefined) return CHALLENGE;
	if (status === 401) return SERVER_PASSWORD;
	const byText = BY_TEXT.find(([words]) => words.test(body))?.[1];
	if (BLOCKING.has(status)) return byText === CHALLENGE ? CHALLENGE : FIREWALL;
	if (status === 503) return byText ?? MAINTENANCE;
	return byText ?? OTHER;
}

/** True for text that begins as a web page, PHP's error pages among them. */
function isWebPage(text: string): boolean {
	return /^\s*(<!--[\s\S]{0,500}?-->\s*)?<(!doctype\s+html|html|head|body|br|b>|center|h1|p>|div|title)/i.test(text);
}

/** "One moment": what stands in the title of a page, in quotes; '' where it has none. */
export function titleOf(page: string): string {
	const title = /<title[^>]*>([^<]{1,80})/i.exec(page)?.[1]?.trim() ?? '';
	return title === '' ? '' : ` ("${title}")`;
}

/** True for a refusal in the service's own words: not one of a firewall in front of it. */
export function isOwnRefusal(reply: HttpReply, status: number): boolean {
	return reply.status === status && findWebPage(reply) === null;
}
