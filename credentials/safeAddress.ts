/** More than servers and browsers take. */
const LONGEST = 2000;

/**
 * The address that keys are about to be sent to, without slashes at the end. Throws, in words for the person who filled in `field`,
 * when it is none, or holds what would carry keys into messages and logs. It never repeats the address.
 */
export function safeAddress(address: unknown, field: string): string {
	const typed = typeof address === 'string' && address.length <= LONGEST ? address.trim() : '';
	if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed))
		throw new Error(`${field} should be an address that begins with https:// or http://`);
	if (/^https?:\/\/[^/]*@/i.test(typed))
		throw new Error(
			`${field} should not have a name or password before the host: keys belong into fields of their own`,
		);
	if (/[?#]/.test(typed)) throw new Error(`${field} should have no query (?) and no anchor (#)`);
	return typed.replace(/\/+$/, '');
}
