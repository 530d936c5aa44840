import type { ChannelAdapter } from '../channels/channelAdapter';
import { failureText, serviceFailureOnly } from '../http/serviceFailure';
import { UnusableCredential } from '../http/unusableCredential';
import type { Memory } from '../memory/memory';
import { momentFromMillis } from '../model/moment';
import { readOpenOrders, type OpenOrdersQuery } from './readOpenOrders';
import type { OpenOrders } from './openOrders';
import { rememberedOrders } from './ordersSnapshot';
import { afterReading, readingPatience, type FailedReading } from './readingPatience';

/** A shop whose open orders are read. */
export interface ShopOrders {
	/** The key of its account; null where it is not known, and nothing is remembered. */
	readonly account: string | null;
	/** Connects. The shop is given up after so many milliseconds without a good answer. Throws IntegrationError where the credential cannot be used. */
	readonly connect: (patience: number) => Promise<ChannelAdapter>;
	readonly query: Omit<OpenOrdersQuery, 'now'>;
}

/**
 * The open orders of a shop. One that cannot be reached, or whose credential cannot be used, is no failure here: `trouble` says so.
 * `now` is in milliseconds since the epoch.
 */
export async function readOrdersOfShop(
	{ account, connect, query }: ShopOrders,
	{ memory, now }: { readonly memory: Memory; readonly now: number },
): Promise<OpenOrders> {
	const failing = memory.store<FailedReading>('failedReadings');
	const failed = account === null ? null : ((await failing.read([account])).get(account) ?? null);
	const asked = { ...query, now: momentFromMillis(now), memory: rememberedOrders(memory, account, query.alsoSold) };
	const read = await connect(readingPatience(failed, now)).then(
		async (adapter) => await readOpenOrders(adapter, asked),
		(error: unknown) => notConnected(error, asked),
	);
	// An order that says odd things of itself is no failure of the shop.
	const after = afterReading(failed, read.trouble?.passing === true, now);
	if (account !== null) await failing.write(new Map([[account, after]]));
	return read;
}

function notConnected(error: unknown, { channel, now }: OpenOrdersQuery): OpenOrders {
	const failure = serviceFailureOnly(error);
	const reason = `${channel.displayName}: its open orders could not be read: ${failureText(failure)}`;
	const passing = !(failure instanceof UnusableCredential);
	return { channel: channel.id, readAt: now, trouble: { reason, passing }, orders: [] };
}
