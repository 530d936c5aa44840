import { isDeepStrictEqual } from 'node:util';
import type { N8nClient, WorkflowNode } from '../launcher/n8nClient.mts';

/** Templates that write nothing: they stay as they are. */
const LEFT_ALONE = /^(preview|connect|alert)/;

/** What a user does with the templates after the import: writes, often, with an item for money that goes back without goods. */
export async function putToWork(client: N8nClient, workflows: Readonly<Record<string, string>>, refundItemId: string): Promise<void> {
	await editAll(client, workflows, (node) => ({ ...node, parameters: { ...node.parameters, ...settingsOf(node, refundItemId) } }));
}

/** Takes the protection out, or puts it back: a disabled node passes its items on. */
export async function holdBack(client: N8nClient, workflows: Readonly<Record<string, string>>, isOn: boolean): Promise<void> {
	await editAll(client, workflows, (node) => {
		if (!node.type.endsWith('.holdBackOpenSales')) return node;
		const { disabled: _disabled, ...enabled } = node;
		return isOn ? enabled : { ...enabled, disabled: true };
	});
}

function settingsOf({ type, parameters }: WorkflowNode, refundItemId: string): Readonly<Record<string, unknown>> {
	const everyMinute = 'pollTimes' in parameters ? { pollTimes: { item: [{ mode: 'everyMinute' }] } } : {};
	if (type.endsWith('.pushChannelStock')) return { syncInventory: true };
	if (type.endsWith('.createQboInvoice')) return { options: { ...(parameters.options as object | undefined), refundItem: refundItemId } };
	if (type.endsWith('.getChannelOrders') && parameters.notYetInQuickBooks === true) return { quietMinutes: 1 };
	if (type.endsWith('.scheduleTrigger') && isHourly(parameters)) return { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } };
	return everyMinute;
}

function isHourly({ rule }: WorkflowNode['parameters']): boolean {
	const { interval = [] } = (rule ?? {}) as { interval?: readonly { field?: string }[] };
	return interval.some(({ field }) => field === 'hours');
}

async function editAll(client: N8nClient, workflows: Readonly<Record<string, string>>, change: (node: WorkflowNode) => WorkflowNode): Promise<void> {
	for (const [, id] of Object.entries(workflows).filter(([template]) => !LEFT_ALONE.test(template))) {
		const workflow = await client.workflow(id);
		const nodes = workflow.nodes.map(change);
		if (!isDeepStrictEqual(nodes, workflow.nodes)) await client.publish(await client.saveWorkflow({ ...workflow, nodes }));
	}
}
