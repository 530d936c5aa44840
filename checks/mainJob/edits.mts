import { isDeepStrictEqual } from 'node:util';
import { onFastPolls } from '../../sandbox/launcher/fastPolls.mts';
import type { N8nClient, WorkflowNode } from '../../sandbox/launcher/n8nClient.mts';

/** Turns Sync Inventory on for every channel of every push of these workflows. */
export async function switchSyncOn(client: N8nClient, workflowIds: readonly string[]): Promise<void> {
	await editAll(client, workflowIds, (node) => ({ ...node, parameters: withSyncOn(node) }));
}

/** The parameters of a node with Sync Inventory on for every channel of it. */
export function withSyncOn({ parameters }: WorkflowNode): WorkflowNode['parameters'] {
	const isSwitch = (name: string) => name.startsWith('syncInventoryTo');
	return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, isSwitch(name) ? true : value]));
}

/** Lets every trigger poll six times a minute: as shipped they take one minute, and ten for eBay to spare its daily revisions. */
export async function pollOften(client: N8nClient, workflowIds: readonly string[]): Promise<void> {
	await editAll(client, workflowIds, onFastPolls);
}

/** What a user does: edit, save, publish. A workflow without anything to change stays as it is. */
async function editAll(
	client: N8nClient,
	workflowIds: readonly string[],
	change: (node: WorkflowNode) => WorkflowNode,
): Promise<void> {
	for (const id of workflowIds) {
		const workflow = await client.workflow(id);
		const nodes = workflow.nodes.map(change);
		if (!isDeepStrictEqual(nodes, workflow.nodes))
			await client.publish(await client.saveWorkflow({ ...workflow, nodes }));
	}
}
