import { MAX_PREFIX_LENGTH } from '../../../core/model/orderIdentity';
import { UnreadableError, readTyped } from '../../../core/reading/readUnknown';
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
	const prefix = readTyped(value, 'Number Prefix');
	if (prefix.length <= MAX_PREFIX_LENGTH) return prefix === '' ? null : prefix;
	throw new UnreadableError(
		'Number Prefix',
		`at most ${MAX_PREFIX_LENGTH} characters long: QuickBooks keeps 21 of the whole number`,
	);
}
