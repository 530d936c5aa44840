import type { Random } from '../books/random.mts';
import type { OrderRow } from '../books/orderTruth.mts';
import type { Fault } from '../../sandbox/kit/faults.mts';
import { adjust } from './accountant.mts';
import type { Environment } from './environment.mts';
import { logEvent } from './eventLog.mts';
import type { FaultKind, PlainFaultKind } from './faultKinds.mts';
import { CHANNELS, type ChannelName, type ServiceName } from './names.mts';
import {
	articleThatBreaks,
	oddListing,
	orderThatBreaks,
	orderWithOddFields,
	pagesTooHeavy,
	rowMissing,
	unparsedValue,
} from './oddRecords.mts';

export type SpecialFaultKind = Exclude<FaultKind, PlainFaultKind>;

/** Injects a fault, and returns it in words; null where there was nothing to hit yet. */
type Inject = (environment: Environment, random: Random) => Promise<string | null>;

/** Faults that need a record, a setting, or more than one request. */
export const SPECIAL_FAULTS: Readonly<Record<SpecialFaultKind, Inject>> = {
	expired: async (environment, random) => {
		const service = random.oneOf(['quickbooks', 'ebay'] as const);
		await change(environment, service, { path: 'tokens/expire' });
		return `${service}: its tokens expire`;
	},
	// eBay's dates cannot be moved.
	touched: async (environment, random) => await resendOrders(environment, random, { on: CHANNELS, moved: () => ({}) }),
	outOfOrder: async (environment, random) =>
		await resendOrders(environment, random, {
			on: ['woocommerce', 'bigcommerce'],
			moved: (at) => ({ at: new Date(at - random.integer(1, 60) * 1000).toISOString() }),
		}),
	cached: async (environment, random) => await set(environment, { pageCache: random.oneOf(['byAddress', 'off']) }),
	notices: async (environment, random) => await set(environment, { noticesBeforeJson: random.happens(60) }),
	oddOrder: async (environment, random) => layOnOrder(environment, random, orderThatBreaks),
	oddOrderFields: async (environment, random) => layOnOrder(environment, random, orderWithOddFields),
	oddListing: async (environment, random) => {
		const channel = random.oneOf(CHANNELS);
		const { sku } = environment.oddArticle;
		const told = lay(environment, channel, oddListing(channel, sku, random));
		await adjust(environment, sku, random.oneOf([1, 2, -1]));
		return told;
	},
	oddSku: async (environment, random) => {
		const channel = random.oneOf(CHANNELS);
		return lay(environment, channel, articleThatBreaks(channel, anySku(environment, random), random));
	},
	systemError: async (environment, random) => {
		const inventoryFailures = random.integer(1, 6);
		await change(environment, 'ebay', { path: 'settings', body: { inventoryFailures } });
		return `ebay: ${inventoryFailures} requests end in 25001`;
	},
	neverSet: async (environment, random) => {
		const sku = anySku(environment, random);
		await change(environment, 'bigcommerce', { path: 'stock', body: { sku, neverSet: true } });
		return `bigcommerce: the stock of ${sku} was never set`;
	},
	safetyStock: async (environment, random) => {
		const [sku, safetyStock] = [anySku(environment, random), random.integer(0, 4)];
		await change(environment, 'bigcommerce', { path: 'stock', body: { sku, safetyStock } });
		return `bigcommerce: the safety stock of ${sku} is ${safetyStock}`;
	},
	heavyPages: async (environment, random) => {
		const channel = random.oneOf(CHANNELS);
		return lay(environment, channel, pagesTooHeavy(channel, random));
	},
	movingList: async (environment, random) => {
		if (random.happens(40)) return lay(environment, 'ebay', rowMissing());
		const channel = random.oneOf(CHANNELS);
		const smallPages = lay(environment, channel, pagesTooHeavy(channel, random));
		const resent = await resendOrders(environment, random, { on: [channel], moved: () => ({}) });
		return `${smallPages}; meanwhile ${resent ?? 'nothing'}`;
	},
	unparsed: async (environment, random) =>
		lay(environment, 'quickbooks', unparsedValue(anySku(environment, random), random)),
};

function anySku({ goods }: Environment, random: Random): string {
	return random.oneOf(goods).sku;
}

function lay({ sandbox }: Environment, service: ServiceName, fault: Fault): string {
	sandbox.services[service].faults.lay(fault);
	return `${service}: ${JSON.stringify(fault)}`;
}

/** Lays a fault on one of the latest orders. */
function layOnOrder(
	environment: Environment,
	random: Random,
	draw: (channel: ChannelName, orderId: string, random: Random) => Fault,
): string | null {
	const latest = environment.eventLog.orders.slice(-6);
	if (latest.length === 0) return null;
	const { channel, orderId } = random.oneOf(latest);
	return lay(environment, channel, draw(channel, orderId, random));
}

/** Changes a setting of the WooCommerce shop. */
async function set(environment: Environment, body: object): Promise<string> {
	await change(environment, 'woocommerce', { path: 'settings', body });
	return `woocommerce: ${JSON.stringify(body)}`;
}

async function change(
	{ locks, controls }: Environment,
	service: ServiceName,
	{ path, body }: { readonly path: string; readonly body?: object },
): Promise<void> {
	await locks.runExclusive(service, async () => await controls[service].post(path, body));
}

interface Resent {
	readonly on: readonly ChannelName[];
	/** Fields of the touch of an order, by when it was changed last. */
	readonly moved: (modifiedAt: number) => object;
}

/** A channel delivers unchanged orders again, as modified now or at another moment. */
async function resendOrders(
	{ eventLog, locks, controls }: Environment,
	random: Random,
	{ on, moved }: Resent,
): Promise<string | null> {
	const channel = random.oneOf(on);
	const known = random
		.shuffled(eventLog.orders.filter((order) => order.channel === channel))
		.slice(0, random.integer(1, 4));
	if (known.length === 0) return null;
	await locks.runExclusive(channel, async () => {
		const rows = await controls[channel].get<readonly OrderRow[]>('orders');
		for (const { orderId } of known) {
			const at = moved(Date.parse(rows.find((row) => row.orderId === orderId)?.modifiedAt ?? ''));
			await controls[channel].post('touch', { orderId, ...at });
			logEvent(eventLog, `${channel}: touched ${orderId} ${JSON.stringify(at)}`);
		}
	});
	return `${channel}: ${known.map(({ orderId }) => orderId).join(', ')} again`;
}
