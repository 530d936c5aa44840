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
		(outputs) => messageOfAnswer(type, outputs?.[0]?.[0]?.json),
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

interface Rule {
	readonly type: string;
	readonly properties: { readonly key?: string; readonly value: unknown; readonly message: string };
}

function rulesOf(type: ICredentialType, kind: string): Rule[] {
	return ((type.test?.rules ?? []) as readonly Rule[]).filter((rule) => rule.type === kind);
}

/** A success whose fields a rule forbids is none. */
function messageOfAnswer(type: ICredentialType, answer: unknown): string {
	const valueAt = (key = '') =>
		key.split('.').reduce<unknown>((holder, name) => (holder as Record<string, unknown> | null)?.[name], answer);
	const rule = rulesOf(type, 'responseSuccessBody').find(
		({ properties }) => valueAt(properties.key) === properties.value,
	);
	return rule?.properties.message ?? 'ok';
}

function messageOf(type: ICredentialType, error: unknown): string {
	const { message, cause } = error as { message: string; cause?: { code?: string; response?: { status?: number } } };
	const status = cause?.response?.status;
	if (status === undefined) return cause?.code ?? message;
	return (
		rulesOf(type, 'responseCode').find(({ properties }) => properties.value === status)?.properties.message ?? message
	);
}
