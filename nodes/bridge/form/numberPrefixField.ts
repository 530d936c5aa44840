import { readPrefix } from '../../../core/model/numberPrefix';
import type { INodeProperties } from 'n8n-workflow';

/** The field for the prefix of document numbers. Each node gets a fresh one, since n8n's loader changes it. */
export function numberPrefixField(description: string): INodeProperties {
	return {
		displayName: 'Number Prefix',
		name: 'numberPrefix',
		type: 'string',
		default: '',
		placeholder: 'e.g. WC-',
		description,
	};
}

/** Reads the prefix. Null for an empty field: then each channel has its usual prefix. Throws UnreadableError for a longer one. */
export function readNumberPrefix(value: unknown): string | null {
	return readPrefix(value, 'Number Prefix');
}
