import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** QuickBooks Online through an app of the user's own at Intuit. Intuit names the company in the callback's realmId. */
export class QboSyncOAuth2Api implements ICredentialType {
	name = 'qboSyncOAuth2Api';

	displayName = 'QuickBooks Online Sync OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:../icons/quickbooks.svg', dark: 'file:../icons/quickbooks.dark.svg' };

	documentationUrl = 'https://github.com/qbo-inventory-sync/n8n-nodes-qbo-inventory-sync#connect-quickbooks-online';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Production',
					value: 'production',
					description: 'A real company, with the production keys of your Intuit app',
				},
				{ name: 'Sandbox', value: 'sandbox', description: 'A sandbox company of Intuit, with the development keys' },
				{
					name: 'Custom URL',
					value: 'custom',
					description: 'A server that behaves like QuickBooks, such as the local sandbox',
				},
			],
			default: 'production',
		},
		{
			displayName: 'Custom URL',
			name: 'customUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:4101',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 9341453217000000',
			description: 'Leave empty to use the company that you choose when connecting',
		},
		{
			displayName: 'Ignore Case of SKUs',
			name: 'ignoreCase',
			type: 'boolean',
			default: false,
			description:
				'Whether "cap-green" and "CAP-GREEN" count as one SKU, in every node and workflow with this credential. A change works with the next run, without publishing.',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default:
				'={{ $self["environment"] === "custom" ? $self["customUrl"].trim().replace(/\\/+$/, "") + "/connect/oauth2" : "https://appcenter.intuit.com/connect/oauth2" }}',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default:
				'={{ $self["environment"] === "custom" ? $self["customUrl"].trim().replace(/\\/+$/, "") + "/oauth2/v1/tokens/bearer" : "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer" }}',
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'com.intuit.quickbooks.accounting' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];
}
