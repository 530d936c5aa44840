import axios from 'axios';
import type { E2eN8n } from './e2eN8n';

/** What pressing Reconnect in a QuickBooks credential does: n8n's address for the consent, Intuit's redirect, n8n's callback. */
export async function reconnectQuickBooks({ http }: E2eN8n, credentialId: string): Promise<void> {
	const consent = await http.get<{ data: string }>('/rest/oauth2-credential/auth', { params: { id: credentialId } });
	const granted = await axios.get<unknown>(consent.data.data, {
		proxy: false,
		maxRedirects: 0,
		validateStatus: (status) => status === 302,
	});
	await http.get(String(granted.headers.location));
}
