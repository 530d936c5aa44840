import { ExecutionLifecycleHooks, getExecutePollFunctions, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeType,
	type INodeTypes,
	type IPollFunctions,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { credentialStore } from './n8nWithCredential';

/** One of our nodes with its parameters, and the credentials that it is given. */
export interface NodeUnderTest {
	readonly type: INodeType;
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly credentials: ReadonlyArray<readonly [ICredentialType, ICredentialDataDecryptedObject]>;
	readonly onError?: INode['onError'];
}

/** Lets n8n's real engine run items through a node as it is published, and returns the run as it would be stored. */
export async function runNode(under: NodeUnderTest, items: readonly object[]): Promise<IRun> {
	const { workflow, node, additionalData } = placed(under);
	const nodeExecutionStack = [
		{ node, data: { main: [items.map((json) => ({ json: json as IDataObject }))] }, source: null },
	];
	const data = createRunExecutionData({ executionData: { nodeExecutionStack } });
	return await new WorkflowExecute(additionalData, 'trigger', data).processRunExecutionData(workflow);
}

/** n8n's real poll context around a trigger, as when somebody publishes it. */
export function pollContextOf(under: NodeUnderTest): IPollFunctions {
	const { workflow, node, additionalData } = placed(under);
	return getExecutePollFunctions(workflow, node, additionalData, 'trigger', 'activate');
}

function placed({ type, parameters = {}, credentials, onError }: NodeUnderTest) {
	const id = Math.random().toString(36);
	const chosen = Object.fromEntries(credentials.map(([{ name }]) => [name, { id: `${id}-${name}`, name: 'chosen' }]));
	const made: INode = {
		id,
		name: 'Node',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: chosen,
		onError,
	};
	const nodeTypes = { getByNameAndVersion: () => type } as unknown as INodeTypes;
	const workflow = new Workflow({ id, nodes: [made], connections: {}, active: true, nodeTypes });
	const node = workflow.getNode('Node');
	if (node === null) throw new Error('The workflow has lost its node');
	const hooks = new ExecutionLifecycleHooks('trigger', 'e', { id, nodes: [node] } as unknown as IWorkflowBase);
	const addresses = { webhookWaitingBaseUrl: 'https://n8n.test/waiting', formWaitingBaseUrl: 'https://n8n.test/form' };
	const additionalData = {
		hooks,
		...addresses,
		credentialsHelper: storeOf(credentials),
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, node, additionalData };
}

/** n8n's store, with a credential of each type. */
function storeOf(credentials: NodeUnderTest['credentials']) {
	const stores = new Map(credentials.map(([type, stored]) => [type.name, credentialStore(type, stored)]));
	const of = (name: string) => {
		const store = stores.get(name);
		if (store === undefined) throw new Error(`The node was given no credential ${name}`);
		return store;
	};
	type Store = ReturnType<typeof credentialStore>;
	return {
		isCredentialUsableByNode: () => true,
		getParentTypes: (name: string) => of(name).getParentTypes(),
		getDecrypted: async (_data: unknown, _chosen: unknown, name: string) => await of(name).getDecrypted(),
		authenticate: async (...asked: Parameters<Store['authenticate']>) => await of(asked[1]).authenticate(...asked),
		preAuthentication: async (...asked: Parameters<Store['preAuthentication']>) =>
			await of(asked[2]).preAuthentication(...asked),
		runPreAuthentication: async () => undefined,
		updateCredentialsOauthTokenData: async (...asked: Parameters<Store['updateCredentialsOauthTokenData']>) =>
			await of(asked[1]).updateCredentialsOauthTokenData(...asked),
	};
}
