import type { IExecuteFunctions } from 'n8n-workflow';
import { momentFromMillis, readMomentIn, addSeconds, type Moment } from '../../core/model/moment';
import { daysBefore, type OrderSelection } from '../../core/orders/orderSelection';
import { ORDER_STATES, type OrderState } from '../../core/model/salesOrder';
import {
	readChoice,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	UnreadableError,
} from '../../core/reading/readUnknown';
import { readChannel } from '../bridge/form/channelFields';
import type { WithoutOrderQuery } from '../../core/reconciling/documentsWithoutOrder';
import type { InQuickBooks, OrdersOfTime } from '../../core/reconciling/requestedOrders';
import { MAX_DAYS } from './withoutOrderFields';

export interface OrdersForm {
	readonly channel: string;
	/** Null is every order. */
	readonly notYetIn: InQuickBooks | null;
	readonly now: Moment;
	/** Null unless documents whose order is gone are asked for. */
	readonly withoutOrder: Pick<WithoutOrderQuery, 'days'> | null;
	/** Null where each item asks for an order of its own. */
	readonly many: OrdersOfTime<Omit<OrderSelection, 'placedFrom'>> | null;
}

/** The form is the same for all items, but for the order that each of them may ask for. `now` is in milliseconds. */
export function readOrdersForm(context: IExecuteFunctions, now: number): OrdersForm {
	const value = (name: string) => context.getNodeParameter(name, 0, undefined) as unknown;
	const operation = value('operation');
	const isWithoutOrder = operation === 'documentsWithoutOrder';
	return {
		channel: readChannel(value('channel')),
		notYetIn:
			!isWithoutOrder && value('notYetInQuickBooks') === true
				? { recordPayments: value('recordPayments') === true }
				: null,
		now: momentFromMillis(now),
		withoutOrder: isWithoutOrder ? readWithoutOrder(value) : null,
		many:
			isWithoutOrder || operation === 'getOne'
				? null
				: { selection: readSelection(context, momentFromMillis(now)), limit: readLimit(value) },
	};
}

function readWithoutOrder(value: (name: string) => unknown) {
	const days = readNumber(value('withoutOrderDays'), 'Days');
	if (days < 1 || days > MAX_DAYS) throw new UnreadableError('Days', `a number from 1 to ${MAX_DAYS}`);
	return { days };
}

/** The order that an item asks for. */
export function readRequestedOrder(context: IExecuteFunctions, index: number): string {
	return readNonEmptyText(context.getNodeParameter('order', index, ''), 'Order Number or ID');
}

function readSelection(context: IExecuteFunctions, now: Moment): Omit<OrderSelection, 'placedFrom'> {
	const value = (name: string) => context.getNodeParameter(name, 0, undefined) as unknown;
	const dated = value('since') === 'date';
	const quietMinutes = readOptional(value('quietMinutes'), 'Quiet Minutes', readNumber) ?? 0;
	return {
		since: dated
			? readMomentIn(context.getTimezone(), value('sinceDate'), 'Date')
			: daysBefore(now, readNumber(value('days'), 'Days')),
		states: readList(
			value('states'),
			'Which Orders',
			(state): OrderState => readChoice(state, ORDER_STATES, 'Which Orders'),
		),
		changedUntil: quietMinutes > 0 ? addSeconds(now, -quietMinutes * 60) : null,
	};
}

function readLimit(value: (name: string) => unknown): number {
	return value('returnAll') === false ? readNumber(value('limit'), 'Limit') : Number.POSITIVE_INFINITY;
}
