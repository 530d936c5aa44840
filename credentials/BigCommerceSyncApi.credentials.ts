import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { safeAddress } from './safeAddress';

/** A store-level API account of BigCommerce: orders read-only, products read-only, inventory modify, information read-only. */
export class BigCommerceSyncApi implements ICredentialType {
	name = 'bigCommerceSyncApi';

	displayName = 'BigCommerce Sync API';

	icon: Icon = { light: 'file:../icons/bigcommerce.svg', dark: 'file:../icons/bigcommerce.dark.svg' };

	documentationUrl = 'https://github.com/qbo-inventory-sync/n8n-nodes-qbo-inventory-sync#connect-bigcommerce';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Production',
					value: 'production',
					description: 'A store at BigCommerce; its sandbox stores are found here too',
				},
				{
					name: 'Custom URL',
					value: 'custom',
					description: 'A server that behaves like BigCommerce, such as the local sandbox',
				},
			],
			default: 'production',
		},
		{
			displayName: 'Custom URL',
			name: 'customUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:4104',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Store Hash',
			name: 'storeHash',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. abc123xyz',
			description: 'The part after /stores/ in the API path that BigCommerce shows with the API account',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		safeAddress(requestOptions.baseURL ?? requestOptions.url, 'Custom URL');
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, 'X-Auth-Token': String(credentials.accessToken) },
		};
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.environment === "custom" ? $credentials.customUrl.replace(/\\/+$/, "") : "https://api.bigcommerce.com" }}',
			url: '=/stores/{{ $credentials.storeHash }}/v2/orders/count',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'BigCommerce does not know the access token for this store hash.' },
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'The API account lacks a scope: Orders needs to be at least read-only.' },
			},
		],
	};
}
