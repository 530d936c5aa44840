import type { N8nClient, WorkflowNode } from '../n8nClient.mts';

/** Turns "Sync Inventory to Channel" on in every push of a workflow, as a user does: edit, save, publish. */
export async function switchSyncOn(client: N8nClient, workflowId: string): Promise<void> {
	const workflow = await client.workflow(workflowId);
	if (!workflow.nodes.some(isPush)) return;
	await client.publish(await client.saveWorkflow({ ...workflow, nodes: workflow.nodes.map(switchedOn) }));
}

function switchedOn(node: WorkflowNode): WorkflowNode {
	return isPush(node) ? { ...node, parameters: { ...node.parameters, syncInventory: true } } : node;
}

function isPush({ type }: WorkflowNode): boolean {
	return type.endsWith('.pushChannelStock');
}
