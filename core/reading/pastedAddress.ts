/** No server and no browser takes more. On much longer text the patterns below would run for minutes. */
export const LONGEST_ADDRESS = 2000;

/**
 * The address of a shop in what people paste: with a slash, a page of /wp-admin, or the path of the API behind it, and without https://. Runs
 * and the test of a credential read it by this alone; whether it is an address is seen to after it.
 */
export function shopAddressIn(pasted: string): string {
	if (pasted.length > LONGEST_ADDRESS) return pasted;
	const typed = pasted.trim().replace(/\/wp-(json|admin|login\.php)([/?#].*)?$/i, '');
	return typed.includes('://') ? typed : `https://${typed}`;
}

/** The store hash of BigCommerce in what people paste: alone, the API path that BigCommerce shows, or the address of the control panel. */
export function storeHashIn(pasted: string): string {
	if (pasted.length > LONGEST_ADDRESS) return pasted;
	const typed = pasted.trim();
	const inPath = /(?:^|\/)stores\/([^/?#]+)/i.exec(typed) ?? /\/\/store-([^/.]+)\.mybigcommerce\.com/i.exec(typed);
	return inPath?.[1] ?? typed.replace(/^\/+/, '').replace(/[/?#].*$/s, '');
}

/** Pages of n8n's editor, as they stand in the address of a browser. */
const PAGE_OF_N8N = /(?<!\/)\/(home|workflows?|executions|credentials|projects|settings|signin)([/?#].*)?$/is;

/** The address of n8n's public API in what people paste: that of n8n itself, of a page of its editor, or of the API. */
export function n8nApiIn(pasted: string): string {
	if (pasted.length > LONGEST_ADDRESS) return pasted;
	const typed = pasted.trim().replace(PAGE_OF_N8N, '').replace(/\/+$/, '');
	return typed === '' || /\/v\d+$/.test(typed) ? typed : `${typed}/api/v1`;
}
