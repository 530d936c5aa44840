import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type INode,
	type INodeType,
	type INodeTypes,
	type ITaskDataConnections,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { credentialStore } from './n8nWithCredential';

/**
 * What n8n's editor says when a credential is tested: "ok", or the message of the rule that fits the refusal.
 * Goes the way of n8n's own tester: a node with one property that routes the credential's test request.
 */
export async function testCredential(type: ICredentialType, data: ICredentialDataDecryptedObject): Promise<string> {
	const filled = { ...defaultsOf(type), ...data };
	const nodeType = testingNode(type);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type.name]: { id: 'c1', name: 'tested' } },
	};
	const nodeTypes = { getByName: () => nodeType, getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper: credentialStore(type, filled),
	} as unknown as IWorkflowExecuteAdditionalData;
	const items = [{ json: {} }];
	const input: ITaskDataConnections = { main: [items] };
	const executeData = { node, data: input, source: null };
	const run = createEmptyRunExecutionData();
	const context = new ExecuteContext(workflow, node, additionalData, 'internal', run, 0, items, input, executeData, []);
	const routing = new RoutingNode(context, nodeType, { id: 'c1', name: 'tested', type: type.name, data: filled });
	return await routing.runNode().then(
		() => 'ok',
		(error: unknown) => messageOf(type, error),
	);
}

/** The form's defaults, as n8n fills them in. */
function defaultsOf(type: ICredentialType): ICredentialDataDecryptedObject {
	return Object.fromEntries(type.properties.map((property) => [property.name, property.default as string]));
}

function testingNode(type: ICredentialType): INodeType {
	return {
		description: {
			displayName: 'No Operation',
			name: 'n8n-nodes-base.noOp',
			group: [],
			version: 1,
			description: '',
			defaults: { name: 'noOp' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: type.name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request: type.test?.request } },
			],
		},
	};
}

function messageOf(type: ICredentialType, error: unknown): string {
	const { message, cause } = error as { message: string; cause?: { response?: { status?: number } } };
	const rule = type.test?.rules?.find(
		({ properties }) => 'message' in properties && properties.value === cause?.response?.status,
	);
	return rule?.properties.message ?? message;
}
