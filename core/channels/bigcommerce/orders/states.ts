import type { OrderStateChoice } from '../../channelAdapter';
import type { OrderState } from '../../../model/salesOrder';

/**
 * States by the id of the status, since the merchant may change its name. An order that is placed but not paid or not verified has
 * taken its stock.
 * https://developer.bigcommerce.com/docs/store-operations/orders#order-status
 */
const STATES: Readonly<Record<number, OrderState>> = {
	0: 'open',
	1: 'reserving',
	2: 'sold',
	3: 'sold',
	4: 'refunded',
	5: 'cancelled',
	6: 'cancelled',
	7: 'reserving',
	8: 'sold',
	9: 'sold',
	10: 'sold',
	11: 'sold',
	12: 'reserving',
	13: 'sold',
	14: 'sold',
};

/** The state that a status stands for; null for an id that BigCommerce does not document. */
export function stateOf(statusId: number, { alsoSold }: OrderStateChoice): OrderState | null {
	const state = STATES[statusId] ?? null;
	const isChosen = alsoSold.some((chosen) => chosen.trim() === String(statusId));
	return isChosen && (state === 'open' || state === 'reserving') ? 'sold' : state;
}

/** The ids of the statuses whose orders hold stock and do not count as sold, by the user's choice. */
export function reservingStatuses(choice: OrderStateChoice): number[] {
	return Object.keys(STATES)
		.map(Number)
		.filter((statusId) => stateOf(statusId, choice) === 'reserving');
}

/**
 * False only for an order that was never placed. A status moves on after a refund, from Partially Refunded to Shipped, so no other
 * status rules one out.
 */
export function mayHaveRefunds(statusId: unknown): boolean {
	return statusId !== 0;
}
