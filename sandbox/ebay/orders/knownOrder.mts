import { Impossible } from '../control/impossible.mts';
import type { EbayState } from '../state.mts';
import type { Order } from './order.mts';

/** It counts as modified now. */
export function touch(state: EbayState, order: Order): void {
	order.modifiedAt = state.now();
}

/** Throws Impossible when there is none. */
export function orderNamed(state: EbayState, orderId: string): Order {
	const order = state.orders.get(orderId);
	if (order === undefined) throw new Impossible(`no order ${orderId}`);
	return order;
}
