import { readNonEmptyText, UnreadableError } from './readUnknown';

/** More than servers and browsers take; the patterns below would go over a much longer text for minutes. */
const LONGEST = 2000;

/** What was typed for an address, not looked at any further; UnreadableError for more than 2,000 characters. */
export function readTypedAddress(value: unknown, path: string): string {
	const typed = readNonEmptyText(value, path);
	if (typed.length > LONGEST) throw new UnreadableError(path, `an address of at most ${LONGEST} characters`);
	return typed;
}

/** A name that becomes a part of an address; UnreadableError for half a character, which cannot be encoded. */
export function readAddressPart(value: unknown, path: string): string {
	const part = readNonEmptyText(value, path);
	if (/\p{Surrogate}/u.test(part)) throw new UnreadableError(path, 'text of whole characters');
	return part;
}

/**
 * The address of a service as a person types it, without slashes at the end. Http or https alone; with a name or a password in it, it
 * would carry them into every message and log that names it, and behind a ? or # the paths of the API would be lost.
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
