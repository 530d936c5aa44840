import { readNonEmptyText, UnreadableError } from './readUnknown';

/**
 * The address of a service as a person types it, without slashes at the end. Http or https alone; with a name or a password in it, it
 * would carry them into every message and log that names it, and behind a ? or # the paths of the API would be lost.
 * Throws UnreadableError, which never repeats the address.
 */
export function readWebAddress(value: unknown, path: string): string {
	const typed = readNonEmptyText(value, path);
	if (!/^https?:\/\/[^\s/?#\\]/i.test(typed) || /[\s\\]/.test(typed)) throw new UnreadableError(path, 'an address that begins with https:// or http://, without spaces');
	if (/[?#]/.test(typed)) throw new UnreadableError(path, 'an address without a query (?) or an anchor (#)');
	if (/^https?:\/\/[^/]*@/i.test(typed)) throw new UnreadableError(path, 'an address without a name or password before the host; keys belong into fields of their own');
	if (!URL.canParse(typed)) throw new UnreadableError(path, 'an address whose host and port can exist');
	return typed.replace(/\/+$/, '');
}
