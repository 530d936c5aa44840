import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { OpenOrders } from '../../core/availability/openOrders';
import { toOrderJson } from '../../core/model/salesOrderJson';
import type { FoundOrders } from '../../core/orders/findOrders';
import type { WithoutOrder } from '../../core/reconciling/documentsWithoutOrder';
import type { IncomingLevels } from '../bridge/items/levelsFromN8n';

/** Orders and Unreadable, as the Channel Order Trigger delivers them, each paired with the items that asked for it. */
export function outputsOf(
	{ orders, unreadable }: FoundOrders,
	bad: readonly INodeExecutionData[],
): INodeExecutionData[][] {
	const pairedItem = (items: readonly number[]) => items.map((item) => ({ item }));
	return [
		orders.map(({ order, items }) => ({
			json: { ...toOrderJson(order) } as unknown as IDataObject,
			pairedItem: pairedItem(items),
		})),
		[...unreadable.map(({ unreadable: one, items }) => ({ json: { ...one }, pairedItem: pairedItem(items) })), ...bad],
	];
}

/** Orders is what came, and behind it the open orders of the channel, paired with all of it. */
export function outputsWithOpenOrders(
	passed: IncomingLevels['passed'],
	found: OpenOrders,
	bad: readonly INodeExecutionData[],
): INodeExecutionData[][] {
	const pairedItem = passed.map((item) => item.pairedItem);
	return [[...passed, { json: { ...found } as unknown as IDataObject, pairedItem }], [...bad]];
}

/** Orders is one item for each document, paired with the one item that set the node going. */
export function outputsOfDocuments(found: readonly WithoutOrder[]): INodeExecutionData[][] {
	return [found.map((one) => ({ json: { ...one }, pairedItem: { item: 0 } })), []];
}
