import axios from 'axios';
import { channelById } from '../../core/channels/channelRegistry';
import type { ChannelAdapter, ChannelDefinition, ChannelSettings } from '../../core/channels/channelAdapter';
import { httpOverAxios, type Access } from './httpOverAxios';

/** What the local services said of themselves when they started. */
declare const services: Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A sale as the service booked it. */
export interface Sale {
	readonly orderId: string;
	/** A decimal: what belongs into the seller's books. */
	readonly total: string;
}

/** A row of the service's own stock; quantity null where it is not tracked. */
export interface ShownStock {
	readonly sku: string | null;
	readonly quantity: number | null;
	readonly kind: string;
}

/** One channel on the wire, with the hands of its merchant and its buyers. */
export interface ChannelBench {
	readonly adapter: ChannelAdapter;
	/** Somebody whose key the channel does not know. */
	readonly stranger: ChannelAdapter;
	/** The same shop at an address where nobody listens. */
	readonly unreachable: ChannelAdapter;
	/** Seconds by which the channel may answer with orders from before the cursor. */
	readonly overlap: number;
	/** A listing that is not there. */
	readonly goneListing: string;
	/** A basket with everything that the channel can put on an order: discount, shipping, tax. */
	readonly richSale: object;
	sell(sale: object): Promise<Sale>;
	bulkSell(count: number): Promise<readonly string[]>;
	control(path: string, body?: object): Promise<unknown>;
	stock(): Promise<readonly ShownStock[]>;
}

interface Wiring {
	readonly settings: ChannelSettings;
	readonly access: Access;
	readonly strange: Access;
	readonly overlap: number;
	readonly goneListing: string;
	readonly richSale: object;
}

const NOBODY = 'http://127.0.0.1:9';

const mixedLines = [{ sku: "O'RING 3%", quantity: 7 }, { sku: 'TEE-RED-M', quantity: 2 }, { sku: 'MUG-BLUE', quantity: 3 }];

const wirings: Readonly<Record<string, (service: Readonly<Record<string, string>>) => Promise<Wiring>>> = {
	woocommerce: async ({ url = '', consumerKey = '', consumerSecret = '' }) => ({
		settings: { url },
		access: basic(consumerKey, consumerSecret),
		strange: basic(consumerKey, 'cs_wrong'),
		overlap: 1,
		goneListing: '99999',
		richSale: { lines: mixedLines, shipping: '4.95', fee: '1.15', coupon: { percent: 7 }, taxRate: '8.25' },
	}),
	bigcommerce: async ({ url = '', storeHash = '', accessToken = '' }) => ({
		settings: { environment: 'custom', customUrl: url, storeHash },
		access: { headers: { 'x-auth-token': accessToken } },
		strange: { headers: { 'x-auth-token': 'wrong' } },
		overlap: 1,
		goneListing: '99999/99998',
		richSale: { lines: mixedLines, shipping: '4.95', discount: '3.33', taxRate: '8.25' },
	}),
	ebay: async ({ url = '', ...keys }) => ({
		settings: { environment: 'custom', customUrl: url, marketplace: 'EBAY_US', ...keys },
		access: bearer(await freshToken(url, keys)),
		strange: bearer('wrong'),
		// Asking up to "now" is refused where the clocks differ, so it asks from a while ago.
		overlap: 300,
		goneListing: 'inventory:NO-SUCH-SKU:987654321',
		richSale: { lines: mixedLines, shipping: '4.95', discount: '3.33', marketplaceTax: '2.10' },
	}),
};

/** A channel with its data as seeded, and connected. */
export async function openBench(channel: ChannelDefinition): Promise<ChannelBench> {
	const service = services[channel.id];
	const wire = wirings[channel.id];
	if (service === undefined || wire === undefined) throw new Error(`Nobody has said how to reach a local ${channel.id}`);
	const control = controlOf(service.url ?? '');
	await control('/reset', {});
	const { settings, access, strange, ...facts } = await wire(service);
	const connect = (to: ChannelSettings, by: Access) => channelById(channel.id).connect(httpOverAxios(by), to);
	return {
		adapter: connect(settings, access),
		stranger: connect(settings, strange),
		unreachable: connect({ ...settings, url: NOBODY, customUrl: NOBODY }, access),
		...facts,
		sell: async (sale) => (await control('/sell', sale)) as Sale,
		bulkSell: async (count) => idsOf(await control('/bulk-sell', { count })),
		control,
		stock: async () => (await control('/stock')) as ShownStock[],
	};
}

/** Sales in a rush are answered by their ids, or as sales. */
function idsOf(answer: unknown): string[] {
	return Array.isArray(answer) ? (answer as Sale[]).map(({ orderId }) => orderId) : (answer as { orderIds: string[] }).orderIds;
}

function controlOf(url: string): ChannelBench['control'] {
	return async (path, body) => {
		const reply = await axios.request<unknown>({ method: body === undefined ? 'GET' : 'POST', url: `${url}/control${path}`, data: body, proxy: false });
		return reply.data;
	};
}

function basic(user: string, password: string): Access {
	return { login: { username: user, password } };
}

function bearer(token: string): Access {
	return { headers: { authorization: `Bearer ${token}`, 'x-ebay-api-iaf-token': token } };
}

/** eBay's token endpoint, as the credential does it. */
async function freshToken(url: string, { clientId = '', clientSecret = '', refreshToken = '' }: Readonly<Record<string, string>>): Promise<string> {
	const body = `grant_type=refresh_token&refresh_token=${encodeURIComponent(refreshToken)}`;
	const reply = await axios.post<{ access_token: string }>(`${url}/identity/v1/oauth2/token`, body, {
		auth: { username: clientId, password: clientSecret },
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		proxy: false,
	});
	return reply.data.access_token;
}
