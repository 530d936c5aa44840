import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { safeAddress } from './safeAddress';

const KEYS_NOT_SEEN = [
	'The shop refused the keys. Check that they are complete and may read and write.',
	'If they are right, the shop does not see HTTPS and ignores them: use its https:// address, and if a proxy stands in front,',
	'let it send X-Forwarded-Proto and wp-config.php read it. If the server drops the Authorization header, include the credentials in the query.',
].join(' ');

const MOVED = 'The shop has another address (with https:// or www?). Enter the one that the browser ends up at.';

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
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		safeAddress(requestOptions.baseURL ?? requestOptions.url, 'Shop URL');
		const key = String(credentials.consumerKey);
		const secret = String(credentials.consumerSecret);
		if (credentials.includeCredentialsInQuery !== true)
			return { ...requestOptions, auth: { username: key, password: secret } };
		return { ...requestOptions, qs: { ...requestOptions.qs, consumer_key: key, consumer_secret: secret } };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.url.replace(/\\/+$/, "") }}',
			url: '/wp-json/wc/v3/orders',
			// A cache would go on saying yes to a key that is gone.
			qs: { per_page: 1, _fields: 'id', _skip_cache: 'true', nocache: '={{ Date.now() }}' },
			headers: { 'Cache-Control': 'no-cache' },
			disableFollowRedirect: true,
		},
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: KEYS_NOT_SEEN } },
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'No WooCommerce REST API answers there. Check the address, and set permalinks to anything but Plain.',
				},
			},
			...[301, 302, 307, 308].map((value) => ({
				type: 'responseCode' as const,
				properties: { value, message: MOVED },
			})),
		],
	};
}
