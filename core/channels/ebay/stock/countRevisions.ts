import type { HttpRequest } from '../../../http/httpPort';

/**
 * The changes of listings in a request, as eBay counts them against its daily limit: in either API one for each listing that it
 * names.
 */
export function countRevisions({ url, body }: HttpRequest): number {
	if (url.endsWith('/bulk_update_price_quantity'))
		return (body as { readonly requests: readonly unknown[] }).requests.length;
	if (url.endsWith('/ws/api.dll') && typeof body === 'string') return body.split('<InventoryStatus>').length - 1;
	return 0;
}
