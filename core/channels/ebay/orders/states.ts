import type { OrderStateChoice } from '../../channelAdapter';
import type { OrderState } from '../../../model/salesOrder';
import { readChoice, readFields, readOptional, type Fields } from '../../../reading/readUnknown';

const PAYMENT_STATES = ['PENDING', 'PAID', 'PARTIALLY_REFUNDED', 'FULLY_REFUNDED', 'FAILED'] as const;

const CANCEL_STATES = ['NONE_REQUESTED', 'IN_PROGRESS', 'CANCELED'] as const;

/**
 * Reads the state of an order from its payment and its cancellation. A purchase takes stock at once: before it is paid, and while the
 * cancellation of a paid order is under way, the order is `reserving`. `alsoSold` may name any payment state, or IN_PROGRESS. It turns
 * only a reserving order into a sold one.
 */
export function readState(
	fields: Fields,
	path: string,
	{ alsoSold }: OrderStateChoice,
): { state: OrderState; channelState: string } {
	const payment = readChoice(fields.orderPaymentStatus, PAYMENT_STATES, `${path}.orderPaymentStatus`);
	const cancel = readOptional(fields.cancelStatus, `${path}.cancelStatus`, readFields);
	const cancelState =
		readOptional(cancel?.cancelState, `${path}.cancelStatus.cancelState`, readCancelState) ?? 'NONE_REQUESTED';
	const words = cancelState === 'NONE_REQUESTED' ? [payment] : [payment, cancelState];
	const state = stateOf(payment, cancelState);
	const isChosen = state === 'reserving' && words.some((word) => alsoSold.includes(word));
	return { state: isChosen ? 'sold' : state, channelState: words.join(', cancellation ') };
}

function stateOf(payment: (typeof PAYMENT_STATES)[number], cancel: (typeof CANCEL_STATES)[number]): OrderState {
	if (cancel === 'CANCELED') return 'cancelled';
	if (payment === 'FULLY_REFUNDED') return 'refunded';
	return payment === 'PENDING' || payment === 'FAILED' || cancel === 'IN_PROGRESS' ? 'reserving' : 'sold';
}

function readCancelState(value: unknown, path: string): (typeof CANCEL_STATES)[number] {
	return readChoice(value, CANCEL_STATES, path);
}
