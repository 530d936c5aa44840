import axios from 'axios';
import { channelById } from '../../core/channels/channelRegistry';
import type { ChannelAdapter, ChannelDefinition, ChannelSettings } from '../../core/channels/channelAdapter';
import { alone } from './bigReplies';
import { httpOverAxios, type Access } from './httpOverAxios';

/** What the local services said of themselves when they started. */
declare const services: Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A sale as the service booked it. */
export interface Sale {
	readonly orderId: string;
	/** A decimal: what belongs into the seller's books. */
	readonly total: string;
}

/** A sale of `mixedLines` under the shop's settings. */
interface Basket {
	readonly name: string;
	readonly settings: object;
	readonly sale: object;
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
	/** What the service said of itself: addresses and keys. */
	readonly service: Readonly<Record<string, string>>;
	/** The same keys at another address. */
	at(url: string): ChannelAdapter;
	/** Seconds by which the channel may answer with orders from before the cursor. */
	readonly overlap: number;
	/** A listing that is not there. */
	readonly goneListing: string;
	/** What makes a sale take the stock without counting as sold. */
	readonly reserving: object;
	/** The channel's word for that state, where a user may count it as sold. */
	readonly reservingState: string | null;
	/** Orders with everything that the channel can put on one: discounts, shipping, fees, taxes. */
	readonly baskets: readonly Basket[];
	sell(sale: object): Promise<Sale>;
	bulkSell(count: number): Promise<readonly string[]>;
	control(path: string, body?: object): Promise<unknown>;
	/** Moves the service's clock forward: its dates have whole seconds. Milliseconds. */
	advanceClock(milliseconds: number): Promise<void>;
	stock(): Promise<readonly ShownStock[]>;
}

interface Wiring {
	readonly settings: ChannelSettings;
	readonly access: Access;
	readonly strange: Access;
	readonly overlap: number;
	readonly goneListing: string;
	readonly reserving: object;
	readonly reservingState: string | null;
	readonly baskets: readonly Basket[];
	/** The service's own settings under which a test need not wait for its quota. */
	readonly patience?: object;
}

const NOBODY = 'http://127.0.0.1:9';

/** Odd quantities of odd prices: what is shared out over them leaves cents over. */
export const mixedLines = [
	{ sku: "O'RING 3%", quantity: 7 },
	{ sku: 'TEE-RED-M', quantity: 2 },
	{ sku: 'MUG-BLUE', quantity: 3 },
];

