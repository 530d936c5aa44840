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
import { storeHashIn } from '../core/reading/pastedAddress';
import { askFirst, reachService, TESTED } from './reachService';
import { safeAddress } from './safeAddress';
import { checkShop } from './checkShop';
import { shopFields } from './shopFields';
import { statusesOfService, testRules } from './testRules';

/** Asked for by the test alone. */
const TEST_PATH = '/v2/orders/count';

const PRODUCTION = 'https://api.bigcommerce.com';

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
			description:
				'The part after /stores/ in the API path that BigCommerce shows with the API account; the whole path will do',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		...shopFields({
			channel: 'BigCommerce',
			usualPrefix: 'BC-',
			alsoSold: [
				{ name: 'Awaiting Payment', value: '7' },
				{ name: 'Manual Verification Required', value: '12' },
				{ name: 'Pending', value: '1' },
			],
			unpaid: null,
		}),
		TESTED,
	];

	/** n8n calls it for a test, and after a 401. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		return await reachService(this, credentials, { method: 'GET', url: storeAddress(credentials) + TEST_PATH });
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const isTest = requestOptions.url.endsWith(TEST_PATH);
		if (isTest) checkShop('BigCommerce', credentials);
		if (isTest) askFirst(credentials);
		const request = isTest ? { ...requestOptions, baseURL: storeAddress(credentials) } : requestOptions;
		safeAddress(request.baseURL ?? request.url, 'Custom URL');
		return { ...request, headers: { ...request.headers, 'X-Auth-Token': String(credentials.accessToken) } };
	}

	test: ICredentialTestRequest = {
		request: {
			// `authenticate` puts the store's address in its place.
			baseURL: PRODUCTION,
			url: TEST_PATH,
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: testRules(
			[
				[
					[401],
					'BigCommerce does not know the access token for this store hash. The API account was deleted, or belongs to another store: make a new one under Settings, Store-level API accounts.',
				],
				[
					[403],
					'The API account lacks a scope: Orders needs to be at least read-only. (A web page with this status is a firewall between n8n and BigCommerce.)',
				],
				[[404], 'BigCommerce has no such store. Check the store hash: it is the part after /stores/ in the API path.'],
				...statusesOfService('BigCommerce'),
			],
			[
				[
					'count',
					undefined,
					'A web page or another service answers instead of BigCommerce. Check the address, and whether a firewall or proxy stands in between.',
				],
			],
		),
	};
}

/** Where the store's API lies. */
function storeAddress({ environment, customUrl, storeHash }: ICredentialDataDecryptedObject): string {
	const host = environment === 'custom' ? safeAddress(customUrl, 'Custom URL') : PRODUCTION;
	return `${host}/stores/${encodeURIComponent(storeHashIn(String(storeHash)))}`;
}
