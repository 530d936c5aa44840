import type { OpenOrders } from '../availability/openOrders';
import { ordersOfOtherShops } from '../availability/ordersOfCompany';
import type { Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/** The open orders of the shops, in their order, and behind them what other nodes read of other shops of the same company. */
export async function withOrdersOfOtherNodes(
	openOrders: readonly OpenOrders[],
	shops: readonly Shop[],
	{ realmId, run: { memory, clock } }: { readonly realmId: string; readonly run: ShopsRun },
): Promise<OpenOrders[]> {
	const own = openOrders.flatMap((one, place) => {
		const account = shops[place]?.account ?? null;
		return account === null ? [] : [{ account, openOrders: one }];
	});
	return [...openOrders, ...(await ordersOfOtherShops(memory, { realmId, own, now: clock() }))];
}
