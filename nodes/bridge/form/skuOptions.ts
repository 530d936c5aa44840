import { readFlag } from '../../../core/reading/readUnknown';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** The options for the comparison of SKUs. Each node gets fresh ones, since n8n's loader changes them. */
export function skuOptions(): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ignore Case of SKUs',
				name: 'ignoreCase',
				type: 'boolean',
				default: false,
				description: 'Whether "cap-green" and "CAP-GREEN" count as one SKU',
			},
		],
	};
}

/** Reads whether SKUs are compared without regard to case. */
export function ignoresCase(context: IExecuteFunctions): boolean {
	return readFlag(context.getNodeParameter('options.ignoreCase', 0, false), 'Ignore Case of SKUs');
}
