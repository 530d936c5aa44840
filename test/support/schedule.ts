import type { PollTimes, SandboxConfig } from './e2e';
import type { E2eN8n, E2eNode, PublicationStatus } from './e2eN8n';

/** What a run takes that a poll has begun, on a slow machine; milliseconds. */
const A_RUN = 5_000;

/** The time in which every trigger of the templates has polled so often, and its run has ended; milliseconds. */
export function ticks({ polls }: SandboxConfig, count: number): number {
	return count * polls.seconds * 1000 + A_RUN;
}

/** What a trigger ships with. */
export const everyMinute: PollTimes = { item: [{ mode: 'everyMinute' }] };

export function withPollTimes(node: E2eNode, pollTimes: PollTimes): E2eNode {
	return 'pollTimes' in node.parameters ? { ...node, parameters: { ...node.parameters, pollTimes } } : node;
}

/** A file's way to leave a template as it found it: asked for before the first change. */
export async function howItWas(n8n: E2eN8n, template: string): Promise<() => Promise<PublicationStatus>> {
	const { nodes } = await n8n.workflow(template);
	return async () => await n8n.edit(template, (node) => nodes.find(({ id }) => id === node.id) ?? node);
}
