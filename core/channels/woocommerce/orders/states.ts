import type { OrderStateChoice } from '../../channelAdapter';
import type { OrderState } from '../../../model/salesOrder';
import { ofTable } from '../../../reading/ofTable';

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
 * What a status means for stock and books. A status that a plugin brought counts as sold only by the user's choice;
 * until then it reserves what the shop says it took from stock.
 */
export function stateOf(status: string, tookStock: boolean, { alsoSold }: OrderStateChoice): OrderState {
	const state = ofTable(STATES, status) ?? (tookStock ? 'reserving' : 'open');
	const isChosen = alsoSold.some((chosen) => chosen.trim().replace(/^wc-/, '') === status);
	return isChosen && state !== 'cancelled' && state !== 'refunded' ? 'sold' : state;
}

/** Whether an order of this status may hold stock without being sold: of a plugin's status only the order itself can tell. */
export function mayReserve(status: string): boolean {
	return (STATES[status] ?? 'reserving') === 'reserving';
}

/** Whether the shop has taken its stock for orders of this status, wherever it counts any. Of a plugin's status nobody knows. */
export function takesStock(status: string): boolean {
	const state = ofTable(STATES, status);
	return state === 'sold' || state === 'reserving';
}
