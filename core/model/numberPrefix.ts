import { UnreadableError, readTyped } from '../reading/readUnknown';
import { MAX_PREFIX_LENGTH } from './orderIdentity';

/** Reads the prefix of document numbers. Null for an empty field: then each channel has its usual prefix. Throws UnreadableError for a longer one. */
export function readPrefix(value: unknown, path: string): string | null {
	const prefix = readTyped(value, path);
	if (prefix.length <= MAX_PREFIX_LENGTH) return prefix === '' ? null : prefix;
	throw new UnreadableError(
		path,
		`at most ${MAX_PREFIX_LENGTH} characters long: QuickBooks keeps 21 of the whole number`,
	);
}
