import type { INodeProperties } from 'n8n-workflow';

/**
 * What a language model is told of the node as a tool, by operation. Without it n8n tells the model what the whole node does, with all its operations. A
 * user may write his own.
 */
export function toolDescriptions(byOperation: Readonly<Record<string, string>>): INodeProperties[] {
	return Object.entries(byOperation).map(([operation, text]) => ({
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 3 },
		default: text,
		required: true,
		displayOptions: { show: { '@tool': [true], operation: [operation] } },
		description: 'What the language model is told of this tool: what it answers, and when to ask it',
	}));
}
