import axios from 'axios';
import type { E2eN8n } from './e2eN8n';

/**
 * Fills in a published form that only users of n8n may send, as their browser does: it is sent to n8n's consent page, agrees, comes
 * back with a code, gets the page, and sends it with the token that stands in it.
 */
export async function submitForm(n8n: E2eN8n, path: string, values: readonly string[]): Promise<void> {
	const { baseURL = '', headers } = n8n.http.defaults;
	const browser = browserAt(baseURL, String((headers.common as Record<string, unknown>).Cookie));
	await browser.follow(path);
	const approved = await browser.post<{ data: { redirectUrl: string } }>('/rest/consent/approve', { approved: true });
	const html = await browser.follow(approved.data.redirectUrl);
	const token = /(?:authToken|x-auth-token)["']?\s*[:=,]\s*["']([^"']+)["']/i.exec(html)?.[1];
	if (token === undefined) throw new Error('The form carries no token');
	await browser.post(path, formOf(values), { 'x-auth-token': token });
}

/** The status that a stranger's form is answered with. */
export async function strangersForm(n8n: E2eN8n, path: string, values: readonly string[]): Promise<number> {
	const { baseURL } = n8n.http.defaults;
	return (await axios.post(path, formOf(values), { baseURL, proxy: false, validateStatus: () => true })).status;
}

function formOf(values: readonly string[]): FormData {
	const form = new FormData();
	values.forEach((value, place) => form.append(`field-${place}`, value));
	return form;
}

/** Keeps cookies and follows redirects. */
function browserAt(baseURL: string, cookie: string) {
	const cookies = new Map(cookie.split('; ').map((one) => [one.split('=')[0], one]));
	const http = axios.create({ baseURL, proxy: false, maxRedirects: 0, validateStatus: (status) => status < 400 });
	http.interceptors.request.use((config) => {
		config.headers.set('Cookie', [...cookies.values()].join('; '));
		return config;
	});
	http.interceptors.response.use((reply) => {
		const set: readonly string[] = reply.headers['set-cookie'] ?? [];
		set.forEach((one) => cookies.set(one.split('=')[0], one.split(';')[0] ?? ''));
		return reply;
	});
	const follow = async (address: string): Promise<string> => {
		const { status, headers, data } = await http.get<string>(address);
		return status >= 300 ? await follow(String(headers.location)) : data;
	};
	const post = async <T>(path: string, body: unknown, headers: Record<string, string> = {}) =>
		(await http.post<T>(path, body, { headers })).data;
	return { follow, post };
}
