import axios from 'axios';

const scope = ['sell.inventory', 'sell.fulfillment']
	.map((name) => `https://api.ebay.com/oauth/api_scope/${name}`)
	.join(' ');

/** The seller agrees once more at eBay; returns the new refresh token. */
export async function consentAtEbay(
	url: string,
	{ clientId, clientSecret, ruName }: Readonly<Record<string, unknown>>,
): Promise<string> {
	const http = axios.create({ baseURL: url, proxy: false, maxRedirects: 0, validateStatus: () => true });
	const asked = await http.get<unknown>('/oauth2/authorize', {
		params: { client_id: clientId, redirect_uri: ruName, response_type: 'code', scope, state: 'again' },
	});
	const code = new URL(String(asked.headers.location), url).searchParams.get('code') ?? '';
	const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: String(ruName) });
	const answer = await http.post<{ refresh_token: string }>('/identity/v1/oauth2/token', body, {
		auth: { username: String(clientId), password: String(clientSecret) },
	});
	return answer.data.refresh_token;
}
