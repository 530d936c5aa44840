import { LONGEST_ADDRESS } from './pastedAddress';
import { readNonEmptyText, UnreadableError } from './readUnknown';

/** Reads a typed address without a closer look. Throws UnreadableError for an empty one, and for more than 2,000 characters. */
export function readTypedAddress(value: unknown, path: string): string {
	const typed = readNonEmptyText(value, path);
	if (typed.length > LONGEST_ADDRESS)
		throw new UnreadableError(path, `an address of at most ${LONGEST_ADDRESS} characters`);
	return typed;
}

/** Reads a name that becomes a part of a URL. Throws UnreadableError for half a surrogate pair, which no URL can carry. */
export function readAddressPart(value: unknown, path: string): string {
	const part = readNonEmptyText(value, path);
	if (/\p{Surrogate}/u.test(part)) throw new UnreadableError(path, 'text of whole characters');
	return part;
}

/**
 * Reads the address of a service: http or https, returned without slashes at the end. Refused are
 *
 * - a user name or a password in it: every message and log that names the address would show them;
 * - a query or an anchor: the paths of the API behind it would be lost.
 *
 * Throws UnreadableError, which never repeats the address.
 */
export function readWebAddress(value: unknown, path: string): string {
	const typed = readTypedAddress(value, path);
	if (!/^https?:\/\/[^\s/?#\\]/i.test(typed) || /[\s\\]/.test(typed))
		throw new UnreadableError(path, 'an address that begins with https:// or http://, without spaces');
	if (/[?#]/.test(typed)) throw new UnreadableError(path, 'an address without a query (?) or an anchor (#)');
	if (/^https?:\/\/[^/]*@/i.test(typed))
		throw new UnreadableError(
			path,
			'an address without a name or password before the host; keys belong into fields of their own',
		);
	if (!URL.canParse(typed)) throw new UnreadableError(path, 'an address whose host and port can exist');
	return typed.replace(/\/+$/, '');
}
