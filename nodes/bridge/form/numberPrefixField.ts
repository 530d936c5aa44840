import { LONGEST_PREFIX } from '../../../core/model/orderIdentity';
import { UnreadableError, readTyped } from '../../../core/reading/readUnknown';
import type { INodeProperties } from 'n8n-workflow';

/** What stands before the order number in a document number: a fresh field for each node. */
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

/** Null when the field is empty: then each channel has its usual one. */
export function readNumberPrefix(value: unknown): string | null {
	const prefix = readTyped(value, 'Number Prefix');
	if (prefix.length <= LONGEST_PREFIX) return prefix === '' ? null : prefix;
	throw new UnreadableError(
		'Number Prefix',
		`at most ${LONGEST_PREFIX} characters long: QuickBooks keeps 21 of the whole number`,
	);
}
