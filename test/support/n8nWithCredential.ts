import { getExecutePollFunctions } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeTypes,
	type IPollFunctions,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/**
 * n8n's real poll context, request helper included, around one credential. Only the credential store is played,
 * with the rules of n8n's own: an expirable field is filled when empty and after a 401, and what is renewed is stored.
 */
export function n8nWithCredential(
	type: ICredentialType,
	stored: ICredentialDataDecryptedObject,
	id = Math.random().toString(36),
): IPollFunctions {
	const node: INode = {
		id: 'n1',
		name: 'Node under test',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		// An id of its own unless said, so that no test waits in another one's lane.
		credentials: { [type.name]: { id, name: 'stored' } },
	};
	const nodeTypes = {
		getByNameAndVersion: () => ({ description: { credentials: [{ name: type.name }], properties: [] } }),
	};
	const workflow = new Workflow({
		id: 'w1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as unknown as INodeTypes,
	});
	const additionalData = {
		credentialsHelper: credentialStore(type, stored),
	} as unknown as IWorkflowExecuteAdditionalData;
	return getExecutePollFunctions(workflow, node, additionalData, 'trigger', 'activate');
}

/** n8n's store of credentials, played for one. */
export function credentialStore(type: ICredentialType, stored: ICredentialDataDecryptedObject) {
	const expirable = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true)?.name;
	return {
		getParentTypes: () => type.extends ?? [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => ({ ...stored }),
		authenticate: async (
			credentials: ICredentialDataDecryptedObject,
			_name: string,
			options: IHttpRequestOptions,
			workflow: Workflow,
			node: INode,
		) => {
			if (typeof type.authenticate === 'function') return await type.authenticate(credentials, options);
			const resolve = (value: unknown) =>
				workflow.expression.getSimpleParameterValue(
					node,
					value as string,
					'internal',
					{ $credentials: credentials },
					undefined,
					'',
				);
			const headers = Object.entries(type.authenticate?.properties.headers ?? {}).map(([name, value]) => [
				name,
				resolve(value),
			]);
			return { ...options, headers: { ...options.headers, ...Object.fromEntries(headers) } };
		},
		preAuthentication: async (
			helper: IHttpRequestHelper,
			credentials: ICredentialDataDecryptedObject,
			_name: string,
			_node: INode,
			hasExpired: boolean,
		) => {
			if (expirable === undefined || (credentials[expirable] !== '' && !hasExpired)) return undefined;
			const renewed = await type.preAuthentication?.call(helper, credentials);
			if (renewed?.[expirable] === undefined) return undefined;
			Object.assign(stored, renewed);
			return Object.assign(credentials, renewed);
		},
		runPreAuthentication: async () => undefined,
		updateCredentialsOauthTokenData: async (
			_credential: unknown,
			_name: string,
			{ oauthTokenData }: ICredentialDataDecryptedObject,
		) => {
			stored.oauthTokenData = oauthTokenData ?? {};
		},
	};
}
