import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Shows a hint in the output panel of the node, and returns it. A poll and a form's list have no panel, so nothing is shown there. */
export function hint(context: object, message: string, type: 'info' | 'warning'): NodeExecutionHint {
	const said: NodeExecutionHint = { message, type, location: 'outputPane' };
	if (hasOutputPanel(context)) context.addExecutionHints(said);
	return said;
}

export function hasOutputPanel(context: object): context is IExecuteFunctions {
	return 'addExecutionHints' in context;
}
