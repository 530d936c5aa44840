import type { FunctionsBase } from 'n8n-workflow';

/** Tells the nodes of an n8n apart, copies in other workflows among them, for what its process remembers of each. */
export function nodeKey(context: Pick<FunctionsBase, 'getNode' | 'getWorkflow'>): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}
