import { UnreadableError, readTyped } from '../reading/readUnknown';
import { MAX_PREFIX_LENGTH } from './orderIdentity';
import { isInBasicPlane } from './text';

/** Reads the prefix of document numbers. Null for an empty one: then it is the usual of the channel. Throws UnreadableError for one that QuickBooks would refuse. */
export function readPrefix(value: unknown, path: string): string | null {
	const prefix = readTyped(value, path);
	if (!isInBasicPlane(prefix))
		throw new UnreadableError(path, 'without emoji and rare characters: QuickBooks refuses them');
	if (prefix.length <= MAX_PREFIX_LENGTH) return prefix === '' ? null : prefix;
	throw new UnreadableError(
		path,
		`at most ${MAX_PREFIX_LENGTH} characters long: QuickBooks keeps 21 of the whole number`,
	);
}
