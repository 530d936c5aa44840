import { isDeepStrictEqual } from 'node:util';
import type { N8nClient, WorkflowNode } from '../../sandbox/launcher/n8nClient.mts';
import { leftUnpublished } from '../../sandbox/launcher/provision.mts';
import { withSyncOn } from '../mainJob/edits.mts';

/** Templates that wait for a person stay as they are. */
const isConfigured = (template: string): boolean => !leftUnpublished.includes(template);

/** What a user does with the templates after the import: writes, often, with an item for money that goes back without goods. */
export async function configureTemplates(
	client: N8nClient,
	workflows: Readonly<Record<string, string>>,
	refundItemId: string,
): Promise<void> {
	await editAll(client, workflows, (node) => ({
		...node,
		parameters: { ...node.parameters, ...settingsOf(node, refundItemId) },
	}));
}

function settingsOf(node: WorkflowNode, refundItemId: string): Readonly<Record<string, unknown>> {
	const { type, parameters } = node;
	const everyMinute = 'pollTimes' in parameters ? { pollTimes: { item: [{ mode: 'everyMinute' }] } } : {};
	// Every article goes up and down within the hour here: a person lets that through.
	if (type.endsWith('.pushChannelStock')) return { ...withSyncOn(node), letThroughUntil: '2099-01-01T00:00:00Z' };
	if (type.endsWith('.createQboInvoice'))
		return { items: { ...(parameters.items as object | undefined), refundItem: refundItemId } };
	if (type.endsWith('.channelOrderTrigger')) return { ...everyMinute, lookAgainMinutes: 1 };
	return everyMinute;
}

/** Ids of the workflows that the check configures. */
function configuredIds(workflows: Readonly<Record<string, string>>): string[] {
	return Object.entries(workflows).flatMap(([template, id]) => (isConfigured(template) ? [id] : []));
}

/** n8n keeps what each node said as it ends: a run that is killed leaves a record of what it had read. */
const KEPT_WHEN_KILLED = { saveExecutionProgress: true };

async function editAll(
	client: N8nClient,
	workflows: Readonly<Record<string, string>>,
	change: (node: WorkflowNode, id: string) => WorkflowNode,
): Promise<void> {
	for (const id of configuredIds(workflows)) {
		const workflow = await client.workflow(id);
		const nodes = workflow.nodes.map((node) => change(node, id));
		const settings = { ...(workflow.settings as object | undefined), ...KEPT_WHEN_KILLED };
		if (!isDeepStrictEqual([nodes, settings], [workflow.nodes, workflow.settings]))
			await client.publish(await client.saveWorkflow({ ...workflow, nodes, settings }));
	}
}