const wirings: Readonly<Record<string, (service: Readonly<Record<string, string>>) => Promise<Wiring>>> = {
	woocommerce: async ({ url = '', consumerKey = '', consumerSecret = '' }) => ({
		settings: { url },
		access: basic(consumerKey, consumerSecret),
		strange: basic(consumerKey, 'cs_wrong'),
		overlap: 1,
		goneListing: '99999',
		reserving: { status: 'on-hold' },
		reservingState: 'on-hold',
		baskets: [
			{
				name: 'coupon, fee and tax',
				settings: {},
				sale: { shipping: '4.95', fee: '1.15', coupon: { percent: 7 }, taxRate: '8.25' },
			},
			{
				name: 'prices with tax, a coupon off the cart',
				settings: { pricesIncludeTax: true },
				sale: { shipping: '4.19', coupon: '3.33', taxRate: 19 },
			},
			{
				name: 'two rates at once',
				settings: {
					taxRates: [
						{ percent: 5, code: 'CA-GST-1' },
						{ percent: 7, code: 'CA-PST-2' },
					],
				},
				sale: { shipping: '4.95' },
			},
			{ name: 'no tax', settings: { calculateTaxes: false }, sale: { shipping: '4.95', coupon: '0.02' } },
		],
	}),
	bigcommerce: async ({ url = '', storeHash = '', accessToken = '' }) => ({
		settings: { environment: 'custom', customUrl: url, storeHash },
		access: { headers: { 'x-auth-token': accessToken } },
		strange: { headers: { 'x-auth-token': 'wrong' } },
		overlap: 1,
		goneListing: '99999/99998',
		reserving: { status: 7 },
		reservingState: '7',
		patience: { quota: 1_000_000 },
		baskets: [
			{ name: 'discount by hand and tax', settings: {}, sale: { shipping: '4.95', discount: '3.33', taxRate: '8.25' } },
			{
				name: 'coupon, every charge and store credit',
				settings: {},
				sale: {
					shipping: '4.95',
					handling: '1.01',
					wrapping: '2.02',
					fee: '3.03',
					coupon: '5.55',
					storeCredit: '10.00',
					taxRate: '8.25',
				},
			},
			{
				name: 'prices with tax, both discounts',
				settings: { pricesIncludeTax: true },
				sale: { shipping: '4.19', coupon: '3.33', discount: '1.11', taxRate: 19 },
			},
			{ name: 'no tax', settings: { taxRate: '0' }, sale: { shipping: '4.95', coupon: '0.02' } },
		],
	}),
	ebay: async ({ url = '', ...keys }) => ({
		settings: { environment: 'custom', customUrl: url, marketplace: 'EBAY_US', ...keys },
		access: bearer(await freshToken(url, keys)),
		strange: bearer('wrong'),
		// Asking up to "now" is refused where the clocks differ, so it asks from a while ago.
		overlap: 300,
		goneListing: 'inventory:NO-SUCH-SKU:987654321',
		// No order for eBay until it is paid: nobody can count it as sold.
		reserving: { payment: { paid: false } },
		reservingState: null,
		baskets: [
			{
				name: 'discount and tax that eBay collects',
				settings: {},
				sale: { shipping: '4.95', discount: '3.33', marketplaceTax: '2.10' },
			},
			{
				name: 'collected tax inside the totals',
				settings: { collectedTax: 'mirrored' },
				sale: { shipping: '4.95', marketplaceTax: '2.10' },
			},
			{ name: 'tax of the seller', settings: {}, sale: { shipping: '4.95', tax: '3.21' } },
		],
	}),
};

/** A channel with its data as seeded, and connected. */
export async function openBench(channel: ChannelDefinition): Promise<ChannelBench> {
	const service = services[channel.id];
	const wire = wirings[channel.id];
	if (service === undefined || wire === undefined)
		throw new Error(`Nobody has said how to reach a local ${channel.id}`);
	const control = controlOf(service.url ?? '');
	await control('/reset', {});
	const { settings, access, strange, patience = {}, ...facts } = await wire(service);
	await control('/settings', patience);
	const connect = (to: ChannelSettings, by: Access) => channelById(channel.id).connect(httpOverAxios(by), to, alone());
	const at = (url: string) => connect({ ...settings, url, customUrl: url }, access);
	return {
		adapter: connect(settings, access),
		stranger: connect(settings, strange),
		unreachable: at(NOBODY),
		service,
		at,
		...facts,
		sell: async (sale) => (await control('/sell', sale)) as Sale,
		bulkSell: async (count) => idsOf(await control('/bulk-sell', { count })),
		control,
		advanceClock: async (milliseconds) => void (await control('/clock', { advance: milliseconds })),
		stock: async () => (await control('/stock')) as ShownStock[],
	};
}

/** Sales in a rush are answered by their ids, or as sales. */
function idsOf(answer: unknown): string[] {
	return Array.isArray(answer)
		? (answer as Sale[]).map(({ orderId }) => orderId)
		: (answer as { orderIds: string[] }).orderIds;
}

function controlOf(url: string): ChannelBench['control'] {
	return async (path, body) => {
		const reply = await axios.request<unknown>({
			method: body === undefined ? 'GET' : 'POST',
			url: `${url}/control${path}`,
			data: body,
			proxy: false,
		});
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
export async function freshToken(
	url: string,
	{ clientId = '', clientSecret = '', refreshToken = '' }: Readonly<Record<string, string>>,
): Promise<string> {
	const body = `grant_type=refresh_token&refresh_token=${encodeURIComponent(refreshToken)}`;
	const reply = await axios.post<{ access_token: string }>(`${url}/identity/v1/oauth2/token`, body, {
		auth: { username: clientId, password: clientSecret },
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		proxy: false,
	});
	return reply.data.access_token;
}
