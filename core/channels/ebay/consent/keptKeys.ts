import { readableOr } from '../../../reading/catchUnreadable';
import { fieldsOrNone, readNonEmptyText, textOr } from '../../../reading/readUnknown';
import { readKeys, type ConsentKeys } from './keys';

/** What waits in the seller's browser while he is at eBay. */
interface KeptKeys {
	readonly keys: ConsentKeys;
	/** What eBay sends back as `state`. */
	readonly mark: string;
}

const NAME = 'connect_ebay';

/** Seconds. eBay's code lives five minutes. */
const LIFETIME = 600;

/** The cookie that keeps the keys: for the page at this address alone, out of reach of scripts, and encrypted on its way where there is https. */
export function keepKeys({ keys, mark }: KeptKeys, address: string, isHttps: boolean): string {
	const kept = Buffer.from(JSON.stringify({ ...keys, mark })).toString('base64url');
	return `${cookie(kept, address, LIFETIME)}${isHttps ? '; Secure' : ''}`;
}

/** The cookie that takes the keys back. */
export function forgetKeys(address: string): string {
	return cookie('', address, 0);
}

/** Reads what was kept out of a Cookie header; null where there is nothing that can be read. */
export function readKeptKeys(header: unknown): KeptKeys | null {
	const kept = textOr(header, '')
		.split(/;\s*/)
		.find((one) => one.startsWith(`${NAME}=`));
	if (kept === undefined) return null;
	const value = jsonOf(Buffer.from(kept.slice(NAME.length + 1), 'base64url').toString('utf8'));
	return readableOr(() => ({ keys: readKeys(value), mark: readNonEmptyText(fieldsOrNone(value).mark, 'mark') }), null);
}

function cookie(value: string, address: string, seconds: number): string {
	return `${NAME}=${value}; Path=${new URL(address).pathname}; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;
}

/** Undefined for text that is no JSON: a browser sends what it likes. */
function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
