import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type INode,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** A node type that takes items, asks for one credential, and does this. */
function nodeThat(execute: INodeType['execute'], credentialName: string): INodeType {
	const { Main } = NodeConnectionTypes;
	const description = {
		name: 'node',
		displayName: 'Node',
		group: [],
		version: 1,
		defaults: {},
		description: '',
		properties: [],
	};
	return {
		description: {
			...description,
			group: ['transform'],
			inputs: [Main],
			outputs: [Main],
			credentials: [{ name: credentialName, required: true }],
		},
		execute,
	};
}

interface Circumstances {
	readonly credentialName: string;
	/** Without it the node was given no credential. */
	readonly credentialId?: string;
	/** n8n's store of credentials. */
	readonly store?: object;
}

/** Lets n8n's real engine run one item through a node, and returns the run that a trigger's promise would get. */
export async function runInN8n(
	execute: INodeType['execute'],
	{ credentialName, credentialId, store = {} }: Circumstances,
): Promise<IRun> {
	const credentials =
		credentialId === undefined ? {} : { credentials: { [credentialName]: { id: credentialId, name: 'chosen' } } };
	const node: INode = {
		id: '1',
		name: 'Create QBO Invoice',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...credentials,
	};
	const nodeTypes = { getByNameAndVersion: () => nodeThat(execute, credentialName) } as unknown as INodeTypes;
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: true, nodeTypes });
	const hooks = new ExecutionLifecycleHooks('trigger', 'e', { id: 'w', nodes: [node] } as unknown as IWorkflowBase);
	const additionalData = {
		hooks,
		credentialsHelper: { isCredentialUsableByNode: () => true, ...store },
	} as unknown as IWorkflowExecuteAdditionalData;
	const nodeExecutionStack = [{ node, data: { main: [[{ json: { id: 7 } }]] }, source: null }];
	const data = createRunExecutionData({ executionData: { nodeExecutionStack } });
	return await new WorkflowExecute(additionalData, 'trigger', data).processRunExecutionData(workflow);
}

/** The run as the main process gets it from a worker: only these parts of it, as JSON. */
export function fromAWorker({ status, data: { resultData } }: IRun): IRun {
	const { error, lastNodeExecuted } = resultData;
	return JSON.parse(JSON.stringify({ status, data: { resultData: { runData: {}, error, lastNodeExecuted } } })) as IRun;
}
