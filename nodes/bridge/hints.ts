import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Says something in the output panel of the node, info or warning. A poll and a form's list have no such panel. */
export function hint(context: object, message: string, type: 'info' | 'warning'): NodeExecutionHint {
	const said: NodeExecutionHint = { message, type, location: 'outputPane' };
	if (hasOutputPanel(context)) context.addExecutionHints(said);
	return said;
}

export function hasOutputPanel(context: object): context is IExecuteFunctions {
	return 'addExecutionHints' in context;
}
