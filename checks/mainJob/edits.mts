import { isDeepStrictEqual } from 'node:util';
import type { N8nClient, WorkflowNode } from '../../sandbox/launcher/n8nClient.mts';

/** Turns "Sync Inventory to Channel" on in every push of these workflows. */
export async function switchSyncOn(client: N8nClient, workflowIds: readonly string[]): Promise<void> {
	const isPush = ({ type }: WorkflowNode) => type.endsWith('.pushChannelStock');
	await editAll(client, workflowIds, (node) =>
		isPush(node) ? { ...node, parameters: { ...node.parameters, syncInventory: true } } : node,
	);
}

/** Lets every trigger poll each minute: the template for eBay comes with ten, to spare eBay's daily revisions. */
export async function pollEveryMinute(client: N8nClient, workflowIds: readonly string[]): Promise<void> {
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	await editAll(client, workflowIds, (node) =>
		'pollTimes' in node.parameters ? { ...node, parameters: { ...node.parameters, pollTimes } } : node,
	);
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
