import type { WorkflowDraft, WorkflowNode } from './n8nClient.mts';

/** Seconds between two polls of a trigger that is not to keep a test waiting. */
export const secondsBetweenPolls = 10;

/** Several poll times, as a user can type them: n8n takes no cron in which the seconds have steps. */
export const fastPollTimes = {
	item: Array.from({ length: 60 / secondsBetweenPolls }, (_, place) => ({
		mode: 'custom',
		cronExpression: `${place * secondsBetweenPolls} * * * * *`,
	})),
};

/** The same node on these poll times, if it polls at all. */
export function onFastPolls<Node extends WorkflowNode>(node: Node): Node {
	if (!('pollTimes' in node.parameters)) return node;
	return { ...node, parameters: { ...node.parameters, pollTimes: fastPollTimes } };
}

/** A template whose triggers poll six times a minute. */
export function withFastPolls(draft: WorkflowDraft): WorkflowDraft {
	return { ...draft, nodes: draft.nodes.map(onFastPolls) };
}
