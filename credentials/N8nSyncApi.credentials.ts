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
import { n8nApiIn } from '../core/reading/pastedAddress';
import { askFirst, reachService, TESTED } from './reachService';
import { safeAddress } from './safeAddress';
import { statusesOfService, testRules } from './testRules';

/** Where the test asks. Runs ask by whole addresses. */
const TEST_PATH = '/workflows';

const FIELD = 'n8n URL';

/** An API key of this n8n (Settings, n8n API) with the scopes workflow:list, workflow:read and execution:list: it can change and run nothing. */
export class N8nSyncApi implements ICredentialType {
	name = 'n8nSyncApi';

	displayName = 'N8n Sync API';

	icon: Icon = { light: 'file:../icons/silence.svg', dark: 'file:../icons/silence.dark.svg' };

	documentationUrl =
		'https://github.com/qbo-inventory-sync/n8n-nodes-qbo-inventory-sync/blob/main/docs/guides/alerts.md';

	properties: INodeProperties[] = [
		{
			displayName: 'n8n URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com',
			description:
				'The address at which you open this n8n in the browser. If n8n does not reach itself under it, http://localhost:5678 does as a rule.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From Settings, n8n API. The scopes workflow:list, workflow:read and execution:list are enough.',
		},
		TESTED,
	];

	/** n8n calls it for a test, and after a 401. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		return await reachService(this, credentials, { method: 'GET', url: apiAddress(credentials) + TEST_PATH });
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const isTest = requestOptions.url === TEST_PATH;
		if (isTest) askFirst(credentials);
		const request = isTest ? { ...requestOptions, baseURL: apiAddress(credentials) } : requestOptions;
		safeAddress(request.baseURL ?? request.url, FIELD);
		return { ...request, headers: { ...request.headers, 'X-N8N-API-KEY': String(credentials.apiKey).trim() } };
	}

	test: ICredentialTestRequest = {
		request: {
			// `authenticate` puts the address of n8n in its place.
			baseURL: 'https://n8n.invalid',
			url: TEST_PATH,
			qs: { active: 'true', excludePinnedData: 'true', limit: 1 },
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: testRules(
			[
				[[401], 'n8n does not know the API key. It was deleted or has expired: create one under Settings, n8n API.'],
				[
					[403],
					'The API key lacks a scope. Create one with workflow:list, workflow:read and execution:list under Settings, n8n API.',
				],
				[
					[404],
					'No API of n8n answers there. Check the address, and that N8N_PUBLIC_API_DISABLED does not switch the API off.',
				],
				...statusesOfService('n8n'),
			],
			[['data', undefined, 'A web page or another service answers instead of the API of n8n. Check the address.']],
		),
	};
}

/** Where the API lies. */
function apiAddress({ url }: ICredentialDataDecryptedObject): string {
	return safeAddress(n8nApiIn(String(url)), FIELD);
}
