import {
	jsonParse,
	type Icon,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { ebayMarketplaceOptions } from './ebayMarketplaceOptions';
import { namedFault } from './reachService';
import { safeAddress } from './safeAddress';
import { checkShop } from './checkShop';
import { shopFields } from './shopFields';
import { statusesOfService, testRules } from './testRules';

/** eBay's tokens live 120 minutes; the Trading API does not say 401 when one has run out. Milliseconds. */
const OLDEST_TOKEN = 110 * 60_000;

/** Asked for by the test. Nodes ask for it too, and read the same settings before. */
const TEST_PATH = '/sell/fulfillment/v1/order';

const HOSTS: Readonly<Record<string, string>> = {
	production: 'https://api.ebay.com',
	sandbox: 'https://api.sandbox.ebay.com',
};

/** What the hidden field keeps, as JSON: an access token, what it was fetched with, and when. */
interface KeptToken {
	readonly token: string;
	readonly of: string;
	readonly at: number;
}

/**
 * eBay's consent page wants a RuName where n8n's OAuth2 sends an address, so this credential renews tokens by itself.
 * n8n calls `preAuthentication` when the hidden field is empty and after a 401, and stores what it returns.
 */
export class EbaySyncApi implements ICredentialType {
	name = 'ebaySyncApi';

	displayName = 'eBay Sync API';

	icon: Icon = { light: 'file:../icons/ebay.svg', dark: 'file:../icons/ebay.dark.svg' };

	documentationUrl = 'https://github.com/qbo-inventory-sync/n8n-nodes-qbo-inventory-sync#connect-ebay';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production', description: 'A real seller account, with a production keyset' },
				{ name: 'Sandbox', value: 'sandbox', description: 'A sandbox user of eBay, with a sandbox keyset' },
				{
					name: 'Custom URL',
					value: 'custom',
					description: 'A server that behaves like eBay, such as the local sandbox',
				},
			],
			default: 'production',
		},
		{
			displayName: 'Custom URL',
			name: 'customUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:4105',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'The App ID of your keyset at developer.ebay.com',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The Cert ID of the keyset',
		},
		{
			displayName: 'RuName',
			name: 'ruName',
			type: 'string',
			default: '',
			description:
				'EBay\'s name for the address that it returns to after consent; only the "Connect eBay" workflow uses it',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The workflow "Connect eBay" shows it after consent. It lasts about 18 months.',
		},
		{
			displayName: 'Refresh Token Valid Until',
			name: 'refreshTokenValidUntil',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2028-05-31',
			description:
				'The day that "Connect eBay" shows beside the token. From 30 days before it the nodes remind you; without it they cannot.',
		},
		{
			displayName: 'Marketplace',
			name: 'marketplace',
			type: 'options',
			options: ebayMarketplaceOptions(),
			default: 'EBAY_US',
			description: 'The site that most of your listings are on',
		},
		...shopFields({
			channel: 'eBay',
			usualPrefix: 'EB-',
			alsoSold: [
				{ name: 'Paid, Cancellation Requested', value: 'IN_PROGRESS' },
				{ name: 'Payment Pending', value: 'PENDING' },
			],
			unpaid: null,
		}),
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		const address = host(credentials);
		const asked = this.helpers.httpRequest({
			method: 'POST',
			url: `${address}/identity/v1/oauth2/token`,
			auth: { username: String(credentials.clientId), password: String(credentials.clientSecret) },
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
			body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(credentials.refreshToken) }),
			disableFollowRedirect: true,
			timeout: 30_000,
		});
		const reply = (await asked.catch((rejection: unknown) => {
			throw namedFault(rejection, address);
		})) as { readonly access_token?: unknown };
		if (typeof reply.access_token !== 'string')
			throw new Error("eBay's token endpoint answered without an access token");
		const kept: KeptToken = { token: reply.access_token, of: grantOf(credentials), at: Date.now() };
		return { accessToken: JSON.stringify(kept) };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		safeAddress(requestOptions.baseURL ?? requestOptions.url, 'Custom URL');
		if (requestOptions.url.endsWith(TEST_PATH)) checkShop('eBay', credentials);
		const token = usableToken(credentials);
		const isTrading = requestOptions.url.includes('/ws/api.dll');
		const headers = {
			...requestOptions.headers,
			Authorization: `Bearer ${token}`,
			...(isTrading ? { 'X-EBAY-API-IAF-TOKEN': token } : {}),
		};
		return { ...requestOptions, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.environment === "custom" ? $credentials.customUrl.trim().replace(/\\/+$/, "") : $credentials.environment === "sandbox" ? "https://api.sandbox.ebay.com" : "https://api.ebay.com" }}',
			url: TEST_PATH,
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: testRules(
			[
				[[400], 'eBay refused the refresh token. Run the workflow "Connect eBay" again and enter the new one.'],
				[
					[401],
					'eBay does not accept the client ID and secret, or the token that they gave. Check that they belong to this environment.',
				],
				[
					[403],
					'The consent lacks the scope sell.fulfillment: run the workflow "Connect eBay" again. (A web page with this status is a firewall between n8n and eBay.)',
				],
				[[404], 'eBay does not answer at this address. Check the environment, and the custom URL if there is one.'],
				...statusesOfService('eBay'),
			],
			[
				[
					'total',
					undefined,
					'A web page or another service answers instead of eBay. Check the address, and whether a firewall or proxy stands in between.',
				],
			],
		),
	};
}

/** Throws what n8n takes for a 401, and so renews the token, when the kept one is too old or belongs to another grant. */
function usableToken(credentials: ICredentialDataDecryptedObject): string {
	const kept = jsonParse<KeptToken | null>(String(credentials.accessToken), { fallbackValue: null });
	const isUsable = kept?.of === grantOf(credentials) && Date.now() - kept.at < OLDEST_TOKEN;
	if (isUsable) return kept.token;
	throw Object.assign(new Error('The eBay access token has to be renewed'), { response: { status: 401 } });
}

/** What an access token belongs to: editing any of these in the credential makes the kept one useless. */
function grantOf({ environment, customUrl, clientId, refreshToken }: ICredentialDataDecryptedObject): string {
	return [environment, customUrl, clientId, refreshToken].map(String).join('\n');
}

function host({ environment, customUrl }: ICredentialDataDecryptedObject): string {
	return HOSTS[String(environment)] ?? safeAddress(customUrl, 'Custom URL');
}
