import { html, NOTHING, type Html } from './html';

/** What a browser is answered. */
export interface PageReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/**
 * No browser or proxy keeps a page, none tells its address to another site, and none runs a script: the page stands beside n8n's editor, and so gets
 * an origin of its own.
 */
const HEADERS = {
	'Content-Type': 'text/html; charset=utf-8',
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'Content-Security-Policy':
		"sandbox allow-forms allow-popups allow-top-navigation; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
};

const STYLE: Html = {
	html: `<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #222; }
label { display: block; margin: 0 0 1rem; }
input, select, textarea { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem; margin-top: .25rem; }
textarea, code { font-family: ui-monospace, monospace; word-break: break-all; }
button { font: inherit; padding: .6rem 1.2rem; }
details { margin-top: 2rem; }
</style>`,
};

interface Page {
	readonly status: number;
	readonly title: string;
	readonly content: Html;
	readonly cookie?: string;
}

function page({ status, title, content, cookie }: Page): PageReply {
	const { html: body } = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<title>${title}</title>
				${STYLE}
			</head>
			<body>
				<h1>${title}</h1>
				${content}
			</body>
		</html>`;
	return { status, headers: { ...HEADERS, ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }) }, body };
}

/** Asks for the keys. `address`: of this page. */
export function formPage(address: string): PageReply {
	const content = html` <p>Three steps, about five minutes. n8n keeps nothing of them.</p>
		<ol>
			<li>
				At
				<a href="https://developer.ebay.com/my/keys" target="_blank" rel="noreferrer"
					>developer.ebay.com &rsaquo; Application Keys</a
				>
				open the keyset of the environment that you sell in. Under <em>User Tokens</em>,
				<em>Get a Token from eBay via Your Application</em>, choose OAuth and enter as
				<em>auth accepted URL</em>:<br /><code>${address}</code>
			</li>
			<li>
				Copy the three values from there into this form, and press the button. eBay asks you to sign in as the seller
				and to agree.
			</li>
			<li>You come back here and see the refresh token, with the place where it belongs.</li>
		</ol>
		<form method="post" action="${address}" autocomplete="off">
			<label
				>Environment
				<select name="environment">
					<option value="production">Production: a real seller account</option>
					<option value="sandbox">Sandbox: eBay's own test site</option>
					<option value="custom">Custom URL: a server that behaves like eBay</option>
				</select></label
			>
			<label>Client ID (App ID)<input name="clientId" required /></label>
			<label>Client secret (Cert ID)<input name="clientSecret" type="password" required /></label>
			<label>RuName (eBay redirect URL name)<input name="ruName" required /></label>
			<label
				>Custom URL (only for that environment)<input name="customUrl" placeholder="http://127.0.0.1:4105"
			/></label>
			<button>Continue to eBay</button>
		</form>
		<details>
			<summary>eBay said thank you, but did not bring you back here</summary>
			<p>
				Then the address bar of that page holds the answer. Copy the whole address into this field within five minutes.
			</p>
			<form method="get" action="${address}" autocomplete="off">
				<label>Address of eBay's page<input name="address" required /></label>
				<button>Show the refresh token</button>
			</form>
		</details>`;
	return page({ status: 200, title: 'Connect eBay', content });
}

/** Sends the browser on to eBay with 303: with 307 it would send the form on, and the secret with it. */
export function redirectTo(location: string, cookie: string): PageReply {
	return { status: 303, headers: { ...HEADERS, Location: location, 'Set-Cookie': cookie }, body: '' };
}

/** Says what is wrong, and leads back to the form. `address`: of this page. */
export function refusalPage(
	title: string,
	reason: string,
	{ address, status = 400, cookie }: { readonly address: string; readonly status?: number; readonly cookie?: string },
): PageReply {
	const content = html`<p>${reason}</p>
		<p><a href="${address}">Start again</a></p>`;
	return page({ status, title, content, cookie });
}

/** Shows the refresh token, once. */
export function tokenPage(
	{ refreshToken, validUntil }: { readonly refreshToken: string; readonly validUntil: string | null },
	cookie: string,
): PageReply {
	const enterDay =
		validUntil === null
			? NOTHING
			: html` Enter <code>${validUntil}</code> as <em>Refresh Token Valid Until</em>, so that you are reminded in time.`;
	const lasts =
		validUntil === null
			? html`eBay did not say how long it lasts; 18 months are usual.`
			: html`It lasts until <strong id="until">${validUntil}</strong>. Connect again before that day.`;
	const content = html` <p>This is your refresh token. It is shown once, and n8n does not keep it.</p>
		<textarea id="token" readonly rows="4">${refreshToken}</textarea>
		<ol>
			<li>Copy the whole text of the box.</li>
			<li>
				In n8n open <em>Credentials</em>, create or open <em>eBay Sync API</em>, and paste it into
				<em>Refresh Token</em>.${enterDay} Environment, client ID and client secret are the ones that you just used.
			</li>
			<li>Save. n8n tests the connection at once.</li>
			<li>Unpublish this workflow until you need it again.</li>
		</ol>
		<p>${lasts} It also ends when you change your eBay password or take the consent back.</p>`;
	return page({ status: 200, title: 'eBay is connected', content, cookie });
}
