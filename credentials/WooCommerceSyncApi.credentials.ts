import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { shopAddressIn } from '../core/reading/pastedAddress';
import { askFirst, reachService, TESTED } from './reachService';
import { safeAddress } from './safeAddress';
import { checkShop } from './checkShop';
import { shopFields } from './shopFields';
import { testRules, type AnswerMessage, type StatusMessage } from './testRules';

const KEYS = 'WooCommerce, Settings, Advanced, REST API';

const UNKNOWN_KEY = [
	`The shop sees no key that it knows. It was deleted or is mistyped: look under ${KEYS}, and make a new one.`,
	'Or the shop does not see HTTPS and ignores the keys: use its https:// address, and if a proxy stands in front,',
	'let it send X-Forwarded-Proto and wp-config.php read it. If the server drops the Authorization header, include the credentials in the query.',
].join(' ');

const READ_ONLY = `The key may only read. In the shop, under ${KEYS}, set its permission to Read/Write.`;

const WRONG_SECRET =
	'The shop refused the keys: the consumer secret does not belong to the consumer key. Enter it again.';

const REFUSED = `The shop refused the keys: the secret is wrong, or the key may not write. Check both under ${KEYS}.`;

const NO_RIGHTS =
	'The user that the keys belong to has too few rights in the shop: it has to be a shop manager or an administrator.';

const NO_WOOCOMMERCE =
	'WordPress answers, but no WooCommerce. Activate the plugin WooCommerce there, or check the address.';

const NO_API =
	'No WooCommerce REST API answers there. Check the address, and in WordPress, under Settings, Permalinks, choose anything but Plain.';

const NOT_THE_API =
	'A web page answers instead of the shop: a captcha of a firewall, a login or a maintenance page, so let the firewall, CDN or plugin pass /wp-json/ for this n8n server; or the home page, so choose anything but Plain in WordPress, under Settings, Permalinks; or another site.';

const MOVED =
	'The shop sends its visitors on: to another address (with https:// or www?), so enter the one that the browser ends up at; or only to one with a slash, so choose anything but Plain in WordPress, under Settings, Permalinks; or to a login page, so let the plugin pass /wp-json/.';

const FIREWALL =
	'A firewall, security plugin or CDN in front of the shop blocks n8n; the keys are not the cause. Let it pass /wp-json/ for this n8n server.';

const BROKEN =
	'The shop breaks off with an error of its own: a plugin or PHP. Look into its log (WooCommerce, Status, Logs).';

const CLOSED = 'The shop is in maintenance mode or overloaded. End the maintenance, or try again later.';

const UNREACHABLE =
	'The CDN in front of the shop does not reach it, or waits too long. Try again later, or ask the host.';

const BUSY = 'The shop or its firewall asks for fewer requests. Try again later.';

/** What a status means that comes from in front of the shop: the shop's own refusals come inside of an envelope. */
const BY_STATUS: readonly StatusMessage[] = [
	[[301, 302, 303, 307, 308], MOVED],
	[[401], UNKNOWN_KEY],
	[[403, 405, 406, 418], FIREWALL],
	[[400, 404, 410, 411, 415], NO_API],
	[[429], BUSY],
	[[500, 501], BROKEN],
	[[503], CLOSED],
	[[502, 504, 520, 521, 522, 523, 524, 525, 526], UNREACHABLE],
];

/** The shop's own refusals by a field of the envelope, the surest first. */
const BY_ANSWER: readonly AnswerMessage[] = [
	['status', undefined, NOT_THE_API],
	['body.message', 'Consumer secret is invalid.', WRONG_SECRET],
	['body.message', 'The API key provided does not have write permissions.', READ_ONLY],
	['body.code', 'woocommerce_rest_authentication_error', REFUSED],
	['body.code', 'rest_no_route', NO_WOOCOMMERCE],
	['status', 401, UNKNOWN_KEY],
	['status', 403, NO_RIGHTS],
	['status', 404, NO_API],
	['status', 500, BROKEN],
	['status', 503, CLOSED],
];

/** A REST API key of a shop (WooCommerce > Settings > Advanced > REST API) with read and write permission. */
export class WooCommerceSyncApi implements ICredentialType {
	name = 'wooCommerceSyncApi';

	displayName = 'WooCommerce Sync API';

	icon: Icon = { light: 'file:../icons/woocommerce.svg', dark: 'file:../icons/woocommerce.dark.svg' };

	documentationUrl = 'https://github.com/qbo-inventory-sync/n8n-nodes-qbo-inventory-sync#connect-woocommerce';

	properties: INodeProperties[] = [
		{
			displayName: 'Shop URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://shop.example.com',
			description: 'The address of the shop with https://, without /wp-json',
		},
		{
			displayName: 'Consumer Key',
			name: 'consumerKey',
			type: 'string',
			default: '',
			required: true,
		},
		{
			displayName: 'Consumer Secret',
			name: 'consumerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Include Credentials in Query',
			name: 'includeCredentialsInQuery',
			type: 'boolean',
			default: false,
			description:
				"Whether to send the keys in the address instead of the Authorization header, for servers that drop the header. They then stand in the shop's access log.",
		},
		...shopFields({
			channel: 'WooCommerce',
			usualPrefix: 'WC-',
			alsoSold: [
				{ name: 'On Hold (Awaiting Payment, Stock Taken)', value: 'on-hold' },
				{ name: 'Pending Payment', value: 'pending' },
			],
			unpaid: 'Pending payment',
		}),
		TESTED,
	];

	/** n8n calls it for a test, and after a 401. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		return await reachService(this, credentials, { method: 'HEAD', url: shopAddress(credentials) });
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const isTest = requestOptions.qs?._envelope !== undefined;
		if (isTest) checkShop('WooCommerce', credentials);
		if (isTest) askFirst(credentials);
		const request = isTest ? { ...requestOptions, baseURL: shopAddress(credentials) } : requestOptions;
		safeAddress(request.baseURL ?? request.url, 'Shop URL');
		const key = String(credentials.consumerKey);
		const secret = String(credentials.consumerSecret);
		if (credentials.includeCredentialsInQuery !== true)
			return { ...request, auth: { username: key, password: secret } };
		return { ...request, qs: { ...request.qs, consumer_key: key, consumer_secret: secret } };
	}

	// A batch without rows changes nothing, and a key that may only read is refused. WordPress' envelope tells its words from those of a firewall.
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			// `authenticate` puts the shop's address in its place.
			baseURL: 'https://shop.invalid',
			url: '/wp-json/wc/v3/products/batch',
			qs: { _envelope: 1 },
			// Some servers want a body, and n8n sends none for an empty object.
			body: { update: [] },
			disableFollowRedirect: true,
		},
		rules: testRules(BY_STATUS, BY_ANSWER),
	};
}

function shopAddress({ url }: ICredentialDataDecryptedObject): string {
	return safeAddress(shopAddressIn(String(url)), 'Shop URL');
}
