import type { IExecuteFunctions } from 'n8n-workflow';
import { momentFromMillis, readMomentIn, readOptionalMomentIn, addSeconds, type Moment } from '../../core/model/moment';
import type { OpenOrdersQuery } from '../../core/availability/findOpenOrders';
import { numberPrefix } from '../../core/model/orderIdentity';
import { queryStart, daysBefore, type OrderSelection } from '../../core/orders/orderSelection';
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
import { readNumberPrefix } from '../bridge/form/numberPrefixField';
import { readSoldStates } from '../bridge/form/soldStates';
import { syncStart } from '../bridge/polling/syncStart';
import type { WithoutOrderQuery } from '../../core/reconciling/documentsWithoutOrder';
import type { InQuickBooks, OrdersOfTime } from '../../core/reconciling/requestedOrders';
import { MAX_DAYS } from './withoutOrderFields';

export interface OrdersForm {
	readonly channel: string;
	readonly alsoSold: readonly string[];
	readonly placedFrom: Moment | null;
	/** Null is every order. */
	readonly notYetIn: InQuickBooks | null;
	readonly now: Moment;
	/** Null unless open orders are added to what comes in. */
	readonly open: Pick<OpenOrdersQuery, 'since' | 'ignoreUnreadable'> | null;
	/** Null unless documents whose order is gone are asked for. */
	readonly withoutOrder: Pick<WithoutOrderQuery, 'days' | 'numberPrefix'> | null;
	/** Null where each item asks for an order of its own. */
	readonly many: OrdersOfTime | null;
}

/**
 * The form is the same for all items, but for the order that each of them may ask for. `now` is in milliseconds; `salesStart` is from when
 * on the account's orders are posted, where that is known.
 */
export function readOrdersForm(context: IExecuteFunctions, now: number, salesStart: Moment | null): OrdersForm {
	const value = (name: string) => context.getNodeParameter(name, 0, undefined) as unknown;
	const channel = readChannel(value('channel'));
	const operation = value('operation');
	const isOpen = operation === 'addOpen';
	const isWithoutOrder = operation === 'documentsWithoutOrder';
	const placedFrom =
		readOptionalMoment(context, 'placedFrom', 'Orders Placed From') ??
		(isOpen ? (salesStart ?? syncStart(context, now)) : null);
	return {
		channel,
		alsoSold: readSoldStates((name) => context.getNodeParameter(name, 0, []), channel),
		placedFrom,
		notYetIn:
			!isOpen && !isWithoutOrder && value('notYetInQuickBooks') === true
				? { numberPrefix: readNumberPrefix(value('numberPrefix')), recordPayments: value('recordPayments') === true }
				: null,
		now: momentFromMillis(now),
		open: isOpen ? readOpen(value, { placedFrom, now: momentFromMillis(now) }) : null,
		withoutOrder: isWithoutOrder ? readWithoutOrder(value, channel) : null,
		many:
			isOpen || isWithoutOrder || operation === 'getOne'
				? null
				: { selection: readSelection(context, placedFrom, momentFromMillis(now)), limit: readLimit(value) },
	};
}

function readOpen(value: (name: string) => unknown, { placedFrom, now }: { placedFrom: Moment | null; now: Moment }) {
	return {
		since: queryStart({ since: daysBefore(now, readNumber(value('openDays'), 'Days')), placedFrom }),
		ignoreUnreadable: value('ignoreUnreadable') === true,
	};
}

function readWithoutOrder(value: (name: string) => unknown, channel: string) {
	const days = readNumber(value('withoutOrderDays'), 'Days');
	if (days < 1 || days > MAX_DAYS) throw new UnreadableError('Days', `a number from 1 to ${MAX_DAYS}`);
	return { days, numberPrefix: numberPrefix(readNumberPrefix(value('withoutOrderNumberPrefix')), channel) };
}

/** The order that an item asks for. */
export function readRequestedOrder(context: IExecuteFunctions, index: number): string {
	return readNonEmptyText(context.getNodeParameter('order', index, ''), 'Order Number or ID');
}

function readSelection(context: IExecuteFunctions, placedFrom: Moment | null, now: Moment): OrderSelection {
	const value = (name: string) => context.getNodeParameter(name, 0, undefined) as unknown;
	const dated = value('since') === 'date';
	const quietMinutes = readOptional(value('quietMinutes'), 'Quiet Minutes', readNumber) ?? 0;
	return {
		since: dated
			? readMomentIn(context.getTimezone(), value('sinceDate'), 'Date')
			: daysBefore(now, readNumber(value('days'), 'Days')),
		placedFrom,
		states: readList(
			value('states'),
			'Which Orders',
			(state): OrderState => readChoice(state, ORDER_STATES, 'Which Orders'),
		),
		changedUntil: quietMinutes > 0 ? addSeconds(now, -quietMinutes * 60) : null,
	};
}

function readOptionalMoment(context: IExecuteFunctions, name: string, path: string): Moment | null {
	return readOptionalMomentIn(context.getTimezone(), context.getNodeParameter(name, 0, ''), path);
}

function readLimit(value: (name: string) => unknown): number {
	return value('returnAll') === false ? readNumber(value('limit'), 'Limit') : Number.POSITIVE_INFINITY;
}
