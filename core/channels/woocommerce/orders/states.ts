import type { OrderStateChoice } from '../../channelAdapter';
import type { OrderState } from '../../../model/salesOrder';
import { ownEntry } from '../../../reading/ownEntry';

/** https://woocommerce.com/document/managing-orders/order-statuses/ */
const STATES: Readonly<Record<string, OrderState>> = {
	'auto-draft': 'open',
	'checkout-draft': 'open',
	pending: 'open',
	failed: 'open',
	'on-hold': 'reserving',
	processing: 'sold',
	completed: 'sold',
	cancelled: 'cancelled',
	refunded: 'refunded',
};

/**
 * The state that a status stands for. A plugin's status counts as sold only by the user's choice. Without that choice the order
 * reserves the stock that the shop says it took.
 */
export function stateOf(status: string, tookStock: boolean, { alsoSold }: OrderStateChoice): OrderState {
	const state = ownEntry(STATES, status) ?? (tookStock ? 'reserving' : 'open');
	const isChosen = alsoSold.some((chosen) => chosen.trim().replace(/^wc-/, '') === status);
	return isChosen && state !== 'cancelled' && state !== 'refunded' ? 'sold' : state;
}

/** True for a status whose orders may hold stock without being sold. An order of a plugin's status says so itself. */
export function mayReserve(status: string): boolean {
	return (STATES[status] ?? 'reserving') === 'reserving';
}

/** True for a status whose orders have taken their stock, where the shop counts it. False for a plugin's status, since nobody knows. */
export function takesStock(status: string): boolean {
	const state = ownEntry(STATES, status);
	return state === 'sold' || state === 'reserving';
}
