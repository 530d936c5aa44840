import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { UnreadableOrder } from '../../core/channels/channelAdapter';
import type { Feed } from '../../core/model/feed';
import { toOrderJson } from '../../core/model/salesOrderJson';
import { givenUpOrder, type OrderUnit } from '../../core/orders/orderUnit';
import { toUnreadableRow } from '../../core/orders/unreadableRow';
import type { PollSource } from '../bridge/polling/pollSource';

/** Orders leave by the first output, with what stands before their numbers in QuickBooks. Those that cannot be read or handled leave by the second. */
export function orderPollSource<Cursor>(
	feed: Feed<Cursor, OrderUnit>,
	booksPrefix: string,
): PollSource<Cursor, OrderUnit> {
	return {
		...feed,
		outputOf: ({ order }) => (order === null ? 1 : 0),
		items: (units) => [
			units.flatMap(({ order }) => (order === null ? [] : [orderItem(toOrderJson({ ...order, booksPrefix }))])),
			units.flatMap(({ unreadable }) => (unreadable === null ? [] : [unreadableItem(unreadable)])),
		],
		deadLetter: (unit, reason) => [[], [unreadableItem(givenUpOrder(unit, reason))]],
	};
}

function orderItem(json: object): INodeExecutionData {
	return { json: { ...json } as IDataObject };
}

function unreadableItem(unreadable: UnreadableOrder): INodeExecutionData {
	return { json: { ...toUnreadableRow(unreadable) } };
}
