import type { OrderStateChoice } from '../../channelAdapter';
import type { OrderState } from '../../../model/salesOrder';

/**
 * By id: the names are the merchant's to change. What is placed but not paid or not verified has taken its stock.
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

/** What a status means for stock and books; null for an id that BigCommerce has not documented. */
export function stateOf(statusId: number, { alsoSold }: OrderStateChoice): OrderState | null {
	const state = STATES[statusId] ?? null;
	const isChosen = alsoSold.some((chosen) => chosen.trim() === String(statusId));
	return isChosen && (state === 'open' || state === 'reserving') ? 'sold' : state;
}

/** The statuses whose orders hold stock without being sold, under the user's choice. */
export function reservingStatuses(choice: OrderStateChoice): number[] {
	return Object.keys(STATES)
		.map(Number)
		.filter((statusId) => stateOf(statusId, choice) === 'reserving');
}

/** A status moves on after a refund, from Partially Refunded to Shipped: only an order that was never placed has none for sure. */
export function mayHaveRefunds(statusId: unknown): boolean {
	return statusId !== 0;
}
