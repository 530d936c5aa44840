import type { Memory } from '../memory/memory';
import { momentFromMillis } from '../model/moment';
import type { OpenOrder, OpenOrders } from './openOrders';

/** The open orders of a shop, as a run read them. */
export interface OrdersOfShop {
	/** The key of the shop's account. */
	readonly account: string;
	readonly openOrders: OpenOrders;
}

/** A node that has not run for so long may be gone, and its orders posted or cancelled. Milliseconds. */
const FORGOTTEN_AFTER = 3600_000;

/**
 * Remembers what a run knows of the open orders of its shops, and gives those that other nodes read for the same company within the last hour: a
 * second shop of a platform has a node of its own, and what it sold is held back here too. They only lower levels: nobody knows whether that node
 * still runs. `now` is in milliseconds since the epoch.
 */
export async function ordersOfOtherShops(
	memory: Memory,
	{ realmId, own, now }: { readonly realmId: string; readonly own: readonly OrdersOfShop[]; readonly now: number },
): Promise<OpenOrders[]> {
	const accounts = new Set(own.map(({ account }) => account));
	const store = memory.store<readonly OrdersOfShop[]>('ordersOfCompany', 'large');
	return await store.update([realmId], (known) => {
		const lately = (known.get(realmId) ?? []).filter(
			({ openOrders }) => now - Date.parse(openOrders.readAt) <= FORGOTTEN_AFTER,
		);
		const others = lately.filter(({ account }) => !accounts.has(account));
		const read = own.filter(({ openOrders }) => openOrders.trouble === null);
		const unread = lately.filter(
			({ account }) => accounts.has(account) && !read.some((one) => one.account === account),
		);
		return {
			entries: new Map([[realmId, [...others, ...unread, ...read]]]),
			result: withoutOwn(others, own).map((openOrders) => ({ ...openOrders, readAt: momentFromMillis(now) })),
		};
	});
}

/** One shop may have two credentials, and each of its orders takes its units once. */
function withoutOwn(others: readonly OrdersOfShop[], own: readonly OrdersOfShop[]): OpenOrders[] {
	const keyOf = ({ channel }: OpenOrders, { account, orderId }: OpenOrder) =>
		JSON.stringify([channel, account, orderId]);
	const seen = new Set(own.flatMap(({ openOrders }) => openOrders.orders.map((order) => keyOf(openOrders, order))));
	return others.map(({ openOrders }) => {
		const orders = openOrders.orders.filter((order) => !seen.has(keyOf(openOrders, order)));
		for (const order of orders) seen.add(keyOf(openOrders, order));
		return { ...openOrders, orders };
	});
}
