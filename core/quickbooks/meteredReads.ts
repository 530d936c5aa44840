import type { HttpRequest } from '../http/httpPort';

/** Reads that Intuit counts: everything that is got, and queries too long for an address. Writes are not counted. */
export function countMeteredReads({ method, url }: HttpRequest): number {
	return Number(method === 'GET' || url.endsWith('/query'));
}
